import type { GraphNode } from '../../graph/nodes.js';
import type { PolicyView } from '../view.js';
import { PASSED_TO_SERVICE } from '../passRole.js';
import { readsThrough } from './readsThrough.js';
import { bucketNode, bucketOf } from './loading.js';
import type { Holdings } from './holdings.js';
import { fillForm, openResources } from './newResources.js';
import { isPlaced, takePlaced } from './places.js';
import { regionOf } from './regions.js';
import { sayingOf } from './saying.js';
import { type AskedOn, type DecidedRequest, notCollected, notKnown, type Requests, unknownFact } from './requests.js';
import { calledBefore } from './versions.js';
import { existsIn, accountNode, type Actor, type Stranger, type World } from './world.js';
import type { Step, Technique } from './technique.js';

/** Who acts, as whom it would be seen. */
export interface ActingAs<Who extends Stranger> {
  readonly actor: Who;
  /** Its own, or one in which it has more than it has now. */
  readonly view: PolicyView;
  readonly requests: Requests;
  readonly world: World;
  readonly holdings: Holdings;
  /** Whether it is looked for nobody but principals of other accounts: control of its own leads to all others. */
  readonly isForOthers: boolean;
}

/** A user or role that was collected. */
export type Acting = ActingAs<Actor>;

/** Anybody. */
export type AnyActing = ActingAs<Stranger>;

/** What the steps of a technique are called on. */
export interface Bound {
  readonly target: GraphNode;
  /** The resource whose role it is, or the policy or group that is written. */
  readonly resource: GraphNode | null;
  /** ARN of the object that is loaded; a pattern where any with such a name is. */
  readonly object?: string;
  /** Of what is of IAM Identity Center: parts of its ARNs, by name; those that are left out the actor chooses. */
  readonly parts?: Readonly<Record<string, string>>;
}

/**
 * The requests that a technique takes with this target, decided; null as soon as one is denied. Facts that it takes are among them. `placed`:
 * those of what the actor picks, where they are known.
 */
export function takeSteps(
  acting: AnyActing,
  said: Technique,
  bound: Bound,
  placed?: readonly DecidedRequest[],
): readonly DecidedRequest[] | null {
  const { world, actor } = acting;
  const technique = sayingOf(said, actor, bound);
  const facts: DecidedRequest[] = [];
  for (const types of technique.exists) {
    const unknown = existsIn(world, actor.account ?? '', [types].flat());
    if (unknown === null) return null;
    facts.push(...unknown);
  }
  const about = bound.resource ?? bound.target;
  for (const what of technique.unknown)
    facts.push(unknownFact('unknown', about.arn ?? about.id, notKnown(about, what)));
  const found: DecidedRequest[] = [];
  for (const step of technique.steps) {
    if (isPlaced(step)) continue;
    for (const action of step.actions) {
      const some = askStep(acting, step, action, bound);
      const through = some === null || !isRead(technique, step) ? [] : throughKeys(acting, action, bound);
      if (some === null || through === null) return null;
      found.push(...some, ...through);
    }
  }
  const there = placed ?? takePlaced(acting, technique, regionOf(bound.resource));
  return there === null ? null : [...found, ...there, ...facts];
}

type Found = readonly DecidedRequest[] | null;

function isRead({ target }: Technique, { on }: Step): boolean {
  return target.kind === 'EXPOSED' && (on === 'RESOURCE' || on === 'WITHIN');
}

function throughKeys(acting: AnyActing, action: string, { resource: node }: Bound): Found {
  if (node === null || node.arn === null) return [];
  return readsThrough(acting, action, { arn: node.arn, account: node.account, node });
}

function askStep(acting: AnyActing, step: Step, action: string, bound: Bound): Found {
  switch (step.on) {
    case 'TARGET':
      return askNode(acting, step, action, bound.target);
    case 'RESOURCE':
      return bound.resource === null ? null : askNode(acting, step, action, bound.resource);
    case 'WITHIN':
      return bound.resource === null ? null : askWithin(acting, step, action, bound.resource);
    case 'OBJECT':
      return bound.object === undefined ? null : askObject(acting, step, action, bound.object);
    case 'NAMED':
      return bound.resource === null ? null : askNamed(acting, step, action, bound.resource);
    case 'NONE':
      return kept([acting.requests(action, anything(acting, bound), step.context)]);
    case 'ANOTHER_ROLE':
      return askAnother(acting, step, action);
    case 'CENTER':
      return askCenter(acting, step, action, bound.parts ?? {});
    case 'NEW':
    case 'EXISTING':
    case 'CLUSTER':
      throw new Error(`invariant: ${action} is called at a place`);
  }
}

/** What an action that takes no resource is called on, in the region of what it is about. */
function anything({ actor }: AnyActing, { resource }: Bound): AskedOn {
  return { arn: '*', account: actor.account, node: null, region: regionOf(resource) };
}

function askNode({ requests }: AnyActing, { context }: Step, action: string, node: GraphNode): Found {
  const { arn, account } = node;
  if (arn === null) return null;
  return kept([...calledBefore(action, node), action].map((one) => requests(one, { arn, account, node }, context)));
}

/** Whatever is in it that is allowed: where that is not everything, whether it is the one that matters is not known. */
function askWithin({ requests }: AnyActing, { context }: Step, action: string, node: GraphNode): Found {
  if (node.arn === null) return null;
  const on = { arn: `${node.arn}/*`, isPattern: true, account: node.account, node };
  const request = requests(action, on, context);
  const isPart = request.judgement.needs?.alternatives.some(({ all }) => all.some(({ kind }) => kind === 'RESOURCE'));
  const gap = notCollected(node, `Which of what is in ${node.arn} it is`);
  return kept(isPart === true ? [request, unknownFact('within', on.arn, gap)] : [request]);
}

/** The bucket's own policy bears on it. */
function askObject({ view, requests }: AnyActing, { context }: Step, action: string, arn: string): Found {
  const bucket = bucketNode(view, bucketOf(arn) ?? arn);
  const isPattern = arn.endsWith('*');
  return kept([requests(action, { arn, isPattern, account: bucket?.account ?? null, node: bucket }, context)]);
}

/** Of those that are named, one that is allowed, sure ones first; of the others it is not known whether they do. */
function askNamed({ requests }: AnyActing, { named, perhaps, context }: Step, action: string, node: GraphNode): Found {
  const ask = (form: string): DecidedRequest => {
    const arn = atPlaceOf(node, form);
    const on = { arn, isPattern: arn.includes('*'), account: node.account, node: null, region: regionOf(node) };
    return requests(action, on, context);
  };
  const isEnough = (request: DecidedRequest): DecidedRequest =>
    unknownFact('enough', request.resource, notKnown(node, `Whether ${request.resource} is enough`));
  return best([
    ...named.map((form) => kept([ask(form)])),
    ...perhaps.map(ask).map((request) => kept([request, isEnough(request)])),
  ]);
}

function atPlaceOf(node: GraphNode, form: string): string {
  const arn = node.arn ?? '';
  const [, partition = '', , region = '', account = ''] = arn.split(':');
  const parts: Readonly<Record<string, string>> = {
    Partition: partition,
    Region: region,
    Account: account,
    Name: arn.slice(arn.lastIndexOf('/') + 1),
  };
  return fillForm(form, parts);
}

/** A role that the service needs for itself, beside the one that is the target: whichever its trust admits it to. */
function askAnother({ actor, world, requests }: AnyActing, { context }: Step, action: string): Found {
  const service = context[PASSED_TO_SERVICE] ?? '';
  const roles = (world.roles.get(actor.account ?? '') ?? []).flatMap((role) => {
    const trust = world.admits(role, service, []);
    return trust === null || role.arn === null ? [] : [{ role, arn: role.arn, trust }];
  });
  return best(
    roles.map(({ role, arn, trust }) =>
      kept([requests(action, { arn, account: role.account, node: role }, context), trust]),
    ),
  );
}

/** Identity Center looks at the caller's policies alone, so that what is asked counts as the caller's own whichever account keeps it. */
function askCenter(
  { actor, view, requests }: AnyActing,
  { context }: Step,
  action: string,
  parts: Readonly<Record<string, string>>,
): Found {
  const account = accountNode(view, actor.account ?? '');
  return kept(
    openResources(action, account, '', 'CHOSEN', parts).map((on) =>
      requests(action, { ...on, account: account.accountId, node: null }, context),
    ),
  );
}

function kept(requests: readonly DecidedRequest[]): Found {
  return requests.some(({ judgement }) => judgement.decision === 'DENIED') ? null : requests;
}

function best(all: readonly Found[]): Found {
  const open = all.filter((found) => found !== null);
  return open.find((found) => found.every(({ judgement }) => judgement.decision === 'ALLOWED')) ?? open[0] ?? null;
}

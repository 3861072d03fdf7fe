import type { GraphNode } from '../../graph/nodes.js';
import { nodeId } from '../../graph/ids.js';
import { conjoin } from './conjoin.js';
import { mayBeAllowed } from './mayBeAllowed.js';
import { openResources, resourcesOf } from './newResources.js';
import { runningIn } from './pods.js';
import { isOfOneRegion, regionOf, regionsToldApart } from './regions.js';
import type { DecidedRequest } from './requests.js';
import type { AnyActing } from './takeSteps.js';
import type { Step, Technique } from './technique.js';
import { accountNode } from './world.js';

/** What a technique does to something new, it does in one region; what it does to something that is there, to one thing. */
interface Place {
  /** Null where it is not known, or nothing of it is in a region. */
  readonly region: string | null;
  readonly node: GraphNode | null;
}

const ANYWHERE: Place = { region: null, node: null };

/** Whether a step is called on what the actor picks: something new, or one of those that are there. */
export function isPlaced({ on }: Step): boolean {
  return on === 'NEW' || on === 'EXISTING' || on === 'CLUSTER';
}

/**
 * The requests of those steps of a technique that are called on what the actor picks, where they ask the least; null where some is denied
 * wherever it turns. `region`: the only one that serves; null or undefined: any.
 */
export function takePlaced(
  acting: AnyActing,
  technique: Technique,
  region: string | null | undefined,
): readonly DecidedRequest[] | null {
  const steps = technique.steps.filter(isPlaced);
  if (steps.length === 0) return [];
  const there = existing(acting, technique, steps);
  if (there !== null) return least(acting, steps, there);
  const isRegional = steps.some(({ actions }) => !actions.every(isOfOneRegion));
  if (isRegional && typeof region === 'string') return takeAt(acting, steps, { region, node: null });
  const anywhere = takeAt(acting, steps, ANYWHERE);
  if (!isRegional || anywhere === null || !anywhere.some(mayTellRegionsApart)) return anywhere;
  return least(
    acting,
    steps,
    regionsToldApart(acting.view, acting.actor).map((one) => ({ region: one, node: null })),
  );
}

/** Things that are there, of which the actor may be allowed something; null where none is known. */
function existing(acting: AnyActing, technique: Technique, steps: readonly Step[]): readonly Place[] | null {
  const { actor, world } = acting;
  const types = [technique.exists[0] ?? []].flat();
  const actions = steps.filter(({ on }) => on !== 'NEW').flatMap((step) => step.actions);
  const all = types.flatMap((type) => world.resources.get(`${actor.account ?? ''} ${type}`) ?? []);
  const there = actions.length === 0 ? [] : all;
  if (there.length === 0) return null;
  return there.filter(mayAllow(acting, actions)).map((node) => ({ region: regionOf(node) ?? null, node }));
}

/** Of the places where nothing is denied, the first of those that ask the least. */
function least(acting: AnyActing, steps: readonly Step[], places: readonly Place[]): readonly DecidedRequest[] | null {
  let open: readonly DecidedRequest[] | null = null;
  for (const place of places) {
    const found = takeAt(acting, steps, place);
    if (found === null) continue;
    const decision = found.every(isAllowed) ? 'ALLOWED' : conjoin(found, '')?.decision;
    if (decision === 'ALLOWED') return found;
    if (decision !== undefined) open ??= found;
  }
  return open;
}

function isAllowed({ judgement }: DecidedRequest): boolean {
  return judgement.decision === 'ALLOWED';
}

/**
 * Whether what is decided of a request anywhere turns on ARNs of some region. Where it turns on the region of the request alone, the actor picks
 * one for all requests.
 */
function mayTellRegionsApart({ judgement: { needs } }: DecidedRequest): boolean {
  if (needs === null) return false;
  const isOfRegion = (arn: string): boolean => !/^arn:[^:]*:[^:]*:\*?:/u.test(arn);
  return (
    needs.truncated ||
    needs.alternatives.some(({ all }) => all.some(({ kind, values }) => kind === 'RESOURCE' && values.some(isOfRegion)))
  );
}

/** Whether all of these may be allowed on a resource: by the actor's policies, or by one of its own. */
function mayAllow(acting: AnyActing, actions: readonly string[]): (node: GraphNode) => boolean {
  const isAllowedOn = mayBeAllowed(acting, actions);
  return ({ id, arn }) => arn !== null && (acting.view.node(nodeId.resourcePolicy(id)) !== null || isAllowedOn(arn));
}

/** The requests of these steps at one place; null as soon as one is denied. */
function takeAt(acting: AnyActing, steps: readonly Step[], place: Place): readonly DecidedRequest[] | null {
  const found: DecidedRequest[] = [];
  for (const step of steps) {
    for (const action of step.actions) {
      const some = askAt(acting, step, action, place);
      if (some.some(({ judgement }) => judgement.decision === 'DENIED')) return null;
      found.push(...some);
    }
  }
  return found;
}

function askAt(
  acting: AnyActing,
  { on, named, context }: Step,
  action: string,
  { region, node }: Place,
): readonly DecidedRequest[] {
  const { actor, view, requests } = acting;
  const account = accountNode(view, actor.account ?? '');
  const where = region === null || isOfOneRegion(action) ? {} : { region };
  if (on !== 'NEW' && node !== null && node.arn !== null) {
    const asked = requests(action, { arn: node.arn, account: node.account, node, ...where }, context);
    return on === 'CLUSTER' ? [asked, ...runningIn(acting, node)] : [asked];
  }
  const asked =
    named.length === 0
      ? openResources(action, account, region ?? '*', 'CHOSEN')
      : resourcesOf(named, account, region ?? '*');
  return asked.map(({ arn, isPattern }) =>
    requests(action, { arn, isPattern, account: account.accountId, node: null, ...where }, context),
  );
}

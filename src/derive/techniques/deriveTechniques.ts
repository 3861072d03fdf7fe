import { nodeId } from '../../graph/ids.js';
import type { EdgeKind } from '../../graph/edges.js';
import type { NodeOf, PrincipalNode } from '../../graph/nodes.js';
import type { EdgeCollector } from '../edges/collector.js';
import { placesOf } from '../gaps.js';
import type { RawGraph } from '../rawGraph.js';
import type { PolicyView } from '../view.js';
import { ADMINISTRATOR_ACTIONS, askAdministrator } from './administrator.js';
import { type Become, becomes } from './become.js';
import { type CallerKey, callerKey } from './callerKey.js';
import { conjoin, type Conjunction, textsOf } from './conjoin.js';
import { controlByRewriting, type Gained } from './control.js';
import { holdingsOf } from './holdings.js';
import { leadFromControl } from './leadFromControl.js';
import { resourcesNaming } from './targets.js';
import { type Requests, requestsOf, sharedRequests } from './requests.js';
import type { Acting } from './takeSteps.js';
import type { Technique } from './technique.js';
import { roleOfResource, worldOf } from './world.js';

/** Every way of becoming somebody that is no request to enter a role, and control of accounts. */
export async function deriveTechniques(
  raw: RawGraph,
  entering: PolicyView,
  {
    techniques,
    collector,
    step,
  }: {
    readonly techniques: readonly Technique[];
    readonly collector: EdgeCollector;
    readonly step: (done: number) => Promise<void>;
  },
): Promise<void> {
  // Every policy bears on some technique.
  const view: PolicyView = { ...entering, bears: () => true };
  const world = worldOf(raw, view);
  const holdings = holdingsOf(techniques);
  const places = new Map(raw.nodes.map(({ id }, index) => [id, index]));
  const add = adder(collector, raw, places);
  const administrators = eachOnce();
  for (const root of raw.nodes) {
    if (root.label !== 'RootUser' || !isCollected(view, root.account)) continue;
    const control = administrators(callerKey(view, root), () =>
      administratorOf(view, root, requestsOf(view, root, { isStart: true })),
    );
    if (control !== null)
      add('CAN_ADMINISTER', root.id, nodeId.accountControl(root.account ?? ''), {
        rule: 'administrator',
        action: 'iam:*',
        ...control,
      });
  }
  const requestsFor = sharedRequests(view);
  for (const [number, actor] of world.actors.entries()) {
    if (number % AT_ONCE === 0) await step(0);
    const { requests, key } = requestsFor(actor);
    const acting = { actor, view, world, holdings, requests };
    deriveFor(acting, () => administrators(key, () => administratorOf(view, actor, requests)), add);
  }
  for (const account of raw.nodes) {
    if (account.label !== 'Account' || !account.isCollected) continue;
    await step(0);
    leadFromControl(world, account, add);
  }
  for (const resource of raw.nodes) {
    if (resource.label !== 'Resource') continue;
    const role = roleOfResource(view, resource);
    if (role !== null) add('RUNS_AS', resource.id, role.id, runsAs(resource));
  }
}

/** Concludes once for all callers that are decided alike. */
function eachOnce(): (key: CallerKey, conclude: () => Conjunction | null) => Conjunction | null {
  const known = new Map<string, Conjunction | null>();
  return ({ anywhere }, conclude) => {
    const before = known.get(anywhere);
    if (before !== undefined) return before;
    const found = conclude();
    known.set(anywhere, found);
    return found;
  };
}

const AT_ONCE = 64;

/** What an edge is made of beside its ends. */
export type Told = Pick<Conjunction, 'decision' | 'needs' | 'evidence' | 'gaps'> & {
  readonly rule: string;
  readonly action: string;
  readonly technique?: string;
};
export type AddEdge = (kind: EdgeKind, from: string, to: string, told: Told) => void;

function adder(collector: EdgeCollector, raw: RawGraph, places: ReadonlyMap<string, number>): AddEdge {
  const gapPlaces = placesOf(raw.gaps);
  return (kind, from, to, { gaps, ...told }) => {
    const start = places.get(from);
    const end = places.get(to);
    if (start === undefined || end === undefined) return;
    const known = gaps.flatMap((gap) => gapPlaces.get(gap) ?? []).sort((left, right) => left - right);
    // A root user whose task was taken (sts:AssumeRoot) can do that task alone.
    const holdsLater = raw.nodes[start]?.label !== 'RootUser';
    const judged = collector.judge({ ...told, taskPolicies: null, holdsFirst: true, holdsLater });
    collector.addEdge(kind, start, end, collector.conclude(judged, known));
  };
}

function isCollected(view: PolicyView, account: string | null): boolean {
  return account !== null && view.account(account)?.isCollected === true;
}

function administratorOf(view: PolicyView, principal: PrincipalNode, asking: Requests): Conjunction | null {
  const requests = askAdministrator(view, principal, asking);
  return requests === null
    ? null
    : conjoin(requests, 'It can do everything that makes an administrator of its account.');
}

/** Control first: who controls the account is not shown to become each of its principals by each technique, which control leads to. */
function deriveFor(acting: Acting, administratorNow: () => Conjunction | null, add: AddEdge): void {
  const { actor, view, holdings } = acting;
  const possible = holdings.possible(view, actor);
  if (possible.length === 0) return;
  const controlId = nodeId.accountControl(actor.account ?? '');
  const administrator = holdings.mayHoldAll(view, actor, ADMINISTRATOR_ACTIONS) ? administratorNow() : null;
  if (administrator !== null)
    add('CAN_ADMINISTER', actor.id, controlId, { rule: 'administrator', action: 'iam:*', ...administrator });
  if (administrator?.decision === 'ALLOWED' && resourcesNaming(acting).length === 0) return;
  const found = becomes(acting, possible);
  const gained = controlByRewriting(acting, possible, found);
  const held = administrator === null ? [] : [administrator];
  const control = gained.control.filter(({ conjunction }) => !isWithin(conjunction, held));
  for (const one of control) add('CAN_ESCALATE', actor.id, controlId, toldOf(one));
  const controls = [...held, ...control.map(({ conjunction }) => conjunction)];
  for (const one of [...found, ...gained.become]) {
    if (!isWithin(one.conjunction, controls) || one.target.account !== actor.account)
      add('CAN_ESCALATE', actor.id, one.target.id, toldOf(one));
  }
}

function toldOf({ technique, conjunction }: Pick<Become, 'technique' | 'conjunction'> | Gained): Told {
  const [action = ''] = technique.steps.flatMap(({ actions }) => actions);
  return { rule: technique.id, technique: technique.id, action, ...conjunction };
}

/** Whether control is had under no more than this takes: each of its alternatives holds one of those. */
function isWithin({ needs }: Conjunction, controls: readonly Conjunction[]): boolean {
  const alternatives = (needs?.alternatives ?? []).map((one) => new Set(textsOf(one)));
  return controls.some((control) => {
    if (control.decision === 'ALLOWED') return true;
    const wanted = (control.needs?.alternatives ?? []).map(textsOf);
    return (
      needs?.truncated === false &&
      alternatives.every((one) => wanted.some((texts) => texts.every((text) => one.has(text))))
    );
  });
}

function runsAs(resource: NodeOf<'Resource'>): Told {
  const because = `${resource.arn ?? resource.name} acts with this role: whoever controls what it runs has the role's permissions.`;
  return {
    rule: 'runs-as',
    action: 'sts:AssumeRole',
    decision: 'ALLOWED',
    needs: null,
    gaps: [],
    evidence: { because, layers: [] },
  };
}

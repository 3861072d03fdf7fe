import { setImmediate } from 'node:timers/promises';
import type { GraphNode, NodeOf, PrincipalNode } from '../../graph/nodes.js';
import { mayTakeRoot } from '../assumeRoot.js';
import { federatedAction } from '../federation/claims.js';
import { groupBy } from '../groupBy.js';
import type { RawGraph } from '../rawGraph.js';
import { deriveTechniques } from '../techniques/deriveTechniques.js';
import type { Technique } from '../techniques/technique.js';
import type { PolicyView } from '../view.js';
import { collectEdges, type DerivedEdges, type EdgeCollector } from './collector.js';
import { deriveDirectoryEdges } from './directoryEdges.js';
import { enterFromEverywhere, enterRole, type CallerIndex } from './enterRoles.js';
import { makePairDecider, type PairDecider, type PlacedCaller, type PlacedTarget } from './pairs.js';
import { type Admitted, derivePassing } from './passRoles.js';
import { indexCallers, placeTargets } from './placing.js';

/** What is derived beside ways into roles, and how derivation is watched and stopped. */
export interface Progress {
  /** Null: neither techniques nor control of accounts. */
  readonly techniques: readonly Technique[] | null;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Every way into a role, into root users' tasks, and every other way of becoming somebody. Errors: the signal's reason. */
export async function deriveEdges(raw: RawGraph, view: PolicyView, progress: Progress): Promise<DerivedEdges> {
  const collector = collectEdges();
  const step = makeSteps(raw.nodes.filter(({ label }) => label === 'Role').length, progress);
  await deriveAssumptions(raw, view, collector, step);
  const admitted = deriveTrusted(raw, view, collector, 'Service');
  await step(0);
  deriveTrusted(raw, view, collector, 'FederatedIdentity');
  await step(0);
  await deriveRootTasks(raw, view, collector, step);
  deriveDirectoryEdges(raw, collector);
  const { techniques } = progress;
  if (techniques !== null) {
    // Policies that let nobody enter a role may bear on every other way.
    const whole: PolicyView = { ...view, bears: () => true };
    derivePassing(raw, whole, { admitted, collector });
    await step(0);
    await deriveTechniques(raw, whole, { techniques, collector, step });
  }
  return collector.finish();
}

type Step = (done: number) => Promise<void>;

/** Lets others run, looks at the signal and tells how far it is. */
function makeSteps(total: number, { signal, onProgress }: Progress): Step {
  let done = 0;
  return async (more) => {
    done += more;
    onProgress?.(done, total);
    await setImmediate();
    signal.throwIfAborted();
  };
}

const AT_ONCE = 256;

/** sts:AssumeRole by users, roles, outside accounts and Anyone. */
async function deriveAssumptions(raw: RawGraph, view: PolicyView, collector: EdgeCollector, step: Step): Promise<void> {
  const action = 'sts:AssumeRole';
  const callers = indexCallers(raw, view, action, (node) => isCaller(node));
  const targets = placeTargets(raw, view, {
    action,
    callers,
    isTarget: (node) => node.label === 'Role' && node.isCollected,
  });
  const decider = makePairDecider(view, action, collector);
  for (let start = 0; start < targets.length; start += AT_ONCE) {
    const some = targets.slice(start, start + AT_ONCE);
    for (const target of some) enterRole(target, callers, decider, collector);
    await step(some.length);
  }
  for (const members of groupAlike(targets.filter((target) => target.trust.allowsEveryone))) {
    enterFromEverywhere(members, callers, decider, collector);
    await step(0);
  }
}

function isCaller(node: GraphNode): node is PrincipalNode {
  return node.label === 'User' || node.label === 'Role' || node.label === 'AccountPrincipal' || node.label === 'Anyone';
}

/**
 * Services and federated identities into the roles whose trust names them, identities also into those of their provider. Gives whom each role
 * lets in.
 */
function deriveTrusted(
  raw: RawGraph,
  view: PolicyView,
  collector: EdgeCollector,
  label: 'Service' | 'FederatedIdentity',
): Admitted {
  const found = new Map<string, string[]>();
  const actions = label === 'Service' ? ['sts:AssumeRole'] : [federatedAction('SAML'), federatedAction('OIDC')];
  for (const action of actions) {
    const isOf = (node: GraphNode): node is PrincipalNode =>
      node.label === 'Service' ? label === 'Service' : isFederatedBy(node, action) && label === 'FederatedIdentity';
    const callers = indexCallers(raw, view, action, isOf);
    const trusting = trustingRoles(raw, callers);
    if (trusting.size === 0) continue;
    const targets = placeTargets(raw, view, { action, callers, isTarget: (node) => trusting.has(node.id) });
    const byProvider = groupByProvider(callers);
    const decider = makePairDecider(view, action, collector);
    for (const target of targets) {
      const admitted = new Set<PlacedCaller>();
      for (const id of trusting.get(target.node.id) ?? []) {
        const named = callers.byId.get(id);
        if (named === undefined) continue;
        admitted.add(named);
        for (const other of byProvider.get(providerOf(named)) ?? []) admitted.add(other);
      }
      for (const caller of admitted) {
        const conclusion = decider.decide(caller, target);
        if (conclusion === null) continue;
        collector.addEdge(label === 'Service' ? 'CAN_ASSUME' : 'CAN_FEDERATE', caller.index, target.index, conclusion);
        const list = found.get(target.node.id);
        if (list === undefined) found.set(target.node.id, [caller.node.name]);
        else list.push(caller.node.name);
      }
    }
  }
  return found;
}

function isFederatedBy(node: GraphNode, action: string): boolean {
  return node.label === 'FederatedIdentity' && federatedAction(node.protocol) === action;
}

function providerOf({ node }: PlacedCaller): string {
  return node.label === 'FederatedIdentity' ? node.providerName : node.id;
}

function groupByProvider(callers: CallerIndex): ReadonlyMap<string, readonly PlacedCaller[]> {
  return groupBy(callers.byId.values(), providerOf);
}

/** Ids of callers of the index by the role that trusts them. */
function trustingRoles(raw: RawGraph, callers: CallerIndex): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { kind, from, to } of raw.relations) {
    if (kind !== 'TRUSTS' || !callers.byId.has(to)) continue;
    const list = found.get(from);
    if (list === undefined) found.set(from, [to]);
    else list.push(to);
  }
  return found;
}

/** sts:AssumeRoot, where centralised root access is on. */
async function deriveRootTasks(raw: RawGraph, view: PolicyView, collector: EdgeCollector, step: Step): Promise<void> {
  const action = 'sts:AssumeRoot';
  const accountOf = (node: GraphNode): NodeOf<'Account'> | null =>
    node.account === null ? null : view.account(node.account);
  const isOpen = (account: NodeOf<'Account'> | null): boolean =>
    account?.rootFeatures?.includes('RootSessions') === true;
  const callers = indexCallers(raw, view, action, (node): node is PrincipalNode => {
    const account = accountOf(node);
    return (
      (node.label === 'User' || node.label === 'Role') && account !== null && isOpen(account) && mayTakeRoot(account)
    );
  });
  if (callers.byId.size === 0) return;
  const targets = placeTargets(raw, view, {
    action,
    callers,
    isTarget: (node) => node.label === 'RootUser' && isOpen(accountOf(node)),
  });
  const decider = makePairDecider(view, action, collector);
  for (const target of targets) {
    for (const caller of callers.byAccount.get(target.node.account ?? '') ?? [])
      addDecided(caller, target, decider, collector);
  }
  for (const members of groupAlike(targets)) enterFromEverywhere(members, callers, decider, collector);
  await step(0);
}

function addDecided(caller: PlacedCaller, target: PlacedTarget, decider: PairDecider, collector: EdgeCollector): void {
  const conclusion = decider.decide(caller, target);
  if (conclusion !== null) collector.addEdge('CAN_ASSUME', caller.index, target.index, conclusion);
}

/** Targets of which the same is concluded, gaps included. */
function groupAlike(targets: readonly PlacedTarget[]): Iterable<readonly PlacedTarget[]> {
  return groupBy(targets, (target) => `${target.class.number} ${target.gaps.join()}`).values();
}

import type { GraphNode, PrincipalNode } from '../../graph/nodes.js';
import { DECISION_ORDER } from '../../graph/edges.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { mayNameIdentity } from '../classes/patterns.js';
import { policyFacts } from '../classes/policyFacts.js';
import { asksToPass } from '../confusedDeputy.js';
import { decidePassing, mayBePassed, PASS_ROLE, PASSED_TO, type Passing, tellService } from '../passRole.js';
import type { RawGraph } from '../rawGraph.js';
import { rolePassed } from '../rules/rolePassed.js';
import type { PolicyView } from '../view.js';
import type { EdgeCollector } from './collector.js';
import { mayBeAllowed } from './enterRoles.js';
import { ownPatterns, type PlacedCaller, type PlacedTarget } from './pairs.js';
import { indexCallers, placeTargets } from './placing.js';

/** Names of the services that each role lets in, by id of the role. */
export type Admitted = ReadonlyMap<string, readonly string[]>;

/**
 * Who may pass a role to a service that its trust policy lets in. Of several services the best counts, since whoever passes the role chooses;
 * of equals the first by name. Roles are passed within their account alone. `view` has every policy.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function derivePassing(
  raw: RawGraph,
  view: PolicyView,
  { admitted, collector }: { readonly admitted: Admitted; readonly collector: EdgeCollector },
): void {
  const servicesOf = (node: GraphNode): readonly string[] =>
    mayBePassed(node) ? (admitted.get(node.id) ?? []).filter(asksToPass).toSorted(compareCodePoints) : [];
  const callers = indexCallers(raw, view, PASS_ROLE, (node) => mayPass(view, node));
  const isTarget = (node: GraphNode): boolean => servicesOf(node).length > 0;
  const decide = decider(view, collector);
  for (const target of placeTargets(raw, view, { action: PASS_ROLE, callers, isTarget, byCallerAlone: true })) {
    const services = servicesOf(target.node);
    for (const caller of callers.byAccount.get(target.node.account ?? '') ?? []) {
      if (!mayBeAllowed(caller, target)) continue;
      const judged = decide(caller, target, services);
      if (judged === null) continue;
      collector.addEdge('CAN_PASS', caller.index, target.index, collector.conclude(judged, caller.gaps));
    }
  }
}

function mayPass(view: PolicyView, node: GraphNode): node is PrincipalNode {
  if (node.label === 'RootUser') return node.account !== null && view.account(node.account)?.isCollected === true;
  if ((node.label !== 'User' && node.label !== 'Role') || !node.isCollected) return false;
  return view.attachments(node.id).some(({ policy, use }) => use === 'PERMISSIONS' && mayAllow(view.policy(policy)));
}

/** What nobody collected may say anything. */
function mayAllow(policy: ReturnType<PolicyView['policy']>): boolean {
  return 'text' in policy || policyFacts(policy, PASS_ROLE).allowed.some(mayNameIdentity);
}

/** Numbers of what was judged of each pair, found once for all of which the same is; null: no service can be given the role. */
function decider(
  view: PolicyView,
  collector: EdgeCollector,
): (from: PlacedCaller, to: PlacedTarget, services: readonly string[]) => number | null {
  const best = new Map<string, number | null>();
  const decided = new Map<string, Passing | null>();

  function decide(key: string, from: PlacedCaller, to: PlacedTarget, service: string): Passing | null {
    const tellsServices = from.class.keys.includes(PASSED_TO);
    const keyOfService = `${tellsServices ? service : ''} ${key}`;
    let passing = decided.get(keyOfService);
    if (passing === undefined) {
      passing = to.node.label === 'Role' ? decidePassing(view, { from: from.node, to: to.node, service }) : null;
      decided.set(keyOfService, passing);
    }
    return passing;
  }

  function judge(key: string, from: PlacedCaller, to: PlacedTarget, services: readonly string[]): number | null {
    let found: { readonly passing: Passing; readonly service: string } | null = null;
    for (const service of services) {
      const passing = decide(key, from, to, service);
      if (passing === null) continue;
      if (found === null || DECISION_ORDER[passing.decision] < DECISION_ORDER[found.passing.decision])
        found = { passing, service };
      if (passing.decision === 'ALLOWED') break;
    }
    if (found === null) return null;
    return collector.judge({
      action: PASS_ROLE,
      ...tellService(found.passing, found.service),
      rule: rolePassed.id,
      taskPolicies: null,
      holdsFirst: true,
      // A root user whose task was taken (sts:AssumeRoot) can do that task alone.
      holdsLater: from.node.label !== 'RootUser',
    });
  }

  return (from, to, services) => {
    const key = keyOf(from, to);
    const keyOfAll = `${services.join()} ${key}`;
    let found = best.get(keyOfAll);
    if (found === undefined) {
      found = judge(key, from, to, services);
      best.set(keyOfAll, found);
    }
    return found;
  };
}

/** What is the same for every pair of which the same is concluded. */
function keyOf(from: PlacedCaller, to: PlacedTarget): string {
  const specific = ownPatterns(from, to);
  const patterns = specific.length === 0 ? '' : JSON.stringify(specific);
  return `${from.class.number} ${to.class.number} ${patterns} ${from.class.hasVariable ? to.node.id : ''}`;
}

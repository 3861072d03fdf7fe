import { DECISION_ORDER, type DerivedEdge } from '../graph/edges.js';
import type { NodeOf, PrincipalNode } from '../graph/nodes.js';
import type { Decision, Evidence, Judgement, Needs } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import { compareCodePoints } from '../lib/codePoints.js';
import { fillEvidence, fillNeeds, fillingOf } from './fill.js';

/** What can be entered. */
export type RoleNode = NodeOf<'Role'> | NodeOf<'RootUser'>;

/** One principal enters one role by one action; `edge` is null when DENIED with nothing given. */
export interface Assumption {
  readonly principal: PrincipalNode;
  readonly role: RoleNode;
  readonly action: string;
  readonly decision: Decision;
  readonly needs: Needs | null;
  readonly crossAccount: boolean;
  readonly taskPolicies: readonly string[] | null;
  readonly gaps: readonly Gap[];
  readonly evidence: Evidence;
  readonly edge: DerivedEdge | null;
}

/** What was concluded of a pair, before references are filled in. */
export interface Conclusion {
  readonly judgement: Pick<Judgement, 'decision' | 'needs' | 'evidence'>;
  readonly gaps: readonly Gap[];
  readonly taskPolicies: readonly string[] | null;
}

/** A row for a pair, its references not yet filled in. */
export function assumptionOf(
  pair: { readonly principal: PrincipalNode; readonly role: RoleNode; readonly action: string },
  conclusion: Conclusion,
  edge: DerivedEdge | null,
): Assumption {
  const { decision, needs, evidence } = conclusion.judgement;
  return {
    principal: pair.principal,
    role: pair.role,
    action: pair.action,
    decision,
    needs,
    crossAccount: isCrossAccount(pair.principal, pair.role),
    taskPolicies: conclusion.taskPolicies,
    gaps: conclusion.gaps,
    evidence,
    edge: decision === 'DENIED' ? null : edge,
  };
}

/** The row as it is shown: a page shows few of the rows that are ordered and counted. `brought`: the session policies of the request. */
export function fillAssumption(row: Assumption, brought: readonly Json[]): Assumption {
  const filling = fillingOf(row.principal, row.role, brought);
  return { ...row, needs: fillNeeds(row.needs, filling), evidence: fillEvidence(row.evidence, filling) };
}

/** True for a federated identity and Anyone, false for a service. */
export function isCrossAccount(principal: PrincipalNode, role: RoleNode): boolean {
  if (principal.label === 'Service') return false;
  return principal.account === null || principal.account !== role.account;
}

/** The side of a row that the question did not ask about. */
export type Side = 'principal' | 'role';

/** By decision, then ARN or name of that side, then its id, then action; by code point. */
export function compareAssumptions(side: Side): (left: Assumption, right: Assumption) => number {
  return (left, right) =>
    DECISION_ORDER[left.decision] - DECISION_ORDER[right.decision] ||
    compareCodePoints(left[side].arn ?? left[side].name, right[side].arn ?? right[side].name) ||
    compareCodePoints(left[side].id, right[side].id) ||
    compareCodePoints(left.action, right.action);
}

/** What a cursor names a row by. */
export function assumptionKey(row: Assumption): string {
  return JSON.stringify([row.principal.id, row.role.id, row.action]);
}

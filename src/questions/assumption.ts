import { DECISION_ORDER, type DerivedEdge } from '../graph/edges.js';
import type { NodeOf, PrincipalNode } from '../graph/nodes.js';
import type { Decision, Evidence, Judgement, Needs } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import { compareCodePoints } from '../lib/codePoints.js';
import { present } from '../lib/invariant.js';
import { fillEvidence, fillNeeds, fillingOf } from './fill.js';

/** What can be entered. */
export type RoleNode = NodeOf<'Role'> | NodeOf<'RootUser'>;

/** What was concluded of a pair, before references are filled in. */
export interface Conclusion {
  readonly judgement: Pick<Judgement, 'decision' | 'needs' | 'evidence'>;
  readonly gaps: readonly Gap[];
  readonly taskPolicies: readonly string[] | null;
}

/** One principal enters one role by one action, as rows are filtered, ordered and counted before a page of them is shown. */
export interface AssumptionRow {
  readonly principal: PrincipalNode;
  readonly role: RoleNode;
  readonly action: string;
  /** Null: there is none. */
  readonly edge: DerivedEdge | null;
  readonly conclusion: Conclusion;
}

/** A row as it is shown; `edge` is null when DENIED with nothing given. */
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

/** The row as it is shown. References are filled in where they are read. `brought`: the session policies of the request. */
export function showAssumption(row: AssumptionRow, brought: readonly Json[]): Assumption {
  const { principal, role, action, conclusion } = row;
  const { decision, needs, evidence } = conclusion.judgement;
  const filling = fillingOf(principal, role, brought);
  return {
    principal,
    role,
    action,
    decision,
    get needs() {
      return fillNeeds(needs, filling);
    },
    crossAccount: isCrossAccount(principal, role),
    taskPolicies: conclusion.taskPolicies,
    gaps: conclusion.gaps,
    get evidence() {
      return fillEvidence(evidence, filling);
    },
    edge: decision === 'DENIED' ? null : row.edge,
  };
}

/** True for a federated identity and Anyone, false for a service. */
export function isCrossAccount(principal: PrincipalNode, role: RoleNode): boolean {
  if (principal.label === 'Service') return false;
  return principal.account === null || principal.account !== role.account;
}

/** The side of a row that the question did not ask about. */
export type Side = 'principal' | 'role';

/**
 * Rows by decision, then ARN or name of that side, then its id, then action; by code point. Rows that are not DENIED have to come by id of
 * that side, as stored edges do.
 */
export function orderAssumptions(rows: readonly AssumptionRow[], side: Side): readonly AssumptionRow[] {
  const byDecision: AssumptionRow[][] = [[], [], []];
  for (const row of rows) byDecision[DECISION_ORDER[row.conclusion.judgement.decision]]?.push(row);
  const [allowed = [], conditional = [], denied = []] = byDecision;
  const compare = comparing(side);
  return [...orderById(allowed, side, compare), ...orderById(conditional, side, compare), ...denied.sort(compare)];
}

type Compare = (left: AssumptionRow, right: AssumptionRow) => number;

function comparing(side: Side): Compare {
  return (left, right) =>
    compareCodePoints(left[side].arn ?? left[side].name, right[side].arn ?? right[side].name) ||
    compareCodePoints(left[side].id, right[side].id) ||
    compareCodePoints(left.action, right.action);
}

/** What comes by id comes by ARN where the two are one, so that only the others look for their places. */
function orderById(rows: readonly AssumptionRow[], side: Side, compare: Compare): readonly AssumptionRow[] {
  const isPlaced = (row: AssumptionRow, place: number): boolean =>
    row[side].id === row[side].arn && row[side].id !== rows[place - 1]?.[side].id;
  const placed = rows.filter(isPlaced);
  const others = rows.filter((row, place) => !isPlaced(row, place)).sort(compare);
  const ordered: AssumptionRow[] = [];
  let taken = 0;
  for (const other of others) {
    const place = placeAmong(placed, other, compare);
    while (taken < place) ordered.push(present(placed[taken++], 'a row before the place'));
    ordered.push(other);
  }
  return others.length === 0 ? placed : [...ordered, ...placed.slice(taken)];
}

/** How many of sorted rows come before this one. */
function placeAmong(rows: readonly AssumptionRow[], row: AssumptionRow, compare: Compare): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(present(rows[middle], 'a row in the middle'), row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a cursor names a row by. */
export function assumptionKey(row: Pick<AssumptionRow, 'principal' | 'role' | 'action'>): string {
  return JSON.stringify([row.principal.id, row.role.id, row.action]);
}

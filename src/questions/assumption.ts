import type { DerivedEdge } from '../graph/edges.js';
import type { GraphNode, NodeOf, PrincipalOrPerson } from '../graph/nodes.js';
import type { Decision, Evidence, Judgement, Needs } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import type { Placed } from './assumptionOrder.js';
import { fillEvidence, fillNeeds, fillingOf, type Filling } from './fill.js';

/** What can be entered. */
export type RoleNode = NodeOf<'Role'> | NodeOf<'RootUser'>;

/** What was concluded of a pair, before references are filled in. */
export interface Conclusion {
  readonly judgement: Pick<Judgement, 'decision' | 'needs' | 'evidence'>;
  readonly gaps: readonly Gap[];
  readonly taskPolicies: readonly string[] | null;
}

/** A row as it is ordered and counted, before anybody's nodes are fetched. */
export interface ConcludedRow extends Placed {
  /** Null: there is none. */
  readonly edge: DerivedEdge | null;
  readonly conclusion: Conclusion;
}

/** One principal enters one role by one action, as rows are filtered before a page of them is shown. */
export interface AssumptionRow extends ConcludedRow {
  readonly principal: PrincipalOrPerson;
  readonly role: RoleNode;
}

/** A row as it is shown; `edge` is null when DENIED with nothing given. */
export interface Assumption {
  readonly principal: PrincipalOrPerson;
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
  return new ShownRow(row, brought);
}

/** A class, since an object with getters of its own takes many times as long to make. */
class ShownRow implements Assumption {
  readonly principal: PrincipalOrPerson;
  readonly role: RoleNode;
  readonly action: string;
  readonly decision: Decision;
  readonly crossAccount: boolean;
  readonly taskPolicies: readonly string[] | null;
  readonly gaps: readonly Gap[];
  readonly edge: DerivedEdge | null;
  readonly #judgement: Conclusion['judgement'];
  readonly #brought: readonly Json[];

  constructor(row: AssumptionRow, brought: readonly Json[]) {
    const { principal, role, action, decision, conclusion } = row;
    this.principal = principal;
    this.role = role;
    this.action = action;
    this.decision = decision;
    this.crossAccount = isCrossAccount(principal, role);
    this.taskPolicies = conclusion.taskPolicies;
    this.gaps = conclusion.gaps;
    this.edge = decision === 'DENIED' ? null : row.edge;
    this.#judgement = conclusion.judgement;
    this.#brought = brought;
  }

  get needs(): Needs | null {
    return fillNeeds(this.#judgement.needs, this.#filling());
  }

  get evidence(): Evidence {
    return fillEvidence(this.#judgement.evidence, this.#filling());
  }

  #filling(): Filling {
    return fillingOf(this.principal, this.role, this.#brought);
  }
}

/** True for a federated identity and Anyone, false for a service. */
export function isCrossAccount(principal: GraphNode, role: Pick<GraphNode, 'account'>): boolean {
  if (principal.label === 'Service') return false;
  return principal.account === null || principal.account !== role.account;
}

/** The side of a row that the question did not ask about. */
export type Side = 'principal' | 'role';

/** What a cursor names a row by. `subject`: id of the side that the question asks about. */
export function rowKey({ id, action }: Pick<ConcludedRow, 'id' | 'action'>, side: Side, subject: string): string {
  return JSON.stringify(side === 'principal' ? [id, subject, action] : [subject, id, action]);
}

/** The same of a pair. */
export function pairKey({ principal, role, action }: Pick<AssumptionRow, 'principal' | 'role' | 'action'>): string {
  return rowKey({ id: principal.id, action }, 'principal', role.id);
}

import type { Conclusion as EdgeConclusion, DerivedEdge } from '../../graph/edges.js';
import { edgeId } from '../../graph/ids.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Evidence, Needs } from '../../iam/decision.js';
import type { Json } from '../../lib/json.js';
import type { Conclusion } from '../assumption.js';
import { fillEvidence, fillNeeds, type Filling } from '../fill.js';
import type { AccessRow } from '../reach/accessRows.js';

/** What is done at the end of a path: an action, or some of a pattern, to a resource, or to some of a pattern. */
export interface Performance {
  readonly action: string;
  /** The ARN as asked. */
  readonly resource: string;
  /** What stands at the end of the path: the resource's node, or that of the resource that it is a part of. */
  readonly node: GraphNode;
  /** The id under which it ends a walk, which is no node's: somebody on the way may do something to itself. */
  readonly end: string;
  readonly brought: readonly Json[];
}

/** The id under which a resource ends walks. */
export function performedId(resource: string): string {
  return `performed:${resource}`;
}

/** The last hop of a path to a resource: computed, and never stored. */
export interface PerformedEdge extends DerivedEdge {
  readonly kind: 'CAN_PERFORM';
  readonly resource: string;
  readonly node: GraphNode;
  /** What is concluded of it as the hop of this index; null where it does not hold there. */
  at(index: number): Conclusion | null;
}

/** Whether a hop is computed. */
export function isPerformed(edge: DerivedEdge): edge is PerformedEdge {
  return edge.kind === 'CAN_PERFORM';
}

/** What was decided about somebody, as what a path asks: for a first request, for one of a session that a hop gave, and with nothing stated. */
export interface DecidedRows {
  readonly first: AccessRow | null;
  readonly later: AccessRow | null;
  readonly alone: AccessRow;
}

/** The hop of somebody who can do it. */
export function performedEdge(performance: Performance, { first, later, alone }: DecidedRows): PerformedEdge {
  const { action, resource, node, end, brought } = performance;
  const from = alone.principal.id;
  const concludedFirst = first === null ? null : conclusionOf(first, brought);
  const concludedLater = later === null ? null : later === first ? concludedFirst : conclusionOf(later, []);
  const concludedAlone = alone === first && concludedFirst !== null ? concludedFirst : conclusionOf(alone, []);
  const conclusion: EdgeConclusion = {
    action,
    decision: alone.decision === 'ALLOWED' ? 'ALLOWED' : 'CONDITIONAL',
    needs: concludedAlone.judgement.needs,
    get evidence() {
      return concludedAlone.judgement.evidence;
    },
    rule: '',
    gaps: [],
    taskPolicies: null,
    holdsFirst: first !== null,
    holdsLater: later !== null,
  };
  return {
    id: edgeId({ kind: 'CAN_PERFORM', from, to: resource, action }),
    kind: 'CAN_PERFORM',
    from,
    to: end,
    resource,
    node,
    conclusion,
    at: (index) => (index === 0 ? concludedFirst : concludedLater),
  };
}

function conclusionOf(row: AccessRow, brought: readonly Json[]): Conclusion {
  const { principal, resource, made, decision, needs, gaps } = row;
  const filling: Filling = { from: principal.arn ?? principal.id, to: resource, brought, made };
  return {
    judgement: new FilledJudgement(row.evidence, decision, fillNeeds(needs, filling), filling),
    gaps,
    taskPolicies: null,
  };
}

/** Evidence is long and seldom read. */
class FilledJudgement {
  readonly decision: AccessRow['decision'];
  readonly needs: Needs | null;
  readonly #evidence: Evidence;
  readonly #filling: Filling;

  constructor(evidence: Evidence, decision: AccessRow['decision'], needs: Needs | null, filling: Filling) {
    this.decision = decision;
    this.needs = needs;
    this.#evidence = evidence;
    this.#filling = filling;
  }

  get evidence(): Evidence {
    return fillEvidence(this.#evidence, this.#filling);
  }
}

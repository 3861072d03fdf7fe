import * as fill from '../graph/fill.js';
import type { GraphNode } from '../graph/nodes.js';
import type { Evidence, Need, Needs, StatementReference } from '../iam/decision.js';
import type { Json } from '../lib/json.js';
import type { ShownStatement } from './statement.js';

/** What the references of a conclusion stand for, and the session policies that the request brought. */
export interface Filling extends fill.Ends {
  readonly brought: readonly Json[];
  /** Documents that settings of the resource amount to, by the names of their policies; without, there are none. */
  readonly made?: ReadonlyMap<string, Json>;
}

/** The filling for an edge between these nodes. */
export function fillingOf(from: GraphNode, to: GraphNode, brought: readonly Json[] = []): Filling {
  return { from: from.arn ?? from.id, to: to.arn ?? to.id, brought };
}

/** Needs with their references filled in for one edge. */
export function fillNeeds(needs: Needs | null, filling: Filling): Needs | null {
  return fill.fillNeeds(needs, filling, showBy(filling));
}

/** Evidence with its references filled in for one edge. */
export function fillEvidence(evidence: Evidence, filling: Filling): Evidence {
  return fill.fillEvidence(evidence, filling, showBy(filling));
}

export function fillNeed(need: Need, filling: Filling): Need {
  return fill.fillNeed(need, filling, showBy(filling));
}

export function fillStatement(statement: StatementReference, filling: Filling): ShownStatement {
  const filled = fill.fillStatement(statement, filling);
  const brought = statement.policy === null ? documentNamed(statement.policyName, filling) : undefined;
  return brought === undefined ? filled : { ...filled, brought };
}

function showBy(filling: Filling): (statement: StatementReference) => ShownStatement {
  return (statement) => fillStatement(statement, filling);
}

/** The document of a policy that is no node of the graph. */
function documentNamed(name: string, { brought, made }: Filling): Json | undefined {
  const place = /^session policy ([0-9]+)$/.exec(name)?.[1];
  return place === undefined ? made?.get(name) : brought[Number(place)];
}

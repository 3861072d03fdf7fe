import type { DerivedEdge } from '../graph/edges.js';
import type { Evidence, Needs } from '../iam/decision.js';
import type { GraphNode } from '../graph/nodes.js';
import type { Ask } from './ask.js';
import { promisedNode } from './facts.js';
import { fillEvidence, fillNeeds, fillingOf, type Filling } from './fill.js';
import { isPerformed } from './perform/performedEdge.js';
import type { Promised } from './promised.js';

/** Where an edge ends; what is done is done to a resource, or to something in one. */
export function edgeEnd(ask: Ask, edge: DerivedEdge): Promised<GraphNode> {
  return isPerformed(edge) ? edge.node : promisedNode(ask, edge.to);
}

/** The id of the rule that derived an edge; none derives what is computed. */
export function edgeRule(edge: DerivedEdge): string | null {
  return isPerformed(edge) ? null : edge.conclusion.rule;
}

/** What an edge needs, nothing given. */
export async function edgeNeeds(ask: Ask, edge: DerivedEdge): Promise<Needs | null> {
  if (isPerformed(edge)) return edge.conclusion.needs;
  return edge.conclusion.needs === null ? null : fillNeeds(edge.conclusion.needs, await filling(ask, edge));
}

/** Why an edge is there. */
export async function edgeEvidence(ask: Ask, edge: DerivedEdge): Promise<Evidence> {
  if (isPerformed(edge)) return edge.conclusion.evidence;
  return fillEvidence(edge.conclusion.evidence, await filling(ask, edge));
}

async function filling(ask: Ask, edge: DerivedEdge): Promise<Filling> {
  const [from, to] = await Promise.all([promisedNode(ask, edge.from), promisedNode(ask, edge.to)]);
  return fillingOf(from, to);
}

import type { DerivedEdge } from '../graph/edges.js';
import type { Evidence, Needs } from '../iam/decision.js';
import type { Ask } from './ask.js';
import { promisedNode } from './facts.js';
import { fillEvidence, fillNeeds, fillingOf, type Filling } from './fill.js';

/** What an edge needs, nothing given. */
export async function edgeNeeds(ask: Ask, edge: DerivedEdge): Promise<Needs | null> {
  return edge.conclusion.needs === null ? null : fillNeeds(edge.conclusion.needs, await filling(ask, edge));
}

/** Why an edge is there. */
export async function edgeEvidence(ask: Ask, edge: DerivedEdge): Promise<Evidence> {
  return fillEvidence(edge.conclusion.evidence, await filling(ask, edge));
}

async function filling(ask: Ask, edge: DerivedEdge): Promise<Filling> {
  const [from, to] = await Promise.all([promisedNode(ask, edge.from), promisedNode(ask, edge.to)]);
  return fillingOf(from, to);
}

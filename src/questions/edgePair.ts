import type { DerivedEdge, Conclusion as StoredConclusion } from '../graph/edges.js';
import { isPrincipal, type GraphNode } from '../graph/nodes.js';
import type { Gap } from '../iam/snapshot.js';
import { present } from '../lib/invariant.js';
import type { Conclusion } from './assumption.js';
import type { Pair } from './decide.js';
import { isPerformed } from './perform/performedEdge.js';

/** A pair between which an edge is stored. */
export interface EdgePair extends Pair {
  readonly edge: DerivedEdge;
}

/** The two ends of an edge. */
export interface EdgeEnds {
  readonly from: GraphNode;
  readonly to: GraphNode;
}

/** The ends of an edge, or of a hop that is computed. They have to be among the nodes. */
export function endsOf(edge: DerivedEdge, nodes: ReadonlyMap<string, GraphNode>): EdgeEnds {
  return {
    from: present(nodes.get(edge.from), 'an edge starts at a node'),
    to: isPerformed(edge) ? edge.node : present(nodes.get(edge.to), 'an edge ends at a node'),
  };
}

/** The pair of an edge that enters a role, whose ends were fetched. */
export function pairOf(edge: DerivedEdge, nodes: ReadonlyMap<string, GraphNode>): EdgePair {
  const { from, to } = endsOf(edge, nodes);
  return pairBetween(from, to, edge);
}

/** The pair of an edge between these nodes. */
export function pairBetween(principal: GraphNode, role: GraphNode, edge: DerivedEdge): EdgePair {
  if (!isPrincipal(principal) || (role.label !== 'Role' && role.label !== 'RootUser')) {
    throw new Error(`invariant: ${edge.id} leads from a ${principal.label} to a ${role.label}`);
  }
  return { principal, role, action: edge.conclusion.action, edge };
}

/** By stored conclusion, since many edges share one: what it is as the conclusion about a pair. */
const shown = new WeakMap<StoredConclusion, { readonly gaps: readonly Gap[]; readonly conclusion: Conclusion }>();

/** What was concluded of an edge, with its gaps. `gaps`: those of the generation. */
export function storedConclusion(stored: StoredConclusion, gaps: readonly Gap[]): Conclusion {
  const known = shown.get(stored);
  if (known?.gaps === gaps) return known.conclusion;
  const conclusion = {
    judgement: stored,
    gaps: stored.gaps.map((index) => present(gaps[index], 'an edge names gaps of its graph')),
    taskPolicies: stored.taskPolicies,
  };
  shown.set(stored, { gaps, conclusion });
  return conclusion;
}

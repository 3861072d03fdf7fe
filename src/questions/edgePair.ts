import type { DerivedEdge } from '../graph/edges.js';
import { isPrincipal, type GraphNode } from '../graph/nodes.js';
import type { Gap } from '../iam/snapshot.js';
import { present } from '../lib/invariant.js';
import type { Conclusion } from './assumption.js';
import type { Pair } from './decide.js';

/** The pair of an edge whose ends were fetched. */
export function pairOf(edge: DerivedEdge, nodes: ReadonlyMap<string, GraphNode>): Pair {
  const principal = present(nodes.get(edge.from), 'an edge starts at a node');
  const role = present(nodes.get(edge.to), 'an edge ends at a node');
  if (!isPrincipal(principal) || (role.label !== 'Role' && role.label !== 'RootUser')) {
    throw new Error(`invariant: ${edge.id} leads from a ${principal.label} to a ${role.label}`);
  }
  return { principal, role, action: edge.conclusion.action, edge };
}

/** What was concluded of an edge, with its gaps. */
export function storedConclusion(edge: DerivedEdge, gaps: readonly Gap[]): Conclusion {
  return {
    judgement: edge.conclusion,
    gaps: edge.conclusion.gaps.map((index) => present(gaps[index], 'an edge names gaps of its graph')),
    taskPolicies: edge.conclusion.taskPolicies,
  };
}

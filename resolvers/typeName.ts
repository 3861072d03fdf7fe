import type { GraphNode, NodeLabel } from '../src/graph/nodes.js';

/** The SDL type of a node of the graph: its label, and for a resource the type that stands for its own. */
export function typeName(node: GraphNode): Exclude<NodeLabel, 'Resource'> | 'OtherResource' {
  return node.label === 'Resource' ? 'OtherResource' : node.label;
}

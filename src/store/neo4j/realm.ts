import type { GraphNode } from '../../graph/nodes.js';

/** What a product keeps apart: the node's account, or the node itself where it is of none. A pair has two different ones. */
export function realmOf(node: Pick<GraphNode, 'id' | 'account'>): string {
  return node.account ?? node.id;
}

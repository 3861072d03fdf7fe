import { EDGE_KINDS, isEntering, type Conclusion } from '../../src/graph/edges.js';
import type { Graph } from '../../src/graph/graph.js';
import type { GraphNode } from '../../src/graph/nodes.js';
import { present } from '../../src/lib/invariant.js';

export interface ExpandedEdge {
  readonly kind: (typeof EDGE_KINDS)[number];
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly conclusion: Conclusion;
}

/** Every edge by which a role is entered, those of products written out. */
export function enteringEdges(graph: Graph): readonly ExpandedEdge[] {
  return expandEdges(graph).filter(({ kind }) => isEntering(kind));
}

/** Every edge of a graph, those of products written out. */
export function expandEdges(graph: Graph): readonly ExpandedEdge[] {
  const edges: ExpandedEdge[] = [];
  const node = (index: number) => present(graph.nodes[index], 'a node');
  const conclusion = (index: number) => present(graph.conclusions[index], 'a conclusion');
  const { kind, from, to, conclusion: concluded } = graph.edges;
  for (const [index, start] of from.entries()) {
    edges.push({
      kind: present(EDGE_KINDS[kind[index] ?? 0], 'a kind'),
      from: node(start),
      to: node(to[index] ?? 0),
      conclusion: conclusion(concluded[index] ?? 0),
    });
  }
  for (const product of graph.products) {
    for (const start of product.from) {
      for (const end of product.to) {
        const pair = { from: node(start), to: node(end) };
        if (pair.from.account === pair.to.account) continue;
        edges.push({ kind: product.kind, ...pair, conclusion: conclusion(product.conclusion) });
      }
    }
  }
  return edges;
}

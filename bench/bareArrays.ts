import { BECOMING_KINDS, EDGE_KINDS, type DerivedEdge, type EdgeKind } from '../src/graph/edges.js';
import type { Graph } from '../src/graph/graph.js';
import { edgeId } from '../src/graph/ids.js';
import { compareOnPaths, ranks } from '../src/graph/order.js';
import { compareCodePoints } from '../src/lib/codePoints.js';
import { present } from '../src/lib/invariant.js';

/** An edge as a number stands for it. */
export type BareEdge = Pick<DerivedEdge, 'kind' | 'from' | 'to' | 'conclusion'>;

/** The edges of a graph and nothing else, every pair written out and sorted beforehand. Nodes and edges are numbers. */
export interface BareArrays {
  readonly edges: readonly BareEdge[];
  /** By number of edge: its end. */
  readonly ends: Uint32Array;
  /** Edges out of each node that can stand first on a path, and those that can stand later, in the order of paths. */
  readonly first: readonly Uint32Array[];
  readonly later: readonly Uint32Array[];
  /** Nodes with an edge into each node that can stand later. */
  readonly before: readonly Uint32Array[];
}

/** Lays out the edges by which somebody becomes somebody for the bare search. */
export function bareArrays(graph: Graph): BareArrays {
  const edges: BareEdge[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (kind: EdgeKind, from: number, to: number, conclusion: number): void => {
    if (!BECOMING_KINDS.includes(kind)) return;
    edges.push({
      kind,
      from: present(graph.nodes[from], 'start').id,
      to: present(graph.nodes[to], 'end').id,
      conclusion: present(graph.conclusions[conclusion], 'conclusion'),
    });
    starts.push(from);
    ends.push(to);
  };
  const { kind, from, to, conclusion } = graph.edges;
  for (const [number, start] of from.entries()) {
    add(present(EDGE_KINDS[kind[number] ?? -1], 'kind'), start, to[number] ?? -1, conclusion[number] ?? -1);
  }
  for (const product of graph.products) {
    for (const start of product.from) {
      for (const end of product.to) {
        const [own, other] = [graph.nodes[start]?.account ?? null, graph.nodes[end]?.account ?? null];
        if (start !== end && (own === null || own !== other)) add(product.kind, start, end, product.conclusion);
      }
    }
  }
  const rank = ranks(graph.nodes, compareOnPaths);
  const rankOf = (edge: number): number => rank[ends[edge] ?? -1] ?? -1;
  const idOf = (edge: number): string => bareId(present(edges[edge], 'edge'));
  const order = [...edges.keys()].sort(
    (left, right) => rankOf(left) - rankOf(right) || compareCodePoints(idOf(left), idOf(right)),
  );
  const rows = (holds: 'holdsFirst' | 'holdsLater', by: readonly number[], show: (edge: number) => number) => {
    const lists: number[][] = graph.nodes.map(() => []);
    for (const edge of order) if (edges[edge]?.conclusion[holds] === true) lists[by[edge] ?? -1]?.push(show(edge));
    return lists.map((list) => Uint32Array.from(list));
  };
  return {
    edges,
    ends: Uint32Array.from(ends),
    first: rows('holdsFirst', starts, (edge) => edge),
    later: rows('holdsLater', starts, (edge) => edge),
    before: rows('holdsLater', ends, (edge) => starts[edge] ?? -1),
  };
}

/** The id of an edge. */
export function bareId({ kind, from, to, conclusion }: BareEdge): string {
  return edgeId({ kind, from, to, action: conclusion.action, technique: conclusion.technique ?? null });
}

import { derivedEdge } from '../../graph/derivedEdge.js';
import { type DerivedEdge, EDGE_KINDS, type EdgeKind } from '../../graph/edges.js';
import type { GraphNode } from '../../graph/nodes.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { EdgesSoFar } from './collector.js';

/** The edges into a node, by its id, in the order of `inOrder`. */
export type IncomingOf = (node: string) => readonly DerivedEdge[];

/** Turns edges of these kinds around, those of products written out. */
export function incomingOf(soFar: EdgesSoFar, nodes: readonly GraphNode[], kinds: ReadonlySet<EdgeKind>): IncomingOf {
  const { columns, products } = soFar;
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  const single = new Map<number, number[]>();
  for (const [edge, to] of columns.to.entries()) add(single, to, edge);
  const inProducts = new Map<number, number[]>();
  for (const [number, { to }] of products.entries()) for (const node of to) add(inProducts, node, number);
  const known = new Map<string, readonly DerivedEdge[]>();

  function find(to: number): readonly DerivedEdge[] {
    const found: DerivedEdge[] = [];
    const offer = (kind: EdgeKind | undefined, from: number | undefined, conclusion: number | undefined): void => {
      const [start, end] = [nodes[from ?? -1], nodes[to]];
      if (kind === undefined || start === undefined || end === undefined || conclusion === undefined) return;
      if (kinds.has(kind)) found.push(derivedEdge(kind, start.id, end.id, soFar.concluded(conclusion)));
    };
    for (const edge of single.get(to) ?? [])
      offer(EDGE_KINDS[columns.kind[edge] ?? -1], columns.from[edge], columns.conclusion[edge]);
    for (const number of inProducts.get(to) ?? []) {
      const product = products[number];
      for (const from of product?.from ?? [])
        if (nodes[from]?.account !== nodes[to]?.account) offer(product?.kind, from, product?.conclusion);
    }
    return inOrder(found);
  }

  return (id) => {
    const place = places.get(id);
    const found = known.get(id) ?? (place === undefined ? [] : find(place));
    known.set(id, found);
    return found;
  };
}

/** By start, then what tells edges between the same nodes apart. */
export function inOrder(edges: readonly DerivedEdge[]): readonly DerivedEdge[] {
  return [...edges].sort(
    (left, right) => compareCodePoints(left.from, right.from) || compareCodePoints(whatOf(left), whatOf(right)),
  );
}

function whatOf({ kind, conclusion }: DerivedEdge): string {
  return `${kind} ${conclusion.action} ${conclusion.technique ?? ''}`;
}

function add(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

import { derivedEdge } from '../../graph/derivedEdge.js';
import { type DerivedEdge, EDGE_KINDS, type EdgeKind } from '../../graph/edges.js';
import type { GraphNode } from '../../graph/nodes.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { EdgesSoFar } from './collector.js';

/** The edges at a node, by its id. */
export interface Neighbours {
  /** In the order of `inOrder`. */
  into(node: string): readonly DerivedEdge[];
  /** Ids of everybody whom some of these come to be, wherever the edges hold; themselves among them. `without`: nobody over this one. */
  inReachOf(starts: readonly string[], without: string): ReadonlySet<string>;
}

/** Edges of these kinds by their ends, those of products written out. */
export function neighboursOf(soFar: EdgesSoFar, nodes: readonly GraphNode[], kinds: ReadonlySet<EdgeKind>): Neighbours {
  const { columns, products } = soFar;
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  const singles = { from: lists(columns.from.entries()), to: lists(columns.to.entries()) };
  const inProducts = { from: lists(membersOf(products, 'from')), to: lists(membersOf(products, 'to')) };
  const known = new Map<string, readonly DerivedEdge[]>();
  const isOf = (kind: EdgeKind | undefined): kind is EdgeKind => kind !== undefined && kinds.has(kind);
  const areApart = (one: number, other: number): boolean => nodes[one]?.account !== nodes[other]?.account;
  const kindOf = (edge: number): EdgeKind | undefined => EDGE_KINDS[columns.kind[edge] ?? -1];

  function findInto(to: number): readonly DerivedEdge[] {
    const found: DerivedEdge[] = [];
    const offer = (kind: EdgeKind, from: number | undefined, conclusion: number | undefined): void => {
      const [start, end] = [nodes[from ?? -1], nodes[to]];
      if (start !== undefined && end !== undefined && conclusion !== undefined)
        found.push(derivedEdge(kind, start.id, end.id, soFar.concluded(conclusion)));
    };
    for (const edge of singles.to.get(to) ?? []) {
      const kind = kindOf(edge);
      if (isOf(kind)) offer(kind, columns.from[edge], columns.conclusion[edge]);
    }
    for (const number of inProducts.to.get(to) ?? []) {
      const product = products[number];
      if (product === undefined || !isOf(product.kind)) continue;
      for (const from of product.from) if (areApart(from, to)) offer(product.kind, from, product.conclusion);
    }
    return inOrder(found);
  }

  /** The second of a product's starts that are not of one account leads to nobody new. */
  function reach(starts: readonly number[], without: number | undefined): ReadonlySet<number> {
    const found = new Set(starts);
    const firsts = new Map<number, number>();
    const done = new Set<number>();
    for (const node of found) {
      if (node === without) continue;
      for (const edge of singles.from.get(node) ?? []) if (isOf(kindOf(edge))) found.add(columns.to[edge] ?? node);
      for (const number of inProducts.from.get(node) ?? []) {
        const product = products[number];
        if (product === undefined || done.has(number) || !isOf(product.kind)) continue;
        const first = firsts.get(number);
        if (first === undefined) firsts.set(number, node);
        else if (areApart(first, node)) done.add(number);
        else continue;
        for (const to of product.to) if (areApart(node, to)) found.add(to);
      }
    }
    return found;
  }

  return {
    into(id) {
      const place = places.get(id);
      const found = known.get(id) ?? (place === undefined ? [] : findInto(place));
      known.set(id, found);
      return found;
    },
    inReachOf(starts, without) {
      const found = reach(
        starts.flatMap((id) => places.get(id) ?? []),
        places.get(without),
      );
      return new Set([...found].flatMap((place) => nodes[place]?.id ?? []));
    },
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

function* membersOf(products: EdgesSoFar['products'], side: 'from' | 'to'): Iterable<readonly [number, number]> {
  for (const [number, product] of products.entries()) for (const node of product[side]) yield [number, node];
}

/** Of pairs of a number and a node: the numbers by node. */
function lists(pairs: Iterable<readonly [number, number]>): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const [number, node] of pairs) {
    const list = found.get(node);
    if (list === undefined) found.set(node, [number]);
    else list.push(number);
  }
  return found;
}

import {
  EDGE_KINDS,
  RELATION_KINDS,
  type AttachmentUse,
  type Conclusion,
  type EdgeKind,
  type RelationKind,
} from './edges.js';
import { compareCodePoints } from '../lib/codePoints.js';
import { present } from '../lib/invariant.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import type { Graph } from './graph.js';
import type { GraphNode } from './nodes.js';

/**
 * A graph piece by piece, what is pointed at before what points, so that it can be written and read without holding it whole. Nodes,
 * gaps, conclusions and sets are called by their place among their own kind, from 0. Parts stand in the order of `PART_NAMES`, and within
 * one name in one order, so that equal graphs give equal parts whichever store gives them:
 * nodes in the order of listings; documents by key; relations by start, kind, end, use, statement; edges by start, end, kind, conclusion;
 * sets as they are first used; products by set, kind, conclusion. A set is the starts of products, and has those that start there once.
 */
export type GraphPart =
  | readonly ['node', GraphNode]
  | readonly ['document', string, Json]
  | readonly ['gap', Gap]
  | readonly ['conclusion', Conclusion]
  | readonly ['relation', number, RelationKind, number, AttachmentUse | null, number | null]
  | readonly ['edge', number, number, EdgeKind, number]
  | readonly ['set', readonly number[]]
  | readonly ['product', number, EdgeKind, number, readonly number[]];

export type PartName = GraphPart[0];

/** Names of parts in the order in which they come. */
export const PART_NAMES = [
  'node',
  'document',
  'gap',
  'conclusion',
  'relation',
  'edge',
  'set',
  'product',
] as const satisfies readonly PartName[];

/** A part of one name. */
export type PartOf<Name extends PartName> = Extract<GraphPart, readonly [Name, ...unknown[]]>;

/** The parts of a graph. */
export function* graphParts(graph: Graph): Generator<GraphPart, void, void> {
  for (const node of graph.nodes) yield ['node', node];
  const documents = [...graph.documents].sort(([left], [right]) => compareCodePoints(left, right));
  for (const [key, document] of documents) yield ['document', key, document];
  for (const gap of graph.gaps) yield ['gap', gap];
  for (const conclusion of graph.conclusions) yield ['conclusion', conclusion];
  yield* relationParts(graph);
  yield* edgeParts(graph);
  yield* productParts(graph);
}

function relationParts(graph: Graph): readonly PartOf<'relation'>[] {
  const places = new Map(graph.nodes.map(({ id }, place) => [id, place]));
  const place = (id: string): number => present(places.get(id), 'both ends of a relation are nodes');
  return graph.relations
    .map(({ kind, from, to, use, statement }) => ['relation', place(from), kind, place(to), use, statement] as const)
    .sort(compareRelationParts);
}

/** The order of relations among the parts. */
export function compareRelationParts(left: PartOf<'relation'>, right: PartOf<'relation'>): number {
  return (
    left[1] - right[1] ||
    RELATION_KINDS.indexOf(left[2]) - RELATION_KINDS.indexOf(right[2]) ||
    left[3] - right[3] ||
    USES.indexOf(left[4]) - USES.indexOf(right[4]) ||
    (left[5] ?? -1) - (right[5] ?? -1)
  );
}

const USES: readonly (AttachmentUse | null)[] = [null, 'PERMISSIONS', 'BOUNDARY', 'CONTROL'];

function* edgeParts({ edges }: Graph): Generator<GraphPart, void, void> {
  const { kind, from, to, conclusion } = edges;
  const at = (column: Uint8Array | Uint32Array, index: number): number => present(column[index], 'an edge in range');
  const order = Uint32Array.from(from.keys()).sort(
    (left, right) =>
      at(from, left) - at(from, right) ||
      at(to, left) - at(to, right) ||
      at(kind, left) - at(kind, right) ||
      at(conclusion, left) - at(conclusion, right),
  );
  for (const index of order) {
    const name = present(EDGE_KINDS[at(kind, index)], 'edge kind in range');
    yield ['edge', at(from, index), at(to, index), name, at(conclusion, index)];
  }
}

/** The order of edges among the parts. */
export function compareEdgeParts(left: PartOf<'edge'>, right: PartOf<'edge'>): number {
  return (
    left[1] - right[1] ||
    left[2] - right[2] ||
    EDGE_KINDS.indexOf(left[3]) - EDGE_KINDS.indexOf(right[3]) ||
    left[4] - right[4]
  );
}

/** Products under one kind and conclusion that share their starts are one. */
function* productParts(graph: Graph): Generator<GraphPart, void, void> {
  const numbers = new Map<string, number>();
  const ends = new Map<string, { readonly product: PartOf<'product'>; readonly to: Set<number> }>();
  for (const { kind, from, to, conclusion } of graph.products) {
    const text = from.toSorted().join();
    const set = numbers.get(text) ?? numbers.size;
    numbers.set(text, set);
    const key = `${set} ${kind} ${conclusion}`;
    const known = ends.get(key);
    const merged = known?.to ?? new Set<number>();
    for (const end of to) merged.add(end);
    if (known === undefined) ends.set(key, { product: ['product', set, kind, conclusion, []], to: merged });
  }
  for (const text of numbers.keys()) yield ['set', text === '' ? [] : text.split(',').map(Number)];
  const products = [...ends.values()].sort((left, right) => compareProductParts(left.product, right.product));
  for (const { product, to } of products) {
    const [name, set, kind, conclusion] = product;
    yield [name, set, kind, conclusion, [...to].sort((left, right) => left - right)];
  }
}

/** The order of products among the parts. */
export function compareProductParts(left: PartOf<'product'>, right: PartOf<'product'>): number {
  return left[1] - right[1] || EDGE_KINDS.indexOf(left[2]) - EDGE_KINDS.indexOf(right[2]) || left[3] - right[3];
}

import { EDGE_KINDS } from '../../graph/edges.js';
import { derivedEdge } from '../../graph/derivedEdge.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { invariant, present } from '../../lib/invariant.js';
import { at, compressRows, countUp, rowOf } from './compressedRows.js';
import { isSameAccount, nodeAt } from './nodeTable.js';
import { indexProducts, internSets, productsAt } from './productIndex.js';
import type { Conclusion, DerivedEdge, EdgeColumns, EdgeKind } from '../../graph/edges.js';
import type { Graph } from '../../graph/graph.js';
import type { WorkBudget } from '../../graph/store.js';
import type { CompressedRows } from './compressedRows.js';
import type { NodeTable } from './nodeTable.js';
import type { ProductIndex } from './productIndex.js';

/** Derived edges: pairs in columns with both directions indexed, and products that are expanded where they are asked for. */
export interface EdgeTable {
  readonly nodes: NodeTable;
  readonly columns: EdgeColumns;
  readonly conclusions: readonly Conclusion[];
  /** By conclusion: bit 1 when it can hold first, bit 2 when later. */
  readonly holds: Uint8Array;
  readonly products: readonly Product[];
  /** All column edges, and those that lead on to somebody, which are all that most questions look at. */
  readonly all: EdgeRows;
  readonly becoming: EdgeRows;
  /** Numbers of products in which a node is a start, or an end. */
  readonly productsFrom: ProductIndex;
  readonly productsTo: ProductIndex;
}

/** Numbers of column edges by node. */
export interface EdgeRows {
  /** Out of each node, by path rank of their end. */
  readonly out: CompressedRows;
  /** Into each node, by id of their start. */
  readonly into: CompressedRows;
}

/** An `EdgeProduct`; products with equal ends share one array of them. */
export interface Product {
  readonly kind: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly conclusion: number;
}

/** Indexes the edges of a graph. Linear in pairs written out plus ends of products. */
export function buildEdgeTable(graph: Graph, nodes: NodeTable): EdgeTable {
  const { edges: columns, conclusions } = graph;
  const count = nodes.nodes.length;
  const numbers = countUp(columns.from.length);
  const becoming = numbers.filter((edge) => at(columns.kind, edge) !== PASSING);
  const rowsOf = (some: Uint32Array): EdgeRows => {
    const byEnd = compressRows(some, (edge) => at(nodes.pathRank, at(columns.to, edge)), count).values;
    const byStart = compressRows(some, (edge) => at(nodes.idRank, at(columns.from, edge)), count).values;
    return {
      out: compressRows(byEnd, (edge) => at(columns.from, edge), count),
      into: compressRows(byStart, (edge) => at(columns.to, edge), count),
    };
  };
  const all = rowsOf(numbers);
  const intern = internSets();
  const products = graph.products.map((product) => ({
    kind: EDGE_KINDS.indexOf(product.kind),
    from: intern(product.from),
    to: intern(product.to),
    conclusion: product.conclusion,
  }));
  return {
    nodes,
    columns,
    conclusions,
    holds: Uint8Array.from(conclusions, ({ holdsFirst, holdsLater }) => (holdsFirst ? 1 : 0) | (holdsLater ? 2 : 0)),
    products,
    all,
    becoming: becoming.length === numbers.length ? all : rowsOf(becoming),
    productsFrom: indexProducts(
      products.map((product) => product.from),
      count,
    ),
    productsTo: indexProducts(
      products.map((product) => product.to),
      count,
    ),
  };
}

const PASSING = EDGE_KINDS.indexOf('CAN_PASS');

/** The rows to look at for a set of kinds. */
export function rowsFor({ all, becoming }: EdgeTable, kinds: number): EdgeRows {
  return (kinds & (1 << PASSING)) === 0 ? becoming : all;
}

/** A set of edge kinds as bits by their place in EDGE_KINDS. */
export function kindMask(kinds: readonly EdgeKind[]): number {
  return kinds.reduce((mask, kind) => mask | (1 << EDGE_KINDS.indexOf(kind)), 0);
}

/** A derived edge of two nodes, by number. */
export function makeEdge(table: EdgeTable, kind: number, from: number, to: number, conclusion: number): DerivedEdge {
  return derivedEdge(
    present(EDGE_KINDS[kind], 'edge kind in range'),
    nodeAt(table.nodes, from).id,
    nodeAt(table.nodes, to).id,
    present(table.conclusions[conclusion], 'conclusion in range'),
  );
}

/** All edges of one node in one direction, by id of the other end, then edge id. Stops where the budget ends. */
export function edgesOf(
  table: EdgeTable,
  node: number,
  query: { readonly direction: 'OUT' | 'IN'; readonly kinds: number; readonly budget: WorkBudget },
): readonly DerivedEdge[] {
  const { columns, nodes } = table;
  const isOut = query.direction === 'OUT';
  const others: number[] = [];
  const edges: DerivedEdge[] = [];
  const add = (kind: number, other: number, conclusion: number): void => {
    others.push(other);
    edges.push(makeEdge(table, kind, isOut ? node : other, isOut ? other : node, conclusion));
  };
  const rows = rowsFor(table, query.kinds);
  for (const number of rowOf(isOut ? rows.out : rows.into, node)) {
    if (!query.budget.spend(1)) return inOrder(edges, others, nodes.idRank);
    const kind = at(columns.kind, number);
    if ((query.kinds & (1 << kind)) === 0) continue;
    add(kind, at(isOut ? columns.to : columns.from, number), at(columns.conclusion, number));
  }
  for (const number of productsAt(isOut ? table.productsFrom : table.productsTo, node)) {
    const product = present(table.products[number], 'product in range');
    if ((query.kinds & (1 << product.kind)) === 0) continue;
    for (const other of isOut ? product.to : product.from) {
      if (!query.budget.spend(1)) return inOrder(edges, others, nodes.idRank);
      if (!isSameAccount(nodes, node, other)) add(product.kind, other, product.conclusion);
    }
  }
  return inOrder(edges, others, nodes.idRank);
}

/** More than the edges of one node, in powers of two. */
const MOST_PLACES = 2 ** 21;

/** Edges by the rank of their other ends, then edge id. Most come so already. */
export function inOrder(
  edges: readonly DerivedEdge[],
  others: readonly number[],
  rank: Uint32Array,
): readonly DerivedEdge[] {
  let isSorted = true;
  for (let place = 1; place < others.length && isSorted; place++) {
    isSorted = at(rank, at(others, place - 1)) < at(rank, at(others, place));
  }
  if (isSorted) return edges;
  invariant(others.length <= MOST_PLACES, 'the edges of one node can be numbered');
  // A rank and a place are less than 2^53 together, so that numbers alone are sorted, which is several times as fast.
  const places = Float64Array.from(others, (other, place) => at(rank, other) * MOST_PLACES + place).sort();
  const sorted = Array.from(places, (place) => present(edges[place % MOST_PLACES], 'an edge in its place'));
  return orderWithinEnds(sorted, places);
}

/** Edges to one end by edge id; `places` are ranks of ends times MOST_PLACES, and more. */
function orderWithinEnds(edges: DerivedEdge[], places: Float64Array): readonly DerivedEdge[] {
  const rankAt = (place: number): number => Math.floor(at(places, place) / MOST_PLACES);
  for (let start = 0; start < edges.length; start++) {
    let end = start + 1;
    while (end < edges.length && rankAt(end) === rankAt(start)) end++;
    if (end === start + 1) continue;
    const parallel = edges.slice(start, end).sort((left, right) => compareCodePoints(left.id, right.id));
    edges.splice(start, parallel.length, ...parallel);
    start = end - 1;
  }
  return edges;
}

/** The edge of this kind, action and technique between two nodes, or null. */
export function findEdge(
  table: EdgeTable,
  key: {
    readonly kind: EdgeKind;
    readonly from: number;
    readonly to: number;
    readonly action: string | null;
    readonly technique?: string | null;
  },
): DerivedEdge | null {
  const { columns, conclusions } = table;
  const kind = EDGE_KINDS.indexOf(key.kind);
  const matches = (conclusion: number): boolean =>
    conclusions[conclusion]?.action === key.action &&
    (conclusions[conclusion]?.technique ?? null) === (key.technique ?? null);
  for (const number of rowOf(table.all.out, key.from)) {
    const conclusion = at(columns.conclusion, number);
    if (at(columns.to, number) === key.to && at(columns.kind, number) === kind && matches(conclusion)) {
      return makeEdge(table, kind, key.from, key.to, conclusion);
    }
  }
  if (isSameAccount(table.nodes, key.from, key.to)) return null;
  const ending = new Set(productsAt(table.productsTo, key.to));
  for (const number of productsAt(table.productsFrom, key.from)) {
    const product = present(table.products[number], 'product in range');
    if (product.kind === kind && matches(product.conclusion) && ending.has(number)) {
      return makeEdge(table, kind, key.from, key.to, product.conclusion);
    }
  }
  return null;
}

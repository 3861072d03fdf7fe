import { present } from '../../lib/invariant.js';
import { at } from './compressedRows.js';
import { beginMarks, mark, markOf, type NodeMarks } from './nodeMarks.js';
import { NO_ACCOUNT } from './nodeTable.js';
import { productsAt } from './productIndex.js';
import { isOpen, isUsable, LATER, spend } from './walkSearch.js';
import type { WalkSearch } from './walkSearch.js';

/** More hops are not told apart. */
const FARTHEST = 254;

/** How many later hops nodes are from the nearest end, looked at backwards, one hop further at a time. */
export interface Distances {
  /** By node: the distance and one; 0 where none is known. */
  readonly known: NodeMarks;
  /** So many hops have been looked at: where none is known, it is more. */
  depth: number;
  /** The nodes at `depth`. Without any, no node is farther. */
  frontier: readonly number[];
  /** How many edges the next hop looks at, those of products aside. */
  cost: number;
  /** Starts of products that were reached already: all of them (null), or all but those of one account. Two such accounts make all. */
  readonly marked: Map<Uint32Array, number | null>;
}

/** The ends alone. */
export function beginDistances(search: WalkSearch): Distances {
  const known = beginMarks(search.table.nodes.nodes.length);
  const distances: Distances = { known, depth: 0, frontier: search.to, cost: 0, marked: new Map() };
  for (const node of search.to) {
    mark(known, node, 1);
    distances.cost += costOf(search, node);
  }
  return distances;
}

/** Whether the node is too far for a walk of so many later hops to an end. */
export function isFarther({ known, depth, frontier }: Distances, node: number, hops: number): boolean {
  const distance = markOf(known, node) - 1;
  return distance < 0 ? hops <= depth || frontier.length === 0 : distance > hops;
}

/** Looks one hop further. Stops half way when the budget ends. */
export function lookFurther(search: WalkSearch, distances: Distances): void {
  const { columns, products, productsTo } = search.table;
  const { into } = search.rows;
  const { known, marked } = distances;
  const distance = Math.min(distances.depth + 1, FARTHEST);
  const next: number[] = [];
  let cost = 0;
  const reach = (node: number): void => {
    if (markOf(known, node) !== 0 || !isOpen(search, node)) return;
    mark(known, node, distance + 1);
    next.push(node);
    cost += costOf(search, node);
  };
  for (const end of distances.frontier) {
    if (!spend(search, costOf(search, end))) return;
    const stop = at(into.offsets, end + 1);
    for (let place = at(into.offsets, end); place < stop; place++) {
      const number = at(into.values, place);
      if (isUsable(search, at(columns.kind, number), at(columns.conclusion, number), LATER)) {
        reach(at(columns.from, number));
      }
    }
    for (const number of productsAt(productsTo, end)) {
      const product = present(products[number], 'product in range');
      if (!isUsable(search, product.kind, product.conclusion, LATER)) continue;
      if (!reachStarts(search, marked, { end, starts: product.from, reach })) return;
    }
  }
  distances.depth++;
  distances.frontier = next;
  distances.cost = cost;
}

/** Reaches the starts of a product, all but those in the end's own account. False when the budget ends. */
function reachStarts(
  search: WalkSearch,
  marked: Distances['marked'],
  {
    end,
    starts,
    reach,
  }: { readonly end: number; readonly starts: Uint32Array; readonly reach: (node: number) => void },
): boolean {
  const { account } = search.table.nodes;
  const own = at(account, end);
  const left = own === NO_ACCOUNT ? null : own;
  const before = marked.get(starts);
  if (before === null || before === left) return true;
  marked.set(starts, before === undefined ? left : null);
  if (!spend(search, starts.length)) return false;
  for (const start of starts) if (left === null || at(account, start) !== left) reach(start);
  return true;
}

function costOf({ rows: { into } }: WalkSearch, node: number): number {
  return at(into.offsets, node + 1) - at(into.offsets, node) + 1;
}

import { present } from '../../lib/invariant.js';
import { at } from './compressedRows.js';
import { beginMarks, mark, markOf, type NodeMarks } from './nodeMarks.js';
import { isSameAccount } from './nodeTable.js';
import { productsAt } from './productIndex.js';
import { isFarther, type Distances } from './walkDistances.js';
import { isOpen, isUsable, LATER, spend } from './walkSearch.js';
import type { Product } from './edgeTable.js';
import type { Step, WalkSearch } from './walkSearch.js';

/** What was found out of a node and a number of hops. */
const YES = 1;
const NO = 2;
/** So many numbers of hops share one byte, two bits for each. */
const SHARED = 4;

/** Which nodes lead to an end in exactly so many hops, found out where somebody asks and then remembered. */
export interface Leads {
  readonly search: WalkSearch;
  readonly distances: Distances;
  /** By hops in fours, then node: YES or NO for each number of hops, as far as it was asked. */
  readonly answers: NodeMarks[];
  /** By hops, then ends of products: those that lead to an end in these hops, in the order of paths. */
  readonly endsOf: Map<Uint32Array, readonly number[]>[];
}

/** Nothing is found out yet. */
export function beginLeads(search: WalkSearch, distances: Distances): Leads {
  return { search, distances, answers: [], endsOf: [] };
}

/** Whether a walk of exactly `hops` later edges leads from the node to an end. Meaningless once the budget is spent. */
export function leads(own: Leads, node: number, hops: number): boolean {
  if (isFarther(own.distances, node, hops)) return false;
  if (hops === 0) return true;
  const answers = (own.answers[Math.floor(hops / SHARED)] ??= beginMarks(own.search.table.nodes.nodes.length));
  const shift = 2 * (hops % SHARED);
  const known = (markOf(answers, node) >>> shift) & 3;
  if (known !== 0) return known === YES;
  const answer = hasEdge(own, node, hops, LATER);
  mark(answers, node, markOf(answers, node) | ((answer ? YES : NO) << shift));
  return answer;
}

/** Whether an edge that can stand at this step leaves the node, behind which exactly `hops - 1` later ones lead to an end. */
export function hasEdge(own: Leads, node: number, hops: number, step: Step): boolean {
  const { search } = own;
  const { columns, products, productsFrom, nodes } = search.table;
  const { out } = search.rows;
  const start = at(out.offsets, node);
  const end = at(out.offsets, node + 1);
  if (!spend(search, end - start + 1)) return false;
  for (let place = start; place < end; place++) {
    const number = at(out.values, place);
    const other = at(columns.to, number);
    if (isFarther(own.distances, other, hops - 1) || !isOpen(search, other)) continue;
    if (!isUsable(search, at(columns.kind, number), at(columns.conclusion, number), step)) continue;
    if (leads(own, other, hops - 1)) return true;
  }
  for (const number of productsAt(productsFrom, node)) {
    const product = present(products[number], 'product in range');
    if (!isUsable(search, product.kind, product.conclusion, step)) continue;
    if (leadingEnds(own, product, hops - 1).some((other) => !isSameAccount(nodes, node, other))) return true;
  }
  return false;
}

/** The ends of a product that lead to an end in exactly `hops`, in the order of paths. Products that share their ends share the answer. */
export function leadingEnds(own: Leads, { to }: Product, hops: number): readonly number[] {
  const { search, distances } = own;
  const endsOf = (own.endsOf[hops] ??= new Map<Uint32Array, readonly number[]>());
  const known = endsOf.get(to);
  if (known !== undefined) return known;
  if (!spend(search, to.length)) return [];
  const { pathRank } = search.table.nodes;
  const ends: number[] = [];
  for (let place = 0; place < to.length; place++) {
    const node = at(to, place);
    if (!isFarther(distances, node, hops) && isOpen(search, node) && leads(own, node, hops)) ends.push(node);
  }
  ends.sort((left, right) => at(pathRank, left) - at(pathRank, right));
  endsOf.set(to, ends);
  return ends;
}

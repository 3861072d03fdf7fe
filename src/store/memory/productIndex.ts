import { at, rowOf } from './compressedRows.js';
import type { CompressedRows } from './compressedRows.js';

/** Products by a node among their ends, through the distinct sets of ends: linear where many products share a set. */
export interface ProductIndex {
  /** Numbers of sets in which a node is. */
  readonly sets: CompressedRows;
  /** Numbers of products by number of set. */
  readonly products: readonly (readonly number[])[];
}

const NONE: readonly number[] = [];

/** Numbers of the products among whose ends the node is. */
export function productsAt(index: ProductIndex, node: number): readonly number[] {
  const start = at(index.sets.offsets, node);
  const count = at(index.sets.offsets, node + 1) - start;
  if (count === 0) return NONE;
  if (count === 1) return index.products[at(index.sets.values, start)] ?? NONE;
  return [...rowOf(index.sets, node)].flatMap((set) => index.products[set] ?? NONE);
}

/** Indexes products by one of their ends, given in the order of products, equal sets as one array. */
export function indexProducts(ends: readonly Uint32Array[], nodeCount: number): ProductIndex {
  const products = new Map<Uint32Array, number[]>();
  for (const [product, set] of ends.entries()) {
    const list = products.get(set);
    if (list === undefined) products.set(set, [product]);
    else list.push(product);
  }
  const offsets = new Uint32Array(nodeCount + 1);
  for (const set of products.keys()) for (const node of set) offsets[node + 1] = at(offsets, node + 1) + 1;
  for (let node = 0; node < nodeCount; node++) offsets[node + 1] = at(offsets, node + 1) + at(offsets, node);
  const next = offsets.slice(0, nodeCount);
  const values = new Uint32Array(at(offsets, nodeCount));
  for (const [number, set] of [...products.keys()].entries()) {
    for (const node of set) {
      values[at(next, node)] = number;
      next[node] = at(next, node) + 1;
    }
  }
  return { sets: { offsets, values }, products: [...products.values()] };
}

/** Gives the same array for equal sets. */
export function internSets(): (set: Uint32Array) => Uint32Array {
  const known = new Map<number, Uint32Array[]>();
  const seen = new Map<Uint32Array, Uint32Array>();
  return (set) => {
    const before = seen.get(set);
    if (before !== undefined) return before;
    const hash = hashSet(set);
    const alike = known.get(hash) ?? [];
    let own = alike.find((other) => isEqual(other, set));
    if (own === undefined) {
      own = set;
      alike.push(own);
      known.set(hash, alike);
    }
    seen.set(set, own);
    return own;
  };
}

function hashSet(set: Uint32Array): number {
  let hash = set.length;
  for (const node of set) hash = (Math.imul(hash, 31) + node) | 0;
  return hash;
}

function isEqual(left: Uint32Array, right: Uint32Array): boolean {
  return left.length === right.length && left.every((node, index) => node === right[index]);
}

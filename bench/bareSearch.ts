import type { Graph } from '../src/graph/graph.js';

/** Arrays of a graph's edges and nothing else: what leaves and what enters each node. */
export interface BareArrays {
  readonly forward: readonly Uint32Array[];
  readonly backward: readonly Uint32Array[];
}

/** The edges of a graph, products written out. */
export function bareArrays(graph: Graph): BareArrays {
  const forward = graph.nodes.map((): number[] => []);
  const backward = graph.nodes.map((): number[] => []);
  const add = (from: number, to: number): void => {
    forward[from]?.push(to);
    backward[to]?.push(from);
  };
  graph.edges.from.forEach((from, index) => add(from, graph.edges.to[index] ?? 0));
  for (const product of graph.products) {
    for (const from of product.from) {
      for (const to of product.to) {
        if (graph.nodes[from]?.account !== graph.nodes[to]?.account) add(from, to);
      }
    }
  }
  const pack = (rows: readonly (readonly number[])[]): readonly Uint32Array[] =>
    rows.map((row) => Uint32Array.from(row).toSorted());
  return { forward: pack(forward), backward: pack(backward) };
}

/**
 * The first `limit` shortest simple paths as node numbers: distances to the end by breadth, then depth-first along nodes from which the
 * end is still in reach, for each length in turn. Nothing is decided, named or explained.
 */
export function bareSearch(
  arrays: BareArrays,
  from: number,
  to: number,
  { maxHops, limit }: { readonly maxHops: number; readonly limit: number },
): readonly (readonly number[])[] {
  const distance = distancesTo(arrays, to, maxHops);
  const found: (readonly number[])[] = [];
  const walk = [from];
  const visited = new Set(walk);
  const extend = (node: number, left: number): void => {
    if (left === 0) {
      if (node === to) found.push([...walk]);
      return;
    }
    for (const next of arrays.forward[node] ?? []) {
      if (found.length >= limit) return;
      if ((distance[next] ?? 0) > left - 1 || visited.has(next) || (next === to && left > 1)) continue;
      walk.push(next);
      visited.add(next);
      extend(next, left - 1);
      walk.pop();
      visited.delete(next);
    }
  };
  for (let length = 1; length <= maxHops && found.length < limit; length++) {
    if ((distance[from] ?? 0) <= length) extend(from, length);
  }
  return found;
}

function distancesTo(arrays: BareArrays, to: number, maxHops: number): Uint8Array {
  const distance = new Uint8Array(arrays.forward.length).fill(255);
  distance[to] = 0;
  let frontier = [to];
  for (let hops = 1; hops <= maxHops && frontier.length > 0; hops++) {
    const next: number[] = [];
    for (const node of frontier) {
      for (const before of arrays.backward[node] ?? []) {
        if (distance[before] !== 255) continue;
        distance[before] = hops;
        next.push(before);
      }
    }
    frontier = next;
  }
  return distance;
}

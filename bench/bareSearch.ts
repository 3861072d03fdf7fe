import type { DerivedEdge } from '../src/graph/edges.js';
import { type BareArrays, type BareEdge, bareId } from './bareArrays.js';

/** Not reached. */
const FAR = 255;

/**
 * The first `limit` shortest paths without loops from one node to another, in the order of the product, as edges with their ids: distances
 * to the end by breadth, then depth-first along nodes from which the end is still in reach, for each length in turn. What it does not do
 * stands in README.md.
 */
export function bareSearch(
  arrays: BareArrays,
  from: number,
  to: number,
  { maxHops, limit }: { readonly maxHops: number; readonly limit: number },
): readonly (readonly DerivedEdge[])[] {
  const { ends, first, later } = arrays;
  const distance = distancesTo(arrays, to, maxHops);
  const found: (readonly DerivedEdge[])[] = [];
  const visited = new Uint8Array(distance.length);
  visited[from] = 1;
  const walk: Parallel[] = [];
  const extend = (row: Uint32Array, left: number): void => {
    for (let place = 0; place < row.length && found.length < limit; place++) {
      const next = ends[row[place] ?? 0] ?? 0;
      if ((distance[next] ?? FAR) >= left || visited[next] === 1 || (next === to && left > 1)) continue;
      const start = place;
      while (place + 1 < row.length && ends[row[place + 1] ?? 0] === next) place++;
      walk.push({ row, start, stop: place + 1 });
      if (left === 1) {
        found.push(...writeOut(arrays.edges, walk, limit - found.length));
      } else {
        visited[next] = 1;
        extend(later[next] ?? row, left - 1);
        visited[next] = 0;
      }
      walk.pop();
    }
  };
  for (let length = 1; length <= maxHops && found.length < limit; length++) {
    extend(first[from] ?? new Uint32Array(), length);
  }
  return found;
}

/** The edges between two nodes of a walk, side by side in the row of the first. */
interface Parallel {
  readonly row: Uint32Array;
  readonly start: number;
  readonly stop: number;
}

/** One path for each choice among parallel edges. */
function writeOut(
  edges: readonly BareEdge[],
  walk: readonly Parallel[],
  limit: number,
): readonly (readonly DerivedEdge[])[] {
  let paths: readonly (readonly DerivedEdge[])[] = [[]];
  for (const { row, start, stop } of walk) {
    const parallel = [...row.subarray(start, stop)].map((number): DerivedEdge => {
      const edge = edges[number] as BareEdge;
      return { id: bareId(edge), ...edge };
    });
    paths = paths.flatMap((path) => parallel.map((edge) => [...path, edge])).slice(0, limit);
  }
  return paths;
}

function distancesTo(arrays: BareArrays, to: number, maxHops: number): Uint8Array {
  const distance = new Uint8Array(arrays.before.length).fill(FAR);
  distance[to] = 0;
  let frontier = [to];
  for (let hops = 1; hops < maxHops && frontier.length > 0; hops++) {
    const next: number[] = [];
    for (const node of frontier) {
      for (const start of arrays.before[node] ?? []) {
        if (distance[start] !== FAR) continue;
        distance[start] = hops;
        next.push(start);
      }
    }
    frontier = next;
  }
  return distance;
}

import type { DerivedEdge } from '../../graph/edges.js';
import { visits } from './arrive.js';
import type { Possible } from './mightReach.js';
import type { Arrival, RadiusSearch } from './radiusSearch.js';

/**
 * Looks for nodes that might be reached and were not: path by path, along hops that lead to one of them in time. Takes those that are
 * found out of `missing`; when it comes back with the budget unspent, no path leads to those that are left.
 */
export async function searchMissing(
  search: RadiusSearch,
  possible: Possible,
  missing: Set<string>,
): Promise<ReadonlyMap<string, Arrival>> {
  const found = new Map<string, Arrival>();
  for (const start of search.query.from) {
    const state = {
      start,
      search,
      possible,
      missing,
      found,
      left: hopsLeft(possible, start, missing, search.query.maxHops),
    };
    await goOn(state, { start, node: start, edges: [], verdict: null, isPlain: true });
    if (missing.size === 0 || search.call.budget.isSpent) break;
  }
  return found;
}

interface State {
  readonly start: string;
  readonly search: RadiusSearch;
  readonly possible: Possible;
  readonly missing: Set<string>;
  readonly found: Map<string, Arrival>;
  /** From a node, not by way of the start, to the nearest that is missing. */
  left: ReadonlyMap<string, number>;
}

async function goOn(state: State, arrival: Arrival): Promise<void> {
  const { search, missing, found } = state;
  const depth = arrival.edges.length;
  const edges = edgesTowards(state, arrival);
  if (edges.length === 0) return;
  await search.hops.prepare({ edges, before: [arrival], isCarrying: arrival.verdict?.carries === true });
  for (const edge of edges) {
    await search.pause();
    if (missing.size === 0 || !search.call.budget.spend(1)) return;
    if (!isOnTheWay(state, edge, depth)) continue;
    const made = search.extend(arrival, edge);
    if (made === null) continue;
    if (missing.delete(edge.to)) {
      found.set(edge.to, made);
      state.left = hopsLeft(state.possible, state.start, missing, search.query.maxHops);
    }
    if (depth + 1 < search.query.maxHops) await goOn(state, made);
  }
}

/** Edges of the arrival that lead on towards somebody missing, the nearest first. */
function edgesTowards(state: State, arrival: Arrival): readonly DerivedEdge[] {
  const depth = arrival.edges.length;
  const edges = state.search
    .edgesAt(arrival.node, depth)
    .filter((edge) => isOnTheWay(state, edge, depth) && !visits(arrival, edge.to));
  return edges.toSorted((one, other) => (state.left.get(one.to) ?? 0) - (state.left.get(other.to) ?? 0));
}

function isOnTheWay({ left, search }: State, { to }: DerivedEdge, depth: number): boolean {
  return depth + 1 + (left.get(to) ?? Number.POSITIVE_INFINITY) <= search.query.maxHops;
}

/** How many later hops it takes at least from each node to one that is missing, none for those themselves. No path comes back to its start. */
function hopsLeft(
  { laterInto }: Possible,
  start: string,
  missing: ReadonlySet<string>,
  maxHops: number,
): ReadonlyMap<string, number> {
  const left = new Map<string, number>([...missing].map((node) => [node, 0]));
  left.delete(start);
  let layer: readonly string[] = [...left.keys()];
  for (let hops = 1; hops < maxHops && layer.length > 0; hops++) {
    const next: string[] = [];
    for (const { from } of layer.flatMap((node) => laterInto.get(node) ?? [])) {
      if (from === start || left.has(from)) continue;
      left.set(from, hops);
      next.push(from);
    }
    layer = next;
  }
  return left;
}

import type { DerivedEdge } from '../../graph/edges.js';
import type { Arrival, RadiusSearch } from './radiusSearch.js';

/** Arrivals that are gone on from together. */
const CHUNK = 50;

/** Who was reached, and whether that is known to be all. */
export interface Arrivals {
  /** The first arrival at each node, shortest first; of the starts only those that another start reaches. */
  readonly at: Map<string, Arrival>;
  /** A hop could not be taken which another way to its start might allow, so that more may be in reach. */
  readonly isUnsure: boolean;
}

/**
 * Goes out from the starts hop by hop, keeping for each node one plain arrival and one other: whoever is found is in reach, since a path
 * that holds leads there. All are found where every hop that was refused would have been refused behind any other arrival too.
 */
export async function arrive(search: RadiusSearch): Promise<Arrivals> {
  const { query, hops, call } = search;
  const at = new Map<string, Arrival>();
  const plain = new Set<string>();
  const marked = new Set<string>();
  let isUnsure = false;
  let layer: readonly Arrival[] = query.from.map((start) => ({
    start,
    node: start,
    edges: [],
    verdict: null,
    isPlain: true,
  }));
  for (let depth = 0; depth < query.maxHops && layer.length > 0; depth++) {
    const next: Arrival[] = [];
    for (const chunk of chunksOf(layer)) {
      await search.edgesOut(chunk.map(({ node }) => node));
      if (call.budget.isSpent) return { at, isUnsure };
      for (const like of [chunk.filter(({ isPlain }) => isPlain), chunk.filter(({ isPlain }) => !isPlain)]) {
        const going = like.flatMap((arrival) =>
          search
            .edgesAt(arrival.node, depth)
            .filter(({ to }) => !plain.has(to))
            .map((edge) => ({ arrival, edge })),
        );
        if (going.length === 0) continue;
        await hops.prepare({
          edges: going.map(({ edge }) => edge),
          before: like,
          isCarrying: like.some(({ verdict }) => verdict?.carries === true),
        });
        if (call.budget.isSpent) return { at, isUnsure };
        for (const { arrival, edge } of going) {
          await search.pause();
          take(arrival, edge, depth, next);
        }
      }
    }
    layer = next;
  }
  return { at, isUnsure };

  function take(arrival: Arrival, edge: DerivedEdge, depth: number, next: Arrival[]): void {
    const { to } = edge;
    if (plain.has(to) || hops.at(edge, depth) === null) return;
    const isPlain = arrival.isPlain && search.isFree(edge, depth);
    if (!isPlain && marked.has(to)) return;
    if (visits(arrival, to)) {
      isUnsure = true;
      return;
    }
    const made = search.extend(arrival, edge);
    if (made === null) {
      // A plain arrival is as good as any other; behind it only the conditions of the hop itself count.
      if (!isPlain && depth > 0) isUnsure = true;
      return;
    }
    (isPlain ? plain : marked).add(to);
    if (!at.has(to)) at.set(to, made);
    next.push(made);
  }
}

/** Whether a path touches a node. */
export function visits({ start, edges }: Pick<Arrival, 'start' | 'edges'>, node: string): boolean {
  return start === node || edges.some(({ to }) => to === node);
}

function chunksOf(layer: readonly Arrival[]): readonly (readonly Arrival[])[] {
  return Array.from({ length: Math.ceil(layer.length / CHUNK) }, (_, place) =>
    layer.slice(place * CHUNK, (place + 1) * CHUNK),
  );
}

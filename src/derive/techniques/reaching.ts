import type { DerivedEdge } from '../../graph/edges.js';
import type { Neighbours } from '../edges/neighbours.js';

/** Who comes to be a node, over however many edges. */
export interface Reaching {
  /** Ids of the nodes that do. */
  readonly starts: readonly string[];
  has(start: string): boolean;
  /** Whether somebody else may do so over this one. */
  isBetween(node: string): boolean;
  /** The edges of a shortest way, in order. */
  way(start: string): readonly DerivedEdge[];
}

/**
 * Everybody who can become a node by edges that hold where they stand: the first for somebody's first request, the others for a session. `sure`:
 * by those alone that are ALLOWED. `isPassed`: who is
 * left out, and whoever comes by them alone.
 */
export function reaching(
  target: string,
  edges: Neighbours,
  { sure, isPassed }: { readonly sure: boolean; readonly isPassed: (node: string) => boolean },
): Reaching {
  const first = new Map<string, DerivedEdge>();
  const later = new Map<string, DerivedEdge>();
  const queue = [target];
  for (const node of queue) {
    for (const edge of edges.into(node)) {
      const { from, conclusion } = edge;
      if (from === target || isPassed(from) || (sure && conclusion.decision !== 'ALLOWED')) continue;
      if (conclusion.holdsFirst && !first.has(from)) first.set(from, edge);
      if (!conclusion.holdsLater || later.has(from)) continue;
      later.set(from, edge);
      queue.push(from);
    }
  }
  return {
    starts: [...first.keys()],
    has: (start) => first.has(start),
    isBetween: (node) => later.has(node),
    way(start) {
      const found: DerivedEdge[] = [];
      for (let edge = first.get(start); edge !== undefined; edge = later.get(edge.to)) found.push(edge);
      return found;
    },
  };
}

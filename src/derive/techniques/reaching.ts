import type { DerivedEdge } from '../../graph/edges.js';
import type { IncomingOf } from '../edges/incoming.js';

/** Who comes to be a node, over however many edges. */
export interface Reaching {
  /** Ids of the nodes that do. */
  readonly starts: readonly string[];
  has(start: string): boolean;
  /** The edges of a shortest way, in order. */
  way(start: string): readonly DerivedEdge[];
}

/**
 * Everybody who can become a node by edges that hold where they stand: the first for somebody's first request, the others for a session. `sure`:
 * by those alone that are ALLOWED. `without`: over this one nobody comes.
 */
export function reaching(
  target: string,
  incoming: IncomingOf,
  { sure, without }: { readonly sure: boolean; readonly without: string },
): Reaching {
  const first = new Map<string, DerivedEdge>();
  const later = new Map<string, DerivedEdge>();
  const queue = [target];
  for (const node of queue) {
    for (const edge of incoming(node)) {
      const { from, conclusion } = edge;
      if (from === target || from === without || (sure && conclusion.decision !== 'ALLOWED')) continue;
      if (conclusion.holdsFirst && !first.has(from)) first.set(from, edge);
      if (!conclusion.holdsLater || later.has(from)) continue;
      later.set(from, edge);
      queue.push(from);
    }
  }
  return {
    starts: [...first.keys()],
    has: (start) => first.has(start),
    way(start) {
      const found: DerivedEdge[] = [];
      for (let edge = first.get(start); edge !== undefined; edge = later.get(edge.to)) found.push(edge);
      return found;
    },
  };
}

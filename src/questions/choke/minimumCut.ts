import type { DerivedEdge } from '../../graph/edges.js';
import { present } from '../../lib/invariant.js';
import type { Possible } from '../radius/mightReach.js';

/** What a cut is looked for in: hops that might hold, between starts and ends of which none is both. */
export interface CutNetwork {
  readonly possible: Possible;
  readonly starts: readonly string[];
  readonly ends: readonly string[];
}

interface Arc {
  readonly from: number;
  readonly to: number;
  /** Null: leads into the network or out of it. */
  readonly edge: DerivedEdge | null;
  /** How much may still flow. */
  room: number;
}

/**
 * A smallest set of edges without which no end is reached, on the graph of (node, first or later); null where edges that must stay lead
 * there. By Edmonds and Karp's maximum flow: each edge that may go lets one through.
 */
export function minimumCut(
  { possible, starts, ends }: CutNetwork,
  mayGo: (edge: DerivedEdge) => boolean,
): readonly DerivedEdge[] | null {
  const arcs: Arc[] = [];
  const leaving: number[][] = [];
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    const known = numbers.get(key) ?? leaving.push([]) - 1;
    numbers.set(key, known);
    return known;
  };
  const join = (from: string, to: string, edge: DerivedEdge | null, room: number): void => {
    const [start, end] = [numberOf(from), numberOf(to)];
    present(leaving[start], 'a node').push(arcs.push({ from: start, to: end, edge, room }) - 1);
    present(leaving[end], 'a node').push(arcs.push({ from: end, to: start, edge: null, room: 0 }) - 1);
  };
  const roomOf = (edge: DerivedEdge): number => (mayGo(edge) ? 1 : Number.POSITIVE_INFINITY);
  for (const start of starts) join('source', `first ${start}`, null, Number.POSITIVE_INFINITY);
  for (const end of ends) join(`later ${end}`, 'sink', null, Number.POSITIVE_INFINITY);
  for (const [place, into] of [possible.firstInto, possible.laterInto].entries()) {
    for (const edge of [...into.values()].flat())
      join(`${place === 0 ? 'first' : 'later'} ${edge.from}`, `later ${edge.to}`, edge, roomOf(edge));
  }
  const [source, sink] = [numberOf('source'), numberOf('sink')];
  for (;;) {
    const by = search(arcs, leaving, source);
    if (!by.has(sink)) return cutBehind(arcs, by);
    const way: number[] = [];
    for (let node = sink; node !== source; node = present(arcs[present(way.at(-1), 'an arc')], 'an arc').from)
      way.push(present(by.get(node), 'an arc that leads there'));
    if (way.every((arc) => arcs[arc]?.room === Number.POSITIVE_INFINITY)) return null;
    for (const arc of way) {
      present(arcs[arc], 'an arc').room -= 1;
      present(arcs[arc ^ 1], 'its twin').room += 1;
    }
  }
}

/** By which arc each node is reached where something may still flow; the source by none. */
function search(
  arcs: readonly Arc[],
  leaving: readonly (readonly number[])[],
  source: number,
): ReadonlyMap<number, number> {
  const by = new Map<number, number>([[source, -1]]);
  for (const [node] of by) {
    for (const arc of leaving[node] ?? []) {
      const { to, room } = present(arcs[arc], 'an arc');
      if (room > 0 && !by.has(to)) by.set(to, arc);
    }
  }
  return by;
}

/** The edges that lead out of what is reached, each once: first or later. */
function cutBehind(arcs: readonly Arc[], by: ReadonlyMap<number, number>): readonly DerivedEdge[] {
  const cut = arcs.flatMap(({ from, to, edge }) => (edge !== null && by.has(from) && !by.has(to) ? [edge] : []));
  return [...new Map(cut.map((edge) => [edge.id, edge])).values()];
}

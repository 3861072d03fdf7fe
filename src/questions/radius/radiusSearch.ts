import { setImmediate } from 'node:timers/promises';
import { checkCall } from '../../graph/call.js';
import type { DerivedEdge, EdgeKind } from '../../graph/edges.js';
import type { Call, GraphReader } from '../../graph/store.js';
import type { Stated } from '../given.js';
import { concludeHops, type HopConclusions } from '../hopConclusions.js';
import { holdsInPosition, type Verdict } from '../pathSearch.js';
import { bearsOnHistory } from './bearsOnHistory.js';

/** After so many milliseconds of work others get their turn. */
const TURN_MS = 10;

/** What a search behind somebody is about. */
export interface RadiusQuery {
  /** Node ids. */
  readonly from: readonly string[];
  readonly kinds: readonly EdgeKind[];
  readonly maxHops: number;
  /** Ids of edges as if they were not there. */
  readonly without?: ReadonlySet<string>;
}

/** A path that holds in position, by which a node was reached. */
export interface Arrival {
  readonly start: string;
  readonly node: string;
  readonly edges: readonly DerivedEdge[];
  readonly verdict: Verdict | null;
  /** Nothing on it bears on how later hops are judged, so that any other path like it would do as well. */
  readonly isPlain: boolean;
}

/** What the parts of one search share: edges as they were fetched, and what is concluded of them. */
export interface RadiusSearch {
  readonly query: RadiusQuery;
  readonly stated: Stated;
  readonly hops: HopConclusions;
  readonly call: Call;
  /** Edges out of each node that the search asked for, in the order of the port. Cut short once the budget is spent. */
  edgesOut(nodes: readonly string[]): Promise<void>;
  /** Those of them that can hold at this place on a path. */
  edgesAt(node: string, index: number): readonly DerivedEdge[];
  /** What is concluded of the arrival with one edge more; null where that cannot hold. It has to be prepared. */
  extend(arrival: Arrival, edge: DerivedEdge): Arrival | null;
  /** Whether the edge is judged alike behind every plain arrival, and leaves it one. It has to be prepared. */
  isFree(edge: DerivedEdge, index: number): boolean;
  /** Looks at the call, and lets others run when a turn is over. */
  pause(): Promise<void>;
}

/** A search that has looked at nothing yet. */
export async function radiusSearch(
  reader: GraphReader,
  query: RadiusQuery,
  stated: Stated,
  call: Call,
): Promise<RadiusSearch> {
  const hops = await concludeHops(reader, stated, { needsNodes: false, call });
  const fetched = new Map<string, readonly DerivedEdge[]>();
  const carriesIdentity = typeof stated.session?.sourceIdentity === 'string';
  let turnEnds = performance.now() + TURN_MS;
  const isFree = (edge: DerivedEdge, index: number): boolean => {
    if (bearsOnHistory(hops.at(edge, index)?.judgement.needs ?? null)) return false;
    if (!carriesIdentity) return true;
    const leave = hops.placed(edge, index).setSourceIdentity;
    return typeof leave !== 'object' || !bearsOnHistory(leave);
  };
  return {
    query,
    stated,
    hops,
    call,
    isFree,
    async edgesOut(nodes) {
      const open = nodes.filter((node) => !fetched.has(node));
      if (open.length === 0) return;
      const lists = await reader.edgesFrom(open, query.kinds, call);
      const { without } = query;
      for (const [place, node] of open.entries()) {
        const all = lists[place] ?? [];
        fetched.set(node, without === undefined ? all : all.filter(({ id }) => !without.has(id)));
      }
    },
    edgesAt: (node, index) =>
      (fetched.get(node) ?? []).filter(({ conclusion }) =>
        index === 0 ? conclusion.holdsFirst : conclusion.holdsLater,
      ),
    extend(arrival, edge) {
      const edges = [...arrival.edges, edge];
      const verdict = holdsInPosition(hops, stated, edges, arrival.verdict);
      if (verdict === null) return null;
      return {
        start: arrival.start,
        node: edge.to,
        edges,
        verdict,
        isPlain: arrival.isPlain && isFree(edge, edges.length - 1),
      };
    },
    async pause() {
      const now = performance.now();
      checkCall(call, now);
      if (now < turnEnds) return;
      await setImmediate();
      checkCall(call);
      turnEnds = performance.now() + TURN_MS;
    },
  };
}

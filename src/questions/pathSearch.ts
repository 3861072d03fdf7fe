import type { DerivedEdge } from '../graph/edges.js';
import { shortestPaths, type FoundPath } from '../graph/paths.js';
import type { Call, GraphReader, WalkQuery } from '../graph/store.js';
import type { Decision, Needs } from '../iam/decision.js';
import { present } from '../lib/invariant.js';
import type { Conclusion } from './assumption.js';
import { crossesAccounts } from './foundPath.js';
import type { Stated } from './given.js';
import { concludeHops, type HopConclusions } from './hopConclusions.js';
import { inPosition } from './inPosition.js';

/** What is concluded of the beginning of a path. */
export interface Verdict {
  /** Of each hop in its place, its references not yet filled in. */
  readonly hops: readonly Conclusion[];
  readonly decision: Decision;
  readonly needs: Needs | null;
  /** Whether what an edge needs, or what the starting session carries, bears on later hops. */
  readonly carries: boolean;
}

export interface PathSearch {
  readonly query: WalkQuery;
  readonly stated: Stated;
  readonly limit: number;
  /** Which paths are wanted; all are when left out. `crosses` null: whether or not they cross accounts. */
  readonly decisions?: readonly Decision[];
  readonly crosses?: boolean | null;
  /** Sees every path that is wanted, and says whether to keep it; all are kept when left out. */
  readonly keep?: (path: FoundPath<Verdict>) => boolean;
  /** Of each start only the first path that is wanted. */
  readonly onePerStart?: boolean;
}

/** What a search found, with the nodes and conclusions that its paths are shown from. */
export interface SearchedPaths {
  readonly found: readonly FoundPath<Verdict>[];
  readonly hops: HopConclusions;
  /** The work budget ended, and paths that come later were not looked for. */
  readonly isCut: boolean;
}

/** The shortest paths that hold in position under what is stated, decided again where something is. */
export async function searchPaths(reader: GraphReader, search: PathSearch, call: Call): Promise<SearchedPaths> {
  const crosses = search.crosses ?? null;
  const hops = await concludeHops(reader, search.stated, { needsNodes: crosses !== null, call });
  const decisions = search.decisions;
  const { paths, isCut } = await shortestPaths<Verdict>(
    reader,
    search.query,
    {
      limit: search.limit,
      onePerStart: search.onePerStart ?? false,
      prepare: (edges, before) =>
        hops.prepare({ edges, before, isCarrying: before.some(({ verdict }) => verdict?.carries === true) }),
      holds: (edges, previous) => holdsInPosition(hops, search.stated, edges, previous),
      accept: (path) =>
        (decisions?.includes(path.verdict?.decision ?? 'ALLOWED') ?? true) &&
        (crosses === null || crosses === crossesAccounts(path, hops.nodes)) &&
        (search.keep?.(path) ?? true),
    },
    call,
  );
  return { found: paths, hops, isCut };
}

/** What is concluded of these edges in turn, `previous` of all but the last; null when the last cannot hold there. It has to be prepared. */
export function holdsInPosition(
  conclusions: HopConclusions,
  stated: Stated,
  edges: readonly DerivedEdge[],
  previous: Verdict | null,
): Verdict | null {
  const index = edges.length - 1;
  const edge = present(edges[index], 'a last edge');
  // Whoever passes a role does not become it.
  if (edges[index - 1]?.kind === 'CAN_PASS') return null;
  const last = conclusions.at(edge, index);
  if (last === null) return null;
  const hops = previous === null ? [last] : [...previous.hops, last];
  const carries = previous?.carries === true || conclusions.bearsOnLater(edge, index);
  // A hop that needs nothing changes nothing, unless an earlier one has to carry something through it.
  if (last.judgement.needs === null && !carries) {
    return { hops, decision: previous?.decision ?? 'ALLOWED', needs: previous?.needs ?? null, carries };
  }
  const placed = edges.map((each, hop) => conclusions.placed(each, hop));
  const combined = inPosition(placed, stated);
  return combined === null ? null : { hops, ...combined, carries };
}

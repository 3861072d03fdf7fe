import { DECISION_ORDER, ENTERING_KINDS } from '../graph/edges.js';
import type { FoundPath } from '../graph/paths.js';
import type { Json } from '../lib/json.js';
import type { Call, GraphReader, NodeQuery, WalkQuery } from '../graph/store.js';
import type { Decision } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Stated } from './given.js';
import { listAll } from './listAll.js';
import type { Path } from './path.js';
import { pathsOf } from './foundPath.js';
import { searchPaths, type SearchedPaths, type Verdict } from './pathSearch.js';

/** A pair before its nodes and path were fetched. `from` null: Anyone and those of no account. */
export interface PairRow {
  readonly from: string | null;
  readonly to: string;
  readonly decision: Decision;
  readonly principalCount: number;
  readonly roleCount: number;
  readonly gaps: readonly Gap[];
  /** Fetches a shortest path; null where the store counted without looking for one. `brought`: session policies of the request. */
  readonly shortest: ((brought: readonly Json[]) => Promise<Path | null>) | null;
}

interface Tally {
  readonly from: string | null;
  readonly to: string;
  decision: Decision;
  readonly principals: Set<string>;
  readonly roles: Set<string>;
  readonly gaps: Set<Gap>;
  readonly shortest: FoundPath<Verdict>;
}

/** Walks between accounts, hop limit aside, and the account of each of their ends. */
interface AccountWalks {
  readonly query: Omit<WalkQuery, 'maxHops'>;
  readonly accountOf: ReadonlyMap<string, string | null>;
}

/**
 * Walks between accounts, hop limit aside: from the principals of an account (null: those of no account), or of all when left out,
 * into the roles and root users of an account, or of all.
 */
export async function accountWalks(
  reader: GraphReader,
  ends: { readonly from?: string | null; readonly to: string | null },
  call: Call,
): Promise<AccountWalks> {
  const inAccount = (account: string | null | undefined): Pick<NodeQuery, 'accounts'> =>
    typeof account === 'string' ? { accounts: [account] } : {};
  const callers: NodeQuery['labels'] =
    ends.from === null
      ? ['Anyone', 'FederatedIdentity']
      : [
          'User',
          'Role',
          'AccountPrincipal',
          ...(ends.from === undefined ? (['Anyone', 'FederatedIdentity'] as const) : []),
        ];
  const [from, to] = await Promise.all([
    listAll(reader, { labels: callers, ...inAccount(ends.from) }, call),
    listAll(reader, { labels: ['Role', 'RootUser'], ...inAccount(ends.to) }, call),
  ]);
  const query = { kinds: ENTERING_KINDS, from: from.map(({ id }) => id), to: to.map(({ id }) => id), avoid: [] };
  return { query, accountOf: new Map([...from, ...to].map(({ id, account }) => [id, account])) };
}

/** The pairs of accounts with a path between them, each path decided in position; as far as the work budget goes. */
export async function searchPairs(
  reader: GraphReader,
  search: {
    readonly from: string | null;
    readonly to: string | null;
    readonly maxHops: number;
    readonly stated: Stated;
  },
  call: Call,
): Promise<readonly PairRow[]> {
  const ends = { to: search.to, ...(search.from === null ? {} : { from: search.from }) };
  const { query, accountOf } = await accountWalks(reader, ends, call);
  const tallies = new Map<string, Tally>();
  const count = (path: FoundPath<Verdict>): boolean => {
    const last = path.edges.at(-1)?.to;
    const { verdict } = path;
    if (last === undefined || verdict === null) return false;
    const from = accountOf.get(path.start) ?? null;
    const to = accountOf.get(last) ?? null;
    if (to === null || from === to) return false;
    const key = JSON.stringify([from, to]);
    const tally = tallies.get(key) ?? startTally(from, to, verdict.decision, path);
    tallies.set(key, tally);
    if (DECISION_ORDER[verdict.decision] < DECISION_ORDER[tally.decision]) tally.decision = verdict.decision;
    tally.principals.add(path.start);
    tally.roles.add(last);
    for (const gap of verdict.hops.flatMap((hop) => hop.gaps)) tally.gaps.add(gap);
    return false;
  };
  const { maxHops, stated } = search;
  const bounds = { query: { ...query, maxHops }, stated, limit: Number.POSITIVE_INFINITY, keep: count };
  const searched = await searchPaths(reader, bounds, call);
  return [...tallies.values()].map((tally) => rowOf(tally, searched));
}

function startTally(from: string | null, to: string, decision: Decision, shortest: FoundPath<Verdict>): Tally {
  return { from, to, decision, principals: new Set(), roles: new Set(), gaps: new Set(), shortest };
}

function rowOf(tally: Tally, searched: SearchedPaths): PairRow {
  return {
    from: tally.from,
    to: tally.to,
    decision: tally.decision,
    principalCount: tally.principals.size,
    roleCount: tally.roles.size,
    gaps: [...tally.gaps],
    shortest: async (brought) => (await pathsOf(searched, [tally.shortest], brought))[0] ?? null,
  };
}

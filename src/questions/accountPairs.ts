import { DECISION_ORDER, EDGE_KINDS } from '../graph/edges.js';
import type { Call, GraphReader, NodeQuery, WalkQuery } from '../graph/store.js';
import type { Decision } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import { compareCodePoints } from '../lib/codePoints.js';
import type { Stated } from './given.js';
import { listAll } from './listAll.js';
import type { Path } from './path.js';
import { searchPaths, type Verdict } from './pathSearch.js';

/** A pair before its nodes and path were fetched. `from` null: Anyone and those of no account. */
export interface PairRow {
  readonly from: string | null;
  readonly to: string;
  readonly decision: Decision;
  readonly principalCount: number;
  readonly roleCount: number;
  readonly gaps: readonly Gap[];
  /** Null where the store counted without looking for one. */
  readonly shortest: Path | null;
}

interface Tally {
  readonly from: string | null;
  readonly to: string;
  decision: Decision;
  readonly principals: Set<string>;
  readonly roles: Set<string>;
  readonly gaps: Set<Gap>;
  readonly shortest: Verdict;
}

/**
 * Walks between accounts, hop limit aside: from the principals of an account (null: those of no account), or of all when left out,
 * into the roles and root users of an account, or of all.
 */
export async function accountWalks(
  reader: GraphReader,
  ends: { readonly from?: string | null; readonly to: string | null },
  call: Call,
): Promise<Omit<WalkQuery, 'maxHops'>> {
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
  return { kinds: EDGE_KINDS, from: from.map(({ id }) => id), to: to.map(({ id }) => id), avoid: [] };
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
  const tallies = new Map<string, Tally>();
  const count = (verdict: Verdict | null): boolean => {
    const [from, to] = [verdict?.hops[0]?.from, verdict?.hops.at(-1)?.to];
    if (!verdict || !from || !to || to.account === null || from.account === to.account) return false;
    const key = JSON.stringify([from.account, to.account]);
    const tally = tallies.get(key) ?? startTally(from.account, to.account, verdict);
    tallies.set(key, tally);
    if (DECISION_ORDER[verdict.decision] < DECISION_ORDER[tally.decision]) tally.decision = verdict.decision;
    tally.principals.add(from.id);
    tally.roles.add(to.id);
    for (const gap of verdict.hops.flatMap((hop) => hop.gaps)) tally.gaps.add(gap);
    return false;
  };
  const walks = await accountWalks(
    reader,
    { to: search.to, ...(search.from === null ? {} : { from: search.from }) },
    call,
  );
  const query = { ...walks, maxHops: search.maxHops };
  await searchPaths(reader, { query, stated: search.stated, limit: Number.POSITIVE_INFINITY, accept: count }, call);
  return [...tallies.values()].map(rowOf).toSorted(comparePairs);
}

function startTally(from: string | null, to: string, shortest: Verdict): Tally {
  const { decision } = shortest;
  return { from, to, decision, principals: new Set(), roles: new Set(), gaps: new Set(), shortest };
}

function rowOf(tally: Tally): PairRow {
  return {
    from: tally.from,
    to: tally.to,
    decision: tally.decision,
    principalCount: tally.principals.size,
    roleCount: tally.roles.size,
    gaps: [...tally.gaps],
    shortest: pathOfVerdict(tally.shortest),
  };
}

function pathOfVerdict(verdict: Verdict): Path | null {
  const [first, last] = [verdict.hops[0], verdict.hops.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { ...verdict, from: first.from, to: last.to, gaps: [...new Set(verdict.hops.flatMap(({ gaps }) => gaps))] };
}

/** By `from` (accounts by number, null last), then `to`. */
function comparePairs(left: PairRow, right: PairRow): number {
  const byFrom =
    left.from === null || right.from === null
      ? Number(left.from === null) - Number(right.from === null)
      : compareCodePoints(left.from, right.from);
  return byFrom || compareCodePoints(left.to, right.to);
}

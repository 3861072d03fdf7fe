import { DECISION_ORDER, EDGE_KINDS } from '../graph/edges.js';
import { nodeId } from '../graph/ids.js';
import type { GraphNode, NodeOf } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Decision } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import { compareCodePoints } from '../lib/codePoints.js';
import { present } from '../lib/invariant.js';
import { accountWalks, searchPairs, type PairRow } from './accountPairs.js';
import type { Ask } from './ask.js';
import { badInput } from './badInput.js';
import { budgetSpent, completenessOf, gapsThatCouldAdd, unknownArn, type Completeness } from './completeness.js';
import { cursorScope } from './cursor.js';
import { pathsOf } from './foundPath.js';
import { readGiven, saysNothing, type Given, type Stated } from './given.js';
import { cutPage, pageSize, showPage, type Page, type PageArguments } from './page.js';
import type { Path } from './path.js';
import { searchPaths } from './pathSearch.js';
import { hopLimit } from './hopLimit.js';

/** Who stands for identities of no account where nobody trusts everybody. */
const ANYONE: NodeOf<'Anyone'> = { label: 'Anyone', id: nodeId.anyone, arn: null, name: 'Anyone', account: null };

export interface CrossAccountArguments extends PageArguments {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly given?: Given | null;
  readonly maxHops?: number | null;
}

/** Access from one account (or Anyone) into another. */
export interface CrossAccountAccess {
  readonly from: GraphNode;
  readonly to: NodeOf<'Account'>;
  readonly decision: Decision;
  readonly principalCount: number;
  readonly roleCount: number;
  readonly shortest: Path;
}

export interface CrossAccountConnection extends Page<CrossAccountAccess> {
  readonly totalCount: number;
  readonly completeness: Completeness;
}

/**
 * Which accounts can get into which. Over one hop with nothing stated the store counts; otherwise every path is decided in position,
 * within the work budget.
 */
export async function crossAccountAccess(ask: Ask, args: CrossAccountArguments): Promise<CrossAccountConnection> {
  pageSize(args.first, 50);
  const maxHops = hopLimit(args.maxHops, 1, 1);
  const stated = readGiven(args.given);
  const call = ask.question();
  const reader = await ask.reader();
  const { first: _first, after: _after, ...question } = args;
  const scope = cursorScope(reader, { name: 'crossAccountAccess', parent: null, args: question });
  const ends = { from: args.from ?? null, to: args.to ?? null };
  if (ends.from !== null && ends.from === ends.to) throw badInput('to', 'must be another account than `from`');
  const isCounted = maxHops === 1 && saysNothing(stated);
  const found = isCounted
    ? await countPairs(reader, ends, call)
    : await searchPairs(reader, { ...ends, maxHops, stated }, call);
  const rows = await inOrder(reader, found, call);
  const page = cutPage(rows, (row) => JSON.stringify([row.from, row.to]), scope, { ...args, standard: 50 });
  const shown = await Promise.all(
    page.nodes.map(async (row) => showPair(reader, row, { stated, call: ask.question() })),
  );
  const all = await reader.gaps(call);
  const named = new Set([args.from, args.to].filter((id) => typeof id === 'string'));
  const gaps = [
    ...(await unknownAccounts(reader, [...named], call)),
    ...rows.flatMap((row) => row.gaps),
    ...gapsThatCouldAdd(all, named.size === 0 ? null : named),
    ...(call.budget.isSpent ? [budgetSpent('pairs of accounts, and principals and roles of the pairs shown,')] : []),
  ];
  return {
    ...showPage(page, shown),
    totalCount: rows.length,
    completeness: completenessOf(gaps),
  };
}

async function countPairs(
  reader: GraphReader,
  ends: { readonly from: string | null; readonly to: string | null },
  call: Call,
): Promise<readonly PairRow[]> {
  const [pairs, gaps] = await Promise.all([
    reader.accountPairs({ ...ends, kinds: EDGE_KINDS }, call),
    reader.gaps(call),
  ]);
  return pairs.map((pair) => ({
    ...pair,
    gaps: pair.gaps.map((index) => present(gaps[index], 'a pair names a gap that is not there')),
    shortest: null,
  }));
}

/** By decision, then ARN (of Anyone the name) of `from`, then of `to`; by code point. */
async function inOrder(reader: GraphReader, rows: readonly PairRow[], call: Call): Promise<readonly PairRow[]> {
  const ids = [...new Set(rows.flatMap(({ from, to }) => [fromId(from), nodeId.account(to)]))];
  const nodes = await reader.nodes(ids, call);
  const named = ids.map((id, index) => ({ id, name: nodes[index]?.arn ?? nodes[index]?.name ?? ANYONE.name }));
  named.sort((left, right) => compareCodePoints(left.name, right.name) || compareCodePoints(left.id, right.id));
  const places = new Map(named.map(({ id }, place) => [id, place]));
  const placeOf = (id: string): number => places.get(id) ?? 0;
  return rows.toSorted(
    (left, right) =>
      DECISION_ORDER[left.decision] - DECISION_ORDER[right.decision] ||
      placeOf(fromId(left.from)) - placeOf(fromId(right.from)) ||
      placeOf(nodeId.account(left.to)) - placeOf(nodeId.account(right.to)),
  );
}

function fromId(from: string | null): string {
  return from === null ? nodeId.anyone : nodeId.account(from);
}

async function showPair(
  reader: GraphReader,
  row: PairRow,
  { stated, call }: { readonly stated: Stated; readonly call: Call },
): Promise<CrossAccountAccess> {
  const ids = [fromId(row.from), nodeId.account(row.to)];
  const [from = null, to = null] = await reader.nodes(ids, call);
  if (to?.label !== 'Account') throw new Error(`invariant: the graph lacks account ${row.to}`);
  const { decision, principalCount, roleCount } = row;
  const known = row.shortest === null ? null : await row.shortest(stated.sessionPolicies ?? []);
  const shortest = known ?? (await shortestOf(reader, row, call));
  return { from: from ?? ANYONE, to, decision, principalCount, roleCount, shortest };
}

async function shortestOf(reader: GraphReader, row: PairRow, call: Call): Promise<Path> {
  const { query } = await accountWalks(reader, { from: row.from, to: row.to }, call);
  const unbounded = { ...call, budget: { spend: () => true, isSpent: false } };
  const search = { query: { ...query, maxHops: 1 }, stated: readGiven(null), limit: 1 };
  const searched = await searchPaths(reader, search, unbounded);
  const [shortest] = await pathsOf(searched, searched.found, []);
  return present(shortest, `a path from ${row.from ?? 'anyone'} into ${row.to}`);
}

async function unknownAccounts(reader: GraphReader, ids: readonly string[], call: Call): Promise<readonly Gap[]> {
  const nodes = await reader.nodes(ids.map(nodeId.account), call);
  return ids.filter((_, index) => (nodes[index] ?? null) === null).map(unknownArn);
}

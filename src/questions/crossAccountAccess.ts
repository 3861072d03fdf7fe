import { ENTERING_KINDS } from '../graph/edges.js';
import { nodeId } from '../graph/ids.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Gap } from '../iam/snapshot.js';
import { present } from '../lib/invariant.js';
import { orderPairs } from './accountPairOrder.js';
import { searchPairs, type PairRow } from './accountPairs.js';
import type { Ask } from './ask.js';
import { badInput } from './badInput.js';
import { budgetSpent, completenessOf, gapsThatCouldAdd, unknownArn, type Completeness } from './completeness.js';
import { cursorScope } from './cursor.js';
import { readGiven, saysNothing, type Given } from './given.js';
import { hopLimit } from './hopLimit.js';
import { cutPage, pageSize, showPage, type Page, type PageArguments } from './page.js';
import { showPair, type CrossAccountAccess } from './shownPair.js';

export interface CrossAccountArguments extends PageArguments {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly given?: Given | null;
  readonly maxHops?: number | null;
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
  const scope = cursorScope(reader, { name: 'crossAccountAccess', parent: null, args });
  const ends = { from: args.from ?? null, to: args.to ?? null };
  if (ends.from !== null && ends.from === ends.to) throw badInput('to', 'must be another account than `from`');
  const isCounted = maxHops === 1 && saysNothing(stated);
  const found = isCounted
    ? await countPairs(reader, ends, call)
    : await searchPairs(reader, { ...ends, maxHops, stated }, call);
  const rows = await orderPairs(reader, found, call);
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
    reader.accountPairs({ ...ends, kinds: ENTERING_KINDS }, call),
    reader.gaps(call),
  ]);
  return pairs.map((pair) => ({
    ...pair,
    gaps: pair.gaps.map((index) => present(gaps[index], 'a pair names a gap that is not there')),
    shortest: null,
  }));
}

async function unknownAccounts(reader: GraphReader, ids: readonly string[], call: Call): Promise<readonly Gap[]> {
  const nodes = await reader.nodes(ids.map(nodeId.account), call);
  return ids.filter((_, index) => (nodes[index] ?? null) === null).map(unknownArn);
}

import { nodeId } from '../graph/ids.js';
import type { GraphNode, NodeOf } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Decision } from '../iam/decision.js';
import { present } from '../lib/invariant.js';
import { ANYONE, fromId } from './accountPairOrder.js';
import { accountWalks, type PairRow } from './accountPairs.js';
import { pathsOf } from './foundPath.js';
import { readGiven, type Stated } from './given.js';
import type { Path } from './path.js';
import { searchPaths } from './pathSearch.js';

/** Access from one account (or Anyone) into another. */
export interface CrossAccountAccess {
  readonly from: GraphNode;
  readonly to: NodeOf<'Account'>;
  readonly decision: Decision;
  readonly principalCount: number;
  readonly roleCount: number;
  readonly shortest: Path;
}

/** A pair as it is shown, with its accounts and a shortest path. */
export async function showPair(
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

import { compareCodePoints } from '../../lib/codePoints.js';
import { conclusionOf } from './records.js';
import { ACCOUNT_PAIRS } from './statements/walks.js';
import type { EdgeKind } from '../../graph/edges.js';
import type { AccountPair, Call } from '../../graph/store.js';
import type { Reading } from './derivedEdges.js';

interface PairRow {
  readonly [key: string]: unknown;
  readonly from: string | null;
  readonly to: string;
  readonly principals: number;
  readonly roles: number;
  readonly conclusions: readonly number[];
}

/** Access between accounts, summed up in Neo4j; see `GraphReader.accountPairs`. Empty when the budget does not reach for all pairs. */
export async function readAccountPairs(
  { run, load, records }: Reading,
  query: { readonly from: string | null; readonly to: string | null; readonly kinds: readonly EdgeKind[] },
  call: Call,
): Promise<readonly AccountPair[]> {
  const parameters = { ...query, load };
  const [size] = await run<{ readonly pairs: number }>(ACCOUNT_PAIRS.size, parameters);
  if (!call.budget.spend(size?.pairs ?? 0)) return [];
  const rows = await run<PairRow>(ACCOUNT_PAIRS.rows, parameters);
  const known = await records.conclusions(
    run,
    load,
    rows.flatMap(({ conclusions }) => conclusions),
  );
  return rows
    .map(({ from, to, principals, roles, conclusions: numbers }): AccountPair => {
      const conclusions = numbers.map((number) => conclusionOf(known, number));
      return {
        from,
        to,
        decision: conclusions.some(({ decision }) => decision === 'ALLOWED') ? 'ALLOWED' : 'CONDITIONAL',
        principalCount: principals,
        roleCount: roles,
        gaps: [...new Set(conclusions.flatMap(({ gaps }) => gaps))].sort((left, right) => left - right),
      };
    })
    .sort(comparePairs);
}

function comparePairs(left: AccountPair, right: AccountPair): number {
  if (left.from === right.from) return compareCodePoints(left.to, right.to);
  if (left.from === null) return 1;
  if (right.from === null) return -1;
  return compareCodePoints(left.from, right.from);
}

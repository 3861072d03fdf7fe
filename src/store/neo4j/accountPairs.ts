import { compareCodePoints } from '../../lib/codePoints.js';
import { conclusionOf } from './records.js';
import { ACCOUNT_PAIRS } from './statements/walks.js';
import type { EdgeKind } from '../../graph/edges.js';
import type { AccountPair, Call } from '../../graph/store.js';
import type { Reading } from './derivedEdges.js';

/** Nodes of one account, by rank. */
type Group = readonly number[];

interface DirectRow {
  readonly [key: string]: unknown;
  readonly from: string | null;
  readonly to: string;
  readonly principals: Group;
  readonly roles: Group;
  readonly conclusions: readonly number[];
}

interface EndsRow {
  readonly [key: string]: unknown;
  readonly set: number;
  readonly to: string;
  readonly roles: Group;
  readonly conclusions: readonly number[];
}

interface MembersRow {
  readonly [key: string]: unknown;
  readonly set: number;
  readonly from: string | null;
  readonly principals: Group;
}

/** What was found of one pair; groups may share nodes. */
interface Sum {
  readonly from: string | null;
  readonly to: string;
  readonly principals: Group[];
  readonly roles: Group[];
  readonly conclusions: Set<number>;
}

/**
 * Access between accounts; see `GraphReader.accountPairs`. Reads edges, members and ends of sets once each, and not the pairs that sets
 * stand for. Empty when the budget does not reach for all of that.
 */
export async function readAccountPairs(
  { run, load, records }: Reading,
  query: { readonly from: string | null; readonly to: string | null; readonly kinds: readonly EdgeKind[] },
  call: Call,
): Promise<readonly AccountPair[]> {
  const parameters = { ...query, load };
  const [size] = await run<{ readonly looked: number }>(ACCOUNT_PAIRS.size, parameters);
  if (!call.budget.spend(size?.looked ?? 0)) return [];
  const [direct, ends] = await Promise.all([
    run<DirectRow>(ACCOUNT_PAIRS.direct, parameters),
    run<EndsRow>(ACCOUNT_PAIRS.ends, parameters),
  ]);
  const sets = [...new Set(ends.map(({ set }) => set))];
  const members = sets.length === 0 ? [] : await run<MembersRow>(ACCOUNT_PAIRS.members, { ...parameters, sets });
  const sums = addUp(direct, ends, members);
  const known = await records.conclusions(
    run,
    load,
    sums.flatMap(({ conclusions }) => [...conclusions]),
  );
  return sums
    .map(({ from, to, principals, roles, conclusions: numbers }): AccountPair => {
      const conclusions = [...numbers].map((number) => conclusionOf(known, number));
      return {
        from,
        to,
        decision: conclusions.some(({ decision }) => decision === 'ALLOWED') ? 'ALLOWED' : 'CONDITIONAL',
        principalCount: countOf(principals),
        roleCount: countOf(roles),
        gaps: [...new Set(conclusions.flatMap(({ gaps }) => gaps))].sort((left, right) => left - right),
      };
    })
    .sort(comparePairs);
}

function addUp(direct: readonly DirectRow[], ends: readonly EndsRow[], members: readonly MembersRow[]): readonly Sum[] {
  const sums = new Map<string, Sum>();
  const add = (row: Pick<DirectRow, 'from' | 'to' | 'principals' | 'roles' | 'conclusions'>): void => {
    const key = `${row.from ?? ''} ${row.to}`;
    const { from, to } = row;
    const sum = sums.get(key) ?? { from, to, principals: [], roles: [], conclusions: new Set<number>() };
    sums.set(key, sum);
    sum.principals.push(row.principals);
    sum.roles.push(row.roles);
    for (const conclusion of row.conclusions) sum.conclusions.add(conclusion);
  };
  for (const row of direct) add(row);
  const bySet = new Map<number, MembersRow[]>();
  for (const row of members) bySet.set(row.set, [...(bySet.get(row.set) ?? []), row]);
  for (const { set, to, roles, conclusions } of ends) {
    for (const { from, principals } of bySet.get(set) ?? []) {
      if (from !== to) add({ from, to, principals, roles, conclusions });
    }
  }
  return [...sums.values()];
}

/** Distinct nodes of several groups. */
function countOf(groups: readonly Group[]): number {
  const distinct = [...new Set(groups)];
  const [only = []] = distinct;
  return distinct.length === 1 ? only.length : new Set(distinct.flat()).size;
}

function comparePairs(left: AccountPair, right: AccountPair): number {
  if (left.from === right.from) return compareCodePoints(left.to, right.to);
  if (left.from === null) return 1;
  if (right.from === null) return -1;
  return compareCodePoints(left.from, right.from);
}

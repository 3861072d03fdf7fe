import { setImmediate } from 'node:timers/promises';
import { checkCall } from '../../graph/call.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { present } from '../../lib/invariant.js';
import { at, rowOf } from './compressedRows.js';
import { kindMask, rowsFor } from './edgeTable.js';
import { NO_ACCOUNT, nodeAt } from './nodeTable.js';
import type { EdgeKind } from '../../graph/edges.js';
import type { AccountPair, Call } from '../../graph/store.js';
import type { EdgeTable } from './edgeTable.js';
import type { NodeTable } from './nodeTable.js';

/** Every so many edges the deadline and the signal are looked at. */
const CHECK_EVERY = 4096;
/** After so many milliseconds of work others get their turn. */
const TURN_MS = 10;

/** Some nodes of one account. A product gives each pair its two groups as they are, so equal groups are counted by identity. */
type Group = readonly number[];

/** What is known of one pair of accounts while it is summed up. */
interface Sum {
  readonly from: number;
  readonly to: number;
  /** May name one group, or one conclusion, more than once. */
  readonly starts: Group[];
  readonly ends: Group[];
  readonly conclusions: number[];
  /** Single ends of pairs that are written out. */
  readonly loneStarts: number[];
  readonly loneEnds: number[];
}

interface Query {
  readonly from: string | null;
  readonly to: string | null;
  readonly kinds: readonly EdgeKind[];
}

/** Sums up access between accounts; see `GraphReader.accountPairs`. Products are summed by account, never pair by pair. */
export async function sumAccountPairs(
  table: EdgeTable,
  query: Query,
  call: Call,
  now: () => number,
): Promise<readonly AccountPair[]> {
  const { nodes } = table;
  const kinds = kindMask(query.kinds);
  const from = query.from === null ? null : nodes.accounts.indexOf(query.from);
  const to = query.to === null ? null : nodes.accounts.indexOf(query.to);
  if (from === -1 || to === -1) return [];
  const sums = new Map<number, Sum>();
  const sumOf = (start: number, end: number): Sum => {
    const key = start * nodes.accounts.length + end;
    let sum = sums.get(key);
    if (sum === undefined) {
      sum = {
        from: start,
        to: end,
        starts: [],
        ends: [],
        conclusions: [],
        loneStarts: [],
        loneEnds: [],
      };
      sums.set(key, sum);
    }
    return sum;
  };
  const isAsked = (start: number, end: number): boolean =>
    start !== end && end !== NO_ACCOUNT && (from === null || start === from) && (to === null || end === to);
  let unchecked = CHECK_EVERY;
  const spend = (amount: number): boolean => {
    unchecked += amount;
    if (unchecked >= CHECK_EVERY) {
      unchecked = 0;
      checkCall(call, now());
    }
    return call.budget.spend(amount);
  };

  let turnEnds = performance.now() + TURN_MS;
  const rest: Rest = async () => {
    if (performance.now() < turnEnds) return;
    await setImmediate();
    checkCall(call, now());
    turnEnds = performance.now() + TURN_MS;
  };
  addColumns(table, kinds, isAsked, sumOf, spend);
  await addProducts(table, kinds, { isAsked, sumOf, spend, rest });
  const counter = makeCounter(nodes.nodes.length);
  const rows: AccountPair[] = [];
  for (const sum of sums.values()) {
    if (!spend(1)) break;
    if (rows.length % 256 === 255) await rest();
    rows.push(finish(table, sum, counter));
  }
  return rows.sort(comparePairs);
}

type IsAsked = (start: number, end: number) => boolean;
type SumOf = (start: number, end: number) => Sum;
type Spend = (amount: number) => boolean;
/** Lets others have their turn when one is over. */
type Rest = () => Promise<void>;

function addColumns(table: EdgeTable, kinds: number, isAsked: IsAsked, sumOf: SumOf, spend: Spend): void {
  const { columns, nodes } = table;
  const { out } = rowsFor(table, kinds);
  for (let start = 0; start < nodes.nodes.length; start++) {
    if (isService(nodes, start)) continue;
    const row = rowOf(out, start);
    if (row.length === 0) continue;
    if (!spend(row.length)) return;
    for (const number of row) {
      if ((kinds & (1 << at(columns.kind, number))) === 0) continue;
      const end = at(columns.to, number);
      const fromAccount = at(nodes.account, start);
      const toAccount = at(nodes.account, end);
      if (!isAsked(fromAccount, toAccount)) continue;
      const sum = sumOf(fromAccount, toAccount);
      sum.loneStarts.push(start);
      sum.loneEnds.push(end);
      note(sum.conclusions, at(columns.conclusion, number));
    }
  }
}

async function addProducts(
  table: EdgeTable,
  kinds: number,
  { isAsked, sumOf, spend, rest }: { isAsked: IsAsked; sumOf: SumOf; spend: Spend; rest: Rest },
): Promise<void> {
  const { nodes } = table;
  const known = new Map<Uint32Array, ReadonlyMap<number, Group>>();
  const grouped = (members: Uint32Array): ReadonlyMap<number, Group> => {
    const groups = known.get(members) ?? groupByAccount(nodes, members);
    known.set(members, groups);
    return groups;
  };
  for (const product of table.products) {
    if ((kinds & (1 << product.kind)) === 0) continue;
    if (!spend(product.from.length + product.to.length)) return;
    const ends = grouped(product.to);
    await rest();
    for (const [fromAccount, starts] of grouped(product.from)) {
      if (!spend(ends.size)) return;
      for (const [toAccount, group] of ends) {
        if (!isAsked(fromAccount, toAccount)) continue;
        const sum = sumOf(fromAccount, toAccount);
        note(sum.starts, starts);
        note(sum.ends, group);
        note(sum.conclusions, product.conclusion);
      }
    }
  }
}

/** Adds to a list what is not its last item already. */
function note<T>(list: T[], item: T): void {
  if (list.at(-1) !== item) list.push(item);
}

function groupByAccount(nodes: NodeTable, members: Uint32Array): ReadonlyMap<number, Group> {
  const groups = new Map<number, number[]>();
  for (const node of members) {
    if (isService(nodes, node)) continue;
    const account = at(nodes.account, node);
    const group = groups.get(account);
    if (group === undefined) groups.set(account, [node]);
    else group.push(node);
  }
  return groups;
}

function isService(nodes: NodeTable, node: number): boolean {
  return nodeAt(nodes, node).label === 'Service';
}

/** Counts distinct nodes of several groups. */
type Counter = (groups: readonly Group[], lone: Group) => number;

function makeCounter(nodeCount: number): Counter {
  const seen = new Uint32Array(nodeCount);
  let stamp = 0;
  return (groups, lone) => {
    const [first] = groups;
    if (groups.length === 1 && lone.length === 0 && first !== undefined) return first.length;
    stamp++;
    let count = 0;
    for (const group of [...groups, lone]) {
      for (const node of group) {
        if (seen[node] === stamp) continue;
        seen[node] = stamp;
        count++;
      }
    }
    return count;
  };
}

function finish(table: EdgeTable, sum: Sum, count: Counter): AccountPair {
  const conclusions = [...new Set(sum.conclusions)].map((index) =>
    present(table.conclusions[index], 'conclusion in range'),
  );
  const gaps = new Set(conclusions.flatMap((conclusion) => conclusion.gaps));
  return {
    from: table.nodes.accounts[sum.from] ?? null,
    to: present(table.nodes.accounts[sum.to], 'an account leads to an account'),
    decision: conclusions.some((conclusion) => conclusion.decision === 'ALLOWED') ? 'ALLOWED' : 'CONDITIONAL',
    principalCount: count(sum.starts, sum.loneStarts),
    roleCount: count(sum.ends, sum.loneEnds),
    gaps: [...gaps].sort((left, right) => left - right),
  };
}

function comparePairs(left: AccountPair, right: AccountPair): number {
  if (left.from !== right.from) {
    if (left.from === null) return 1;
    if (right.from === null) return -1;
    return compareCodePoints(left.from, right.from);
  }
  return compareCodePoints(left.to, right.to);
}

import { unboundedCall } from '../../src/graph/call.js';
import type { GraphStore } from '../../src/graph/store.js';
import { makeAsk } from '../../src/questions/ask.js';
import { listAll } from '../../src/questions/listAll.js';
import { whatCan } from '../../src/questions/whatCan.js';
import { median } from '../timing.js';

/** What administrators can do: times in milliseconds, each asked by a reader of its own, as an operation does. */
export interface AdministratorsResult {
  readonly asked: number;
  /** Median over them of the first time, and of the least of two further ones. */
  readonly firstMs: number;
  readonly againMs: number;
  /** Median of the rows of whole answers. */
  readonly rows: number;
}

/** The role that an organisation has in its accounts, with AdministratorAccess: of so many of them, the first is asked about. */
const ROLE = 'OrganizationAccountAccessRole';
const EVERY = 5;

/** Asks what they can do, over the accounts in turn. */
export async function askAdministrators(store: GraphStore): Promise<AdministratorsResult> {
  const reader = await store.open(null, unboundedCall());
  const roles = (await listAll(reader, { labels: ['Role'], text: ROLE }, unboundedCall())).filter(
    ({ name }, place) => name === ROLE && place % EVERY === 0,
  );
  const ask = makeAsk({
    store,
    generation: null,
    signal: unboundedCall().signal,
    deadline: Infinity,
    workBudget: Infinity,
  });
  const timeEach = async (): Promise<readonly { readonly ms: number; readonly rows: number }[]> => {
    const times: { readonly ms: number; readonly rows: number }[] = [];
    for (const { arn } of roles) {
      const start = performance.now();
      const { totalCount } = await whatCan(ask, { principal: arn ?? '', first: 50 });
      times.push({ ms: performance.now() - start, rows: totalCount });
    }
    return times;
  };
  const first = await timeEach();
  if (first.length === 0) throw new Error(`no ${ROLE} is in the organisation`);
  const again = [await timeEach(), await timeEach()];
  const least = first.map((_, place) => Math.min(...again.map((round) => round[place]?.ms ?? Infinity)));
  return {
    asked: first.length,
    firstMs: medianOf(first.map(({ ms }) => ms)),
    againMs: medianOf(least),
    rows: medianOf(first.map(({ rows }) => rows)),
  };
}

function medianOf(values: readonly number[]): number {
  return median(values.toSorted((left, right) => left - right));
}

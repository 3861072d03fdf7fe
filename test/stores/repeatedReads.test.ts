import { expect, it } from 'vitest';
import { unboundedCall, workBudget } from '../../src/graph/call.js';
import { readWhole } from '../../src/store/neo4j/readWhole.js';
import type { Call } from '../../src/graph/store.js';
import type { Connection, Run } from '../../src/store/neo4j/connection.js';

/** What the work of each try takes off a budget of ten, the transaction repeated for each; gives what is left. */
async function leftAfter(tries: readonly number[]): Promise<number | undefined> {
  const run = (async () => [{ isWhole: true }]) as unknown as Run;
  const connection = {
    read: async <T>(_: Call, work: (run: Run) => Promise<T>): Promise<T> => {
      for (const _each of tries.slice(1)) await work(run);
      return work(run);
    },
  } as unknown as Connection;
  const call = { ...unboundedCall(), budget: workBudget(10) };
  let next = 0;
  await readWhole(connection, 'load', call, async (_, { budget }) => {
    const amount = tries[next++] ?? 0;
    expect(budget.left).toBeGreaterThanOrEqual(amount);
    expect(budget.spend(amount)).toBe(true);
  });
  return call.budget.isSpent ? 0 : call.budget.left;
}

it('what a repeated transaction looks at is taken off the budget once', async () => {
  expect(await leftAfter([6])).toBe(4);
  expect(await leftAfter([6, 6])).toBe(4);
  expect(await leftAfter([6, 2, 8])).toBe(2);
});

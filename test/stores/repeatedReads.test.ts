import { expect, it } from 'vitest';
import { unboundedCall, workBudget } from '../../src/graph/call.js';
import { readWhole } from '../../src/store/neo4j/readWhole.js';
import { GENERATIONS } from '../../src/store/neo4j/statements/generations.js';
import type { Call } from '../../src/graph/store.js';
import type { Connection, Run } from '../../src/store/neo4j/connection.js';
import type { WholeRun } from '../../src/store/neo4j/readWhole.js';

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

/** What is sent for some work, its looks at the load too; they say that it is whole as long as `wholeFor` lasts. */
async function sentFor(
  work: (way: WholeRun) => Promise<unknown>,
  wholeFor = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const sent: string[] = [];
  let looks = 0;
  const run = (async (statement: string) => {
    const isLook = statement === GENERATIONS.isWhole;
    sent.push(isLook ? 'LOOK' : statement);
    return isLook ? [{ isWhole: ++looks <= wholeFor }] : [];
  }) as unknown as Run;
  const connection = {
    read: async <T>(_: Call, each: (run: Run) => Promise<T>): Promise<T> => each(run),
  } as unknown as Connection;
  await readWhole(connection, 'load', unboundedCall(), work);
  return sent;
}

it('the load is looked at after everything that was read, once where the last statement says that it is', async () => {
  expect(await sentFor(async ({ run }) => run('A'))).toEqual(['A', 'LOOK']);
  expect(await sentFor(async ({ run, last }) => Promise.all([run('A'), last('B')]))).toEqual(['A', 'B', 'LOOK']);
  const more = async ({ run, last }: WholeRun): Promise<unknown> => last('A').then(async () => run('B'));
  expect(await sentFor(more)).toEqual(['A', 'LOOK', 'B', 'LOOK']);
  await expect(sentFor(more, 1)).rejects.toMatchObject({ code: 'GENERATION_GONE' });
  await expect(sentFor(async ({ last }) => last('A'), 0)).rejects.toMatchObject({ code: 'GENERATION_GONE' });
});

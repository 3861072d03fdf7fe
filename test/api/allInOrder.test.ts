import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { allInOrder } from '../../src/questions/allInOrder.js';

const failAfter = async (milliseconds: number, text: string): Promise<never> => {
  await setTimeout(milliseconds);
  throw new Error(text);
};

it('tells of the first in the list that fails, not of the fastest', async () => {
  await expect(allInOrder([failAfter(5, 'first'), failAfter(0, 'second')])).rejects.toThrow('first');
});

it('gives all values in their places', async () => {
  expect(await allInOrder([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two']);
});

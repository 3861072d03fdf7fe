import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { allInOrder } from '../../src/questions/allInOrder.js';

const failAfter = async (milliseconds: number, text: string): Promise<never> => {
  await setTimeout(milliseconds);
  throw new Error(text);
};

it('tells of the first in the list that fails, not of the fastest', async () => {
  await expect(allInOrder([() => failAfter(5, 'first'), () => failAfter(0, 'second')])).rejects.toThrow('first');
});

it('tells of the first that fails later before one that fails at once', async () => {
  const failing = allInOrder([
    () => failAfter(1, 'first'),
    () => {
      throw new Error('second');
    },
  ]);
  await expect(failing).rejects.toThrow('first');
});

it('gives all values in their places', async () => {
  expect(await allInOrder([() => Promise.resolve(1), () => 'two'])).toEqual([1, 'two']);
});

it('gives them at once where nothing has to be waited for', () => {
  expect(allInOrder([() => 1, () => 'two'])).toEqual([1, 'two']);
});

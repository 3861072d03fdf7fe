import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { unboundedCall } from '../../src/graph/call.js';
import { takeTurns } from '../../src/questions/turns.js';

function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('takeTurns', () => {
  it('lets an abort end what waits, though all of it was asked at once', async () => {
    const controller = new AbortController();
    const inTurn = takeTurns(unboundedCall(controller.signal));
    const pieces = Array.from({ length: 300 }, () => inTurn(() => work(2)));
    const ended = Promise.allSettled(pieces);
    await sleep(20);
    controller.abort(new Error('gone'));
    const results = await ended;
    expect(results.at(0)?.status).toBe('fulfilled');
    expect(results.at(-1)).toMatchObject({ status: 'rejected', reason: { message: 'gone' } });
  });

  it('goes on after a piece that failed, in order', async () => {
    const inTurn = takeTurns(unboundedCall());
    const order: number[] = [];
    const failed = inTurn(() => {
      throw new Error('one');
    });
    const others = [1, 2, 3].map((number) => inTurn(() => order.push(number)));
    await expect(failed).rejects.toThrow('one');
    await Promise.all(others);
    expect(order).toEqual([1, 2, 3]);
  });
});

import { setImmediate } from 'node:timers/promises';
import { checkCall } from '../graph/call.js';
import type { Call } from '../graph/store.js';

/** After so many milliseconds of work others get their turn. */
const TURN_MS = 10;

/** Does a piece of work when the pieces before it are done. Errors: those of the work, DEADLINE_EXCEEDED, the reason of an abort. */
export type InTurn = <Result>(work: () => Result) => Promise<Result>;

/** Pieces of one question's work, one after another, between which the process serves others and the call can end. */
export function takeTurns(call: Call): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  let turnEnds = performance.now() + TURN_MS;
  return (work) => {
    const own = last.then(async () => {
      if (performance.now() >= turnEnds) {
        await setImmediate();
        turnEnds = performance.now() + TURN_MS;
      }
      checkCall(call, performance.now());
      return work();
    });
    last = own.catch(() => null);
    return own;
  };
}

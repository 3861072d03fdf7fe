import { KnownError } from '../lib/errors.js';
import type { Call, WorkBudget } from './store.js';

/** A budget of `limit` edges that may be looked at; Infinity never ends. */
export function workBudget(limit: number): WorkBudget {
  let left = limit;
  let isSpent = false;
  return {
    spend(amount) {
      if (isSpent) return false;
      if (amount > left) isSpent = true;
      else left -= amount;
      return !isSpent;
    },
    get isSpent() {
      return isSpent;
    },
    get left() {
      return isSpent ? 0 : left;
    },
  };
}

/** A call without deadline and budget: for loading, tools and tests. */
export function unboundedCall(signal: AbortSignal = new AbortController().signal): Call {
  return {
    signal,
    deadline: Number.POSITIVE_INFINITY,
    budget: workBudget(Number.POSITIVE_INFINITY),
  };
}

/** Throws the reason of an aborted signal, or DEADLINE_EXCEEDED once the deadline has passed. `now` is `performance.now()` unless a clock is given. */
export function checkCall(call: Call, now: number = performance.now()): void {
  call.signal.throwIfAborted();
  if (now >= call.deadline) {
    throw new KnownError('DEADLINE_EXCEEDED', 'the question did not end within its deadline');
  }
}

import { KnownError } from '../lib/errors.js';
import type { Call, WorkBudget } from './store.js';

/** A budget of `limit` edges that may be looked at; Infinity never ends. */
export function workBudget(limit: number): WorkBudget {
  return new CountedBudget(limit);
}

/** A class, since one is made for each question, and an object with getters of its own takes many times as long to make. */
class CountedBudget implements WorkBudget {
  isSpent = false;
  #left: number;

  constructor(limit: number) {
    this.#left = limit;
  }

  spend(amount: number): boolean {
    if (this.isSpent) return false;
    if (amount > this.#left) this.isSpent = true;
    else this.#left -= amount;
    return !this.isSpent;
  }

  get left(): number {
    return this.isSpent ? 0 : this.#left;
  }
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

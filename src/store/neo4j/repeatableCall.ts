import type { Call } from '../../graph/store.js';

/** Gives the call for each try of work that may be repeated: a later try takes off the budget only what goes beyond the tries before it. */
export function repeatableCall(call: Call): () => Call {
  const { budget } = call;
  let paid = 0;
  return () => {
    let taken = 0;
    return {
      ...call,
      budget: {
        spend(amount) {
          taken += amount;
          const more = taken - paid;
          if (more <= 0) return !budget.isSpent;
          paid = taken;
          return budget.spend(more);
        },
        get isSpent() {
          return budget.isSpent;
        },
        get left() {
          const left = budget.left ?? Number.POSITIVE_INFINITY;
          return budget.isSpent ? 0 : left + Math.max(0, paid - taken);
        },
      },
    };
  };
}

import type { WorkBudget } from '../../graph/store.js';

/** Rows of a statement that nobody bounded. */
const UNBOUNDED = 1_000_000_000;

/** How many rows a statement may give: one more than the budget has, so that a spent one is seen. */
export function limitOf(budget: WorkBudget): number {
  const { left } = budget;
  return left === undefined || left >= UNBOUNDED ? UNBOUNDED : Math.max(0, Math.floor(left)) + 1;
}

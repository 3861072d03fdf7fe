import type { RequestContext } from '../context.js';
import type { Formula } from '../model.js';
import { judge } from '../needs/judge.js';

/** What a formula comes to over all that is open. */
export type Verdict = 'TRUE' | 'FALSE' | 'OPEN';

/** The verdict of a formula about a request. */
export function verdictOf(formula: Formula, context: RequestContext): Verdict {
  if (formula.kind === 'TRUE' || formula.kind === 'FALSE') return formula.kind;
  return judge(formula, context.domainOf).verdict;
}

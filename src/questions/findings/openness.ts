import { DECISION_ORDER } from '../../graph/edges.js';
import type { Need } from '../../iam/decision.js';
import { limits } from '../../policy/decide/publicPolicy.js';
import { parseOperator } from '../../policy/match/condition/index.js';
import type { Opening } from './openings.js';

/** Keys, beside those of S3's own notion of public, whose fixed values say whom somebody is of. */
const LIMITING = new Set(['kms:calleraccount', 'aws:principalorgpaths', 'aws:sourceorgid', 'aws:sourceorgpaths']);

/** Whether what it needs leaves it to everybody: in some alternative nothing is fixed that says who or from where. */
export function isForEverybody({ decision, needs }: Pick<Opening, 'decision' | 'needs'>): boolean {
  if (decision === 'ALLOWED' || needs === null || needs.truncated) return true;
  return needs.alternatives.some(({ all }) => !all.some(isLimiting));
}

function isLimiting({ key, operator, isNegated, values }: Need): boolean {
  const parsed = parseOperator(operator);
  if (key === null || isNegated || parsed === null) return false;
  const lowerKey = key.toLowerCase();
  if (LIMITING.has(lowerKey))
    return !parsed.base.isNegated && !parsed.ifExists && values.every((value) => !/^[*?]/.test(value));
  return limits({ lowerKey, operator: parsed, values });
}

/** The strongest first: by decision, then in the order in which they were found. */
export function strongestOpening(all: readonly Opening[]): Opening | null {
  return all.toSorted((left, right) => DECISION_ORDER[left.decision] - DECISION_ORDER[right.decision])[0] ?? null;
}

/** Some actions in words: the first three, and how many more. */
export function actionsText(all: readonly Opening[]): string {
  const actions = [...new Set(all.map(({ action }) => action))];
  const shown = actions.slice(0, 3).join(', ');
  return actions.length > 3 ? `${shown} and ${actions.length - 3} more` : shown;
}

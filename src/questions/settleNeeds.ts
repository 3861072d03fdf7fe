import { formulaOf, mapLiterals } from '../derive/position/leave.js';
import type { Judgement } from '../iam/decision.js';
import type { KeyDomain, StatedContext } from '../policy/model.js';
import { judge } from '../policy/needs/index.js';
import type { Conclusion } from './assumption.js';
import { knownOf, settleStated } from './statedAlong.js';

type Decided = Pick<Judgement, 'decision' | 'needs'>;

/**
 * A conclusion that was stored, under what is stated of its request: for what is no single request to enter a role, and is not decided again.
 * Null where it cannot hold. Alternatives that are not shown might hold, so that one that is cut stays open.
 */
export function settleNeeds(conclusion: Conclusion, stated: StatedContext): Conclusion | null {
  const settled = settle(conclusion.judgement, stated);
  return settled === null ? null : { ...conclusion, judgement: { ...conclusion.judgement, ...settled } };
}

/** What a decision that was made with nothing stated is under this; null where it cannot hold. */
export function settle({ decision, needs }: Decided, stated: StatedContext): Decided | null {
  if (needs === null) return { decision, needs };
  const formula = formulaOf(needs, (need) => ({ kind: 'LITERAL', literal: need }));
  const found = judge(
    mapLiterals(formula, (literal) => settleStated(literal, [stated])),
    (literal): KeyDomain => knownOf(literal, [stated]) ?? { mayBeAbsent: true, isMultivalued: false, constraints: [] },
  );
  if (found.verdict === 'TRUE') return { decision: 'ALLOWED', needs: null };
  if (found.verdict === 'OPEN' && found.needs !== null)
    return { decision, needs: { ...found.needs, truncated: found.needs.truncated || needs.truncated } };
  return needs.truncated ? { decision, needs: { alternatives: [], truncated: true } } : null;
}

import { formulaOf, mapLiterals } from '../derive/position/leave.js';
import type { KeyDomain, StatedContext } from '../policy/model.js';
import { judge } from '../policy/needs/index.js';
import type { Conclusion } from './assumption.js';
import { knownOf, settleStated } from './statedAlong.js';

/**
 * A conclusion that was stored, under what is stated of its request: for what is no single request to enter a role, and is not decided again.
 * Null where it cannot hold. Alternatives that are not shown might hold, so that one that is cut stays open.
 */
export function settleNeeds(conclusion: Conclusion, stated: StatedContext): Conclusion | null {
  const { needs } = conclusion.judgement;
  if (needs === null) return conclusion;
  const formula = formulaOf(needs, (need) => ({ kind: 'LITERAL', literal: need }));
  const found = judge(
    mapLiterals(formula, (literal) => settleStated(literal, [stated])),
    (literal): KeyDomain => knownOf(literal, [stated]) ?? { mayBeAbsent: true, isMultivalued: false, constraints: [] },
  );
  if (found.verdict === 'TRUE')
    return { ...conclusion, judgement: { ...conclusion.judgement, decision: 'ALLOWED', needs: null } };
  if (found.verdict === 'OPEN' && found.needs !== null) {
    const settled = { ...found.needs, truncated: found.needs.truncated || needs.truncated };
    return { ...conclusion, judgement: { ...conclusion.judgement, needs: settled } };
  }
  if (!needs.truncated) return null;
  return { ...conclusion, judgement: { ...conclusion.judgement, needs: { alternatives: [], truncated: true } } };
}

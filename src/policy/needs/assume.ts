import { conditionHolds, hasVariable, parseOperator } from '../match/condition/index.js';
import type { Formula, Literal } from '../model.js';
import { FALSE, TRUE } from './formula.js';

/**
 * What a literal on a context key comes to where the key's values are known; null: the request lacks the key.
 * A value with an unfilled variable leaves it as it is while the key is there.
 */
export function assume(literal: Literal, values: readonly string[] | null): Formula {
  const { atom, isNegated } = literal;
  const operator = atom.kind === 'CONTEXT' ? parseOperator(atom.operator) : null;
  if (atom.kind !== 'CONTEXT' || operator === null || (values !== null && atom.values.some(hasVariable))) {
    return { kind: 'LITERAL', literal };
  }
  return conditionHolds(operator, atom.values, values) === isNegated ? FALSE : TRUE;
}

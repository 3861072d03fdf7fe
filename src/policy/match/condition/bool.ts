import { type BaseOperator, matchNothing, type ValueMatcher } from './base.js';

/**
 * Booleans without case.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Boolean
 */
export const BOOL_OPERATORS: readonly BaseOperator[] = [{ name: 'Bool', family: 'BOOL', isNegated: false, compile }];

/** `true` or `false` without case, or null. */
export function parseBool(text: string): boolean | null {
  const lower = text.length > 5 ? '' : text.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : null;
}

function compile(text: string): ValueMatcher {
  const value = parseBool(text);
  return value === null ? matchNothing : (requested) => parseBool(requested) === value;
}

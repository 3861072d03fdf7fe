import { type BaseOperator, matchNothing, type ValueMatcher } from './base.js';
import { hasVariable } from '../policyVariable.js';
import { compileGlob, matchGlob, parseGlob } from './glob.js';

/**
 * `*` and `?` have a meaning in the two …Like operators alone.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String
 */
export const STRING_OPERATORS: readonly BaseOperator[] = [
  { name: 'StringEquals', family: 'STRING', isNegated: false, compile: exact },
  { name: 'StringNotEquals', family: 'STRING', isNegated: true, compile: exact },
  { name: 'StringEqualsIgnoreCase', family: 'STRING', isNegated: false, compile: ignoringCase },
  { name: 'StringNotEqualsIgnoreCase', family: 'STRING', isNegated: true, compile: ignoringCase },
  { name: 'StringLike', family: 'STRING', isNegated: false, compile: like },
  { name: 'StringNotLike', family: 'STRING', isNegated: true, compile: like },
];

function exact(value: string): ValueMatcher {
  if (hasVariable(value)) return matchNothing;
  const literal = value.replaceAll(/\$\{([*?$])\}/g, (_, character: string) => character);
  return (requested) => requested === literal;
}

function ignoringCase(value: string): ValueMatcher {
  if (hasVariable(value)) return matchNothing;
  const glob = parseGlob(value, { wildcards: false, ignoresCase: true });
  return (requested) => matchGlob(glob, requested);
}

function like(value: string): ValueMatcher {
  if (hasVariable(value)) return matchNothing;
  return compileGlob(parseGlob(value, { wildcards: true }));
}

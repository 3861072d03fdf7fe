import { type BaseOperator, matchNothing, type ValueMatcher } from './base.js';
import { hasVariable } from '../policyVariable.js';
import { compileGlob, parseGlob } from './glob.js';
import { rememberLast } from './lastRead.js';

/**
 * ArnEquals and ArnLike are the same, both with wildcards, and compare each of the six parts alone.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export const ARN_OPERATORS: readonly BaseOperator[] = [
  { name: 'ArnEquals', family: 'ARN', isNegated: false, compile: arn },
  { name: 'ArnLike', family: 'ARN', isNegated: false, compile: arn },
  { name: 'ArnNotEquals', family: 'ARN', isNegated: true, compile: arn },
  { name: 'ArnNotLike', family: 'ARN', isNegated: true, compile: arn },
];

/** The six parts as written, the sixth with all further colons; null when there are fewer. */
export function splitArn(text: string): readonly string[] | null {
  const parts: string[] = [];
  let start = 0;
  for (let part = 0; part < 5; part++) {
    const colon = text.indexOf(':', start);
    if (colon < 0) return null;
    parts.push(text.slice(start, colon));
    start = colon + 1;
  }
  parts.push(text.slice(start));
  return parts;
}

const readRequested = rememberLast(splitArn);

function arn(value: string): ValueMatcher {
  const parts = hasVariable(value) ? null : splitArn(value);
  if (parts === null) return matchNothing;
  // A wildcard in the sixth part alone can run over no part's end.
  if (!parts.slice(0, 5).some((part) => /[*?$]/.test(part))) return compileGlob(parseGlob(value, { wildcards: true }));
  const matchers = parts.map((part) => compileGlob(parseGlob(part, { wildcards: true })));
  return (requested) => {
    const found = readRequested(requested);
    return found !== null && matchers.every((matches, index) => matches(found[index] ?? ''));
  };
}

import { type BaseOperator, matchNothing, type ValueMatcher } from './base.js';

/**
 * Bytes in base64, compared byte for byte.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_BinaryEquals
 */
export const BINARY_OPERATORS: readonly BaseOperator[] = [
  { name: 'BinaryEquals', family: 'BINARY', isNegated: false, compile },
];

/** The bytes' one canonical base64 text, or null when the text is not base64. */
export function canonicalBase64(text: string): string | null {
  const bare = /^([A-Za-z0-9+/]*)={0,2}$/.exec(text)?.[1];
  if (bare === undefined) return null;
  return bare.length % 4 === 1 ? null : Buffer.from(bare, 'base64').toString('base64');
}

function compile(text: string): ValueMatcher {
  const value = canonicalBase64(text);
  return value === null ? matchNothing : (requested) => canonicalBase64(requested) === value;
}

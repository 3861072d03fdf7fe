import { type BaseOperator, matchNothing, type ValueMatcher } from './base.js';
import { rememberLast } from './lastRead.js';

/**
 * Integers and decimals, compared as numbers.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric
 */
export const NUMERIC_OPERATORS: readonly BaseOperator[] = [
  numeric('NumericEquals', (requested, value) => requested === value),
  { ...numeric('NumericNotEquals', (requested, value) => requested === value), isNegated: true },
  numeric('NumericLessThan', (requested, value) => requested < value),
  numeric('NumericLessThanEquals', (requested, value) => requested <= value),
  numeric('NumericGreaterThan', (requested, value) => requested > value),
  numeric('NumericGreaterThanEquals', (requested, value) => requested >= value),
];

/** A decimal number as a policy or request writes it, or null. */
export function parseNumber(text: string): number | null {
  if (text.length > 64 || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

const readRequested = rememberLast(parseNumber);

function numeric(name: string, compare: (requested: number, value: number) => boolean): BaseOperator {
  return { name, family: 'NUMERIC', isNegated: false, compile };

  function compile(text: string): ValueMatcher {
    const value = parseNumber(text);
    if (value === null) return matchNothing;
    return (requested) => {
      const number = readRequested(requested);
      return number !== null && compare(number, value);
    };
  }
}

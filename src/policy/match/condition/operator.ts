import { ADDRESS_OPERATORS } from './address.js';
import { ARN_OPERATORS } from './arn.js';
import { type BaseOperator, matchNothing } from './base.js';
import { BINARY_OPERATORS } from './binary.js';
import { BOOL_OPERATORS } from './bool.js';
import { DATE_OPERATORS } from './date.js';
import { NUMERIC_OPERATORS } from './number.js';
import { STRING_OPERATORS } from './string.js';

/** How a key with several values is compared; null: as the one value that it has. */
export type SetPrefix = 'ForAnyValue' | 'ForAllValues';

/** A condition operator with its set prefix and IfExists. */
export interface Operator {
  /** As AWS writes it. */
  readonly text: string;
  readonly base: BaseOperator;
  readonly set: SetPrefix | null;
  readonly ifExists: boolean;
}

/**
 * The presence of a key, not a value of it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null
 */
const NULL_OPERATOR: BaseOperator = {
  name: 'Null',
  family: 'PRESENCE',
  isNegated: false,
  compile: () => matchNothing,
};

const BASES: ReadonlyMap<string, BaseOperator> = new Map(
  [
    ...STRING_OPERATORS,
    ...NUMERIC_OPERATORS,
    ...DATE_OPERATORS,
    ...BOOL_OPERATORS,
    ...BINARY_OPERATORS,
    ...ADDRESS_OPERATORS,
    ...ARN_OPERATORS,
    NULL_OPERATOR,
  ].map((base) => [base.name.toLowerCase(), base]),
);

const SETS: ReadonlyMap<string, SetPrefix> = new Map([
  ['foranyvalue', 'ForAnyValue'],
  ['forallvalues', 'ForAllValues'],
]);

/**
 * Reads an operator as a policy writes it, or gives null. Letter case is ignored: AWS's grammar lists one spelling of each and refuses to
 * store what it does not know, so a stored operator in another case is one that AWS took. `Null` takes neither a set prefix nor IfExists.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists
 */
export function parseOperator(text: string): Operator | null {
  if (text.length > 64) return null;
  const known = operators.get(text);
  if (known !== undefined) return known;
  const operator = readOperator(text);
  if (operators.size >= OPERATORS) operators.clear();
  operators.set(text, operator);
  return operator;
}

/** By their texts: one object for all conditions that use it. */
const operators = new Map<string, Operator | null>();
const OPERATORS = 1024;

function readOperator(text: string): Operator | null {
  const lower = text.toLowerCase();
  const colon = lower.indexOf(':');
  const set = colon < 0 ? null : SETS.get(lower.slice(0, colon));
  if (set === undefined) return null;
  const bare = lower.slice(colon + 1);
  const ifExists = bare.endsWith('ifexists');
  const base = BASES.get(ifExists ? bare.slice(0, -'ifexists'.length) : bare);
  if (base === undefined || (base.family === 'PRESENCE' && (ifExists || set !== null))) return null;
  return { text: `${set === null ? '' : `${set}:`}${base.name}${ifExists ? 'IfExists' : ''}`, base, set, ifExists };
}

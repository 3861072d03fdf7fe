import { recall } from '../../recall.js';
import { type BaseOperator, matchNothing, type ValueMatcher } from './base.js';
import { parseBool } from './bool.js';
import type { Operator } from './operator.js';

/** A condition with its values taken apart, to be asked of many requests. */
export interface CompiledCondition {
  readonly operator: Operator;
  /** What it says of a request without the key. */
  readonly whenAbsent: boolean;
  /** What it says of one value among those of a request; R22: for a negated operator, that no value of the policy matches. */
  readonly valueHolds: (requested: string) => boolean;
  /** What it says of a request: the values of the key, or null where the request does not carry it. */
  readonly holds: (requested: readonly string[] | null) => boolean;
}

/**
 * Takes a condition apart. `values` are texts of a policy, known variables filled in; a value with an unfilled variable matches nothing.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function compileCondition(operator: Operator, values: readonly string[]): CompiledCondition {
  if (operator.base.family === 'PRESENCE') return compilePresence(operator, values);
  const whenAbsent = absentHolds(operator);
  const { set } = operator;
  const { isNegated } = operator.base;
  let matches: ValueMatcher | null = null;
  return { operator, whenAbsent, valueHolds, holds };

  /**
   * To a set operator an empty text is as good as no value: "or the context key value resolves to a null dataset, such as an empty string".
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
   */
  function valueHolds(requested: string): boolean {
    if (set !== null && requested === '') return set === 'ForAllValues';
    return (matches ??= matchAny(values.map((value) => sharedMatcher(operator.base, value))))(requested) !== isNegated;
  }

  function holds(requested: readonly string[] | null): boolean {
    if (requested === null || requested.length === 0) return whenAbsent;
    if (set === null) return isOne(requested) ? valueHolds(requested[0] ?? '') : isNegated;
    return set === 'ForAllValues' ? requested.every(valueHolds) : requested.some(valueHolds);
  }
}

/** By operator and value: many statements of many policies say the same. */
const shared = new Map<string, Map<string, ValueMatcher>>();

function sharedMatcher({ name, compile }: BaseOperator, value: string): ValueMatcher {
  let ofOperator = shared.get(name);
  if (ofOperator === undefined) shared.set(name, (ofOperator = new Map<string, ValueMatcher>()));
  return recall(ofOperator, value, () => compile(value));
}

function matchAny(matchers: readonly ValueMatcher[]): ValueMatcher {
  const [only] = matchers;
  if (only === undefined) return matchNothing;
  if (matchers.length === 1) return only;
  return (requested) => {
    for (const matches of matchers) if (matches(requested)) return true;
    return false;
  };
}

/**
 * Whether a condition holds for a request. `request` null, or empty: the key is absent.
 * A key with several values needs a set operator; without one AWS does not say what happens, and the values are taken to match nothing
 * (`likely`): a positive operator is false, a negated one true.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionHolds(
  operator: Operator,
  values: readonly string[],
  request: readonly string[] | null,
): boolean {
  return compileCondition(operator, values).holds(request);
}

/**
 * R16 to R21. IfExists and ForAllValues hold on a missing key, ForAnyValue does not whatever it is put before, and a negated operator does.
 * Where IfExists stands behind ForAnyValue, IfExists decides: "if the key is not present, evaluate the condition element as true".
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists
 */
function absentHolds(operator: Operator): boolean {
  if (operator.ifExists || operator.set === 'ForAllValues') return true;
  return operator.set === null && operator.base.isNegated;
}

function isOne(requested: readonly string[]): boolean {
  return requested.length === 1 || new Set(requested).size === 1;
}

function compilePresence(operator: Operator, values: readonly string[]): CompiledCondition {
  const wanted = new Set(values.map(parseBool));
  const whenAbsent = wanted.has(true);
  const whenPresent = wanted.has(false);
  return {
    operator,
    whenAbsent,
    valueHolds: () => whenPresent,
    holds: (requested) => (requested === null || requested.length === 0 ? whenAbsent : whenPresent),
  };
}

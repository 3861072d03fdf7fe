import { lowerCaseOf } from './lowerCase.js';
import { type CompiledCondition, compileCondition, hasVariable } from './match/condition/index.js';
import { withoutVariables } from './match/variables.js';
import type { PolicyCondition } from './parse/parsePolicy.js';

/** A condition of a statement. */
export interface StatementCondition extends PolicyCondition {
  /** As written; `values` have what the older version takes for plain text escaped. */
  readonly written: readonly string[];
  readonly lowerKey: string;
  /** No variable has to be filled in first. */
  readonly isFixed: boolean;
  /** Made when it is first asked, since most never are. */
  made: CompiledCondition | null;
}

/**
 * Makes a condition ready to be asked. Variables are replaced in string and ARN conditions only.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse
 */
export function compileStatementCondition(condition: PolicyCondition, hasVariables: boolean): StatementCondition {
  const { key, operator, values: written } = condition;
  const { family } = operator.base;
  const takesVariables = hasVariables && (family === 'STRING' || family === 'ARN');
  const isPlain = !takesVariables && (family === 'STRING' || family === 'ARN');
  const values = isPlain ? withoutAnyVariables(written) : written;
  const isFixed = !takesVariables || !values.some(hasVariable);
  return { key, operator, values, written, lowerKey: lowerCaseOf(key), isFixed, made: null };
}

/** A condition to be asked; null where variables have to be filled in first. */
export function fixedCondition(condition: StatementCondition): CompiledCondition | null {
  if (!condition.isFixed) return null;
  return (condition.made ??= compileCondition(condition.operator, condition.values));
}

function withoutAnyVariables(values: readonly string[]): readonly string[] {
  return values.some((value) => value.includes('$')) ? values.map(withoutVariables) : values;
}

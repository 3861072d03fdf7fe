import type { Effect } from '../iam/decision.js';
import type { Json } from '../lib/json.js';
import { type ActionIndex, indexActions } from './actionIndex.js';
import { lowerCaseOf } from './lowerCase.js';
import { type ActionMatcher, compileActions } from './match/action.js';
import { type CompiledCondition, compileCondition } from './match/condition/index.js';
import { compileResources, type ResourceMatcher } from './match/resource.js';
import { variablesOf, withoutVariables } from './match/variables.js';
import { parsePolicy, type PolicyCondition, type PolicyStatement, type Selection } from './parse/parsePolicy.js';
import type { PrincipalElement } from './parse/principal.js';

/** A condition ready to be asked. `fixed` is null where variables have to be filled in first. */
export interface StatementCondition extends PolicyCondition {
  /** As written; `values` have what the older version takes for plain text escaped. */
  readonly written: readonly string[];
  readonly lowerKey: string;
  readonly fixed: CompiledCondition | null;
}

/** A statement with its matchers. */
export interface CompiledStatement {
  readonly index: number;
  /** JSON pointer to it in its document. */
  readonly pointer: string;
  readonly sid: string | null;
  readonly effect: Effect;
  readonly principals: { readonly isNot: boolean; readonly elements: readonly PrincipalElement[] } | null;
  readonly actions: Selection;
  readonly resources: Selection | null;
  /** Lower-case condition keys and variables that it mentions, sorted. */
  readonly keys: readonly string[];
  readonly conditions: readonly StatementCondition[];
  readonly matchAction: ActionMatcher;
  readonly matchResource: ResourceMatcher;
}

/** A policy compiled once, to be asked of many requests. */
export interface CompiledPolicy {
  readonly hasVariables: boolean;
  readonly statements: readonly CompiledStatement[];
  readonly about: ActionIndex;
}

/** Compiles a document that `checkDocument` does not refuse; any other is a fault of the product. The caller keeps the result. */
export function compilePolicy(document: Json): CompiledPolicy {
  const { hasVariables, statements: written } = parsePolicy(document);
  const statements = written.map((statement) => compileStatement(statement, hasVariables));
  return { hasVariables, statements, about: indexActions(statements) };
}

/** The statements that can be about an action, in order. The action may be in any case. */
export function statementsFor(policy: CompiledPolicy, action: string): readonly CompiledStatement[] {
  return policy.about(lowerCaseOf(action)).map(({ statement }) => statement);
}

function compileStatement(statement: PolicyStatement, hasVariables: boolean): CompiledStatement {
  const conditions = statement.conditions.map((condition) => compileStatementCondition(condition, hasVariables));
  return {
    index: statement.index,
    pointer: statement.pointer,
    sid: statement.sid,
    effect: statement.effect,
    principals: statement.principals,
    actions: statement.actions,
    resources: statement.resources,
    keys: keysOf(conditions, hasVariables ? statement.resources : null),
    conditions,
    matchAction: compileActions(statement.actions),
    matchResource: compileResources(statement.resources, hasVariables),
  };
}

function keysOf(conditions: readonly StatementCondition[], resources: Selection | null): readonly string[] {
  const variables = (resources?.values ?? []).flatMap(variablesOf);
  if (conditions.length === 0 && variables.length === 0) return NO_KEYS;
  const keys = conditions.flatMap(({ lowerKey, values }) => [lowerKey, ...values.flatMap(variablesOf)]);
  return [...new Set([...keys, ...variables])].toSorted();
}

const NO_KEYS: readonly string[] = [];

/**
 * Variables are replaced in string and ARN conditions only.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse
 */
function compileStatementCondition(condition: PolicyCondition, hasVariables: boolean): StatementCondition {
  const { family } = condition.operator.base;
  const takesVariables = hasVariables && (family === 'STRING' || family === 'ARN');
  const isPlain = !takesVariables && (family === 'STRING' || family === 'ARN');
  const values = isPlain ? condition.values.map(withoutVariables) : condition.values;
  const isFixed = !takesVariables || !values.some((value) => variablesOf(value).length > 0);
  return {
    ...condition,
    written: condition.values,
    values,
    lowerKey: lowerCaseOf(condition.key),
    fixed: isFixed ? compileCondition(condition.operator, values) : null,
  };
}

import type { Effect } from '../iam/decision.js';
import type { Json } from '../lib/json.js';
import { type ActionMatcher, compileActions, servicesOf } from './match/action.js';
import { type CompiledCondition, compileCondition } from './match/condition/index.js';
import { compileResources, type ResourceMatcher } from './match/resource.js';
import { variablesOf, withoutVariables } from './match/variables.js';
import { parsePolicy, type PolicyCondition, type PolicyStatement, type Selection } from './parse/parsePolicy.js';
import type { PrincipalElement } from './parse/principal.js';

/** A condition ready to be asked. `fixed` is null where variables have to be filled in first. */
export interface StatementCondition extends PolicyCondition {
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
  /** Statements that can be about a service's actions, by its lower-case prefix; those of any service are in each. */
  readonly byService: ReadonlyMap<string, readonly CompiledStatement[]>;
  /** Statements that can be about the actions of any service. */
  readonly ofAnyService: readonly CompiledStatement[];
}

/** Compiles a document that `checkDocument` does not refuse; any other is a fault of the product. The caller keeps the result. */
export function compilePolicy(document: Json): CompiledPolicy {
  const parsed = parsePolicy(document);
  const statements = parsed.statements.map((statement) => compileStatement(statement, parsed.hasVariables));
  const services = statements.map((statement) => servicesOf(statement.actions));
  const named = new Set(services.flatMap((found) => [...(found ?? [])]));
  const select = (isWanted: (services: ReadonlySet<string> | null) => boolean): readonly CompiledStatement[] =>
    statements.filter((_, index) => isWanted(services[index] ?? null));
  return {
    hasVariables: parsed.hasVariables,
    statements,
    byService: new Map(
      [...named].map((service) => [service, select((found) => found === null || found.has(service))] as const),
    ),
    ofAnyService: select((found) => found === null),
  };
}

/** A statement that is about an action, and the pattern that says so. */
export interface MatchedStatement {
  readonly statement: CompiledStatement;
  readonly matchedAction: string;
}

/** What was found for an action before, by policy. */
const foundBefore = new WeakMap<CompiledPolicy, Map<string, readonly MatchedStatement[]>>();
const REMEMBERED = 64;

/** The statements that can be about an action, in order. The action may be in any case. */
export function statementsFor(policy: CompiledPolicy, action: string): readonly CompiledStatement[] {
  return matchedStatements(policy, action.toLowerCase()).map(({ statement }) => statement);
}

/** The same with the patterns; the action is in lower case. */
export function matchedStatements(policy: CompiledPolicy, action: string): readonly MatchedStatement[] {
  let found = foundBefore.get(policy);
  const known = found?.get(action);
  if (known !== undefined) return known;
  if (found === undefined) foundBefore.set(policy, (found = new Map<string, readonly MatchedStatement[]>()));
  if (found.size >= REMEMBERED) found.clear();
  const matched = findStatements(policy, action);
  found.set(action, matched);
  return matched;
}

function findStatements(policy: CompiledPolicy, action: string): readonly MatchedStatement[] {
  const service = action.slice(0, Math.max(0, action.indexOf(':')));
  const matched: MatchedStatement[] = [];
  for (const statement of policy.byService.get(service) ?? policy.ofAnyService) {
    const matchedAction = statement.matchAction(action);
    if (matchedAction !== null) matched.push({ statement, matchedAction });
  }
  return matched;
}

function compileStatement(statement: PolicyStatement, hasVariables: boolean): CompiledStatement {
  const conditions = statement.conditions.map((condition) => compileStatementCondition(condition, hasVariables));
  const variables = hasVariables ? (statement.resources?.values ?? []).flatMap(variablesOf) : [];
  const keys = [
    ...conditions.flatMap(({ lowerKey, values }) => [lowerKey, ...values.flatMap(variablesOf)]),
    ...variables,
  ];
  return {
    index: statement.index,
    pointer: statement.pointer,
    sid: statement.sid,
    effect: statement.effect,
    principals: statement.principals,
    actions: statement.actions,
    resources: statement.resources,
    keys: [...new Set(keys)].toSorted(),
    conditions,
    matchAction: compileActions(statement.actions),
    matchResource: compileResources(statement.resources, hasVariables),
  };
}

/**
 * Variables are replaced in string and ARN conditions only.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse
 */
function compileStatementCondition(condition: PolicyCondition, hasVariables: boolean): StatementCondition {
  const { family } = condition.operator.base;
  const takesVariables = hasVariables && (family === 'STRING' || family === 'ARN');
  const values =
    takesVariables || (family !== 'STRING' && family !== 'ARN')
      ? condition.values
      : condition.values.map(withoutVariables);
  const isFixed = !takesVariables || !values.some((value) => variablesOf(value).length > 0);
  return {
    ...condition,
    values,
    lowerKey: condition.key.toLowerCase(),
    fixed: isFixed ? compileCondition(condition.operator, values) : null,
  };
}

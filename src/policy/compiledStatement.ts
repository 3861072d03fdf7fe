import { compileStatementCondition, type StatementCondition } from './compiledCondition.js';
import { type ActionMatcher, compileActions } from './match/action.js';
import { compileResources, type ResourceMatcher } from './match/resource.js';
import type { PolicyStatement } from './parse/parsePolicy.js';

/** A statement, and its matchers once they are asked. */
export interface CompiledStatement extends Omit<PolicyStatement, 'conditions'> {
  readonly conditions: readonly StatementCondition[];
  /** Variables are replaced in it. */
  readonly hasVariables: boolean;
  /** Made when they are first asked, since most never are. */
  madeActions: ActionMatcher | null;
  madeResources: ResourceMatcher | null;
}

/** Makes a statement ready to be asked. */
export function compileStatement(statement: PolicyStatement, hasVariables: boolean): CompiledStatement {
  const conditions = statement.conditions.map((condition) => compileStatementCondition(condition, hasVariables));
  return {
    index: statement.index,
    pointer: statement.pointer,
    sid: statement.sid,
    effect: statement.effect,
    principals: statement.principals,
    actions: statement.actions,
    resources: statement.resources,
    conditions,
    hasVariables,
    madeActions: null,
    madeResources: null,
  };
}

/** Whether a statement is about an action. */
export function actionsOf(statement: CompiledStatement): ActionMatcher {
  return (statement.madeActions ??= compileActions(statement.actions));
}

/** The same, without the pattern that says so. The action is in lower case. */
export function isAboutAction(statement: CompiledStatement, action: string): boolean {
  return actionsOf(statement)(action) !== null;
}

/** Whether a statement is about a resource. */
export function resourcesOf(statement: CompiledStatement): ResourceMatcher {
  return (statement.madeResources ??= compileResources(statement.resources, statement.hasVariables));
}

import { fixedCondition, type StatementCondition } from '../compiledCondition.js';
import type { RequestContext } from '../context.js';
import { compileCondition, hasVariable } from '../match/condition/index.js';
import { escapeText, fillVariables, parseVariable } from '../match/variables.js';
import type { Formula } from '../model.js';
import { FALSE, literal, TRUE } from '../needs/formula.js';

/** What a condition comes to in a request; open, it names no statement yet. */
export function askCondition(condition: StatementCondition, context: RequestContext): Formula {
  const fixed = fixedCondition(condition);
  const state = context.stateOf(condition.lowerKey);
  if (fixed !== null && state.kind === 'ABSENT') return fixed.whenAbsent ? TRUE : FALSE;
  if (fixed !== null && state.kind === 'VALUES') return fixed.holds(state.values) ? TRUE : FALSE;
  const { key, operator, lowerKey } = condition;
  const values = fixed === null ? filledValues(condition, context) : condition.values;
  if (state.kind === 'OPEN') {
    const asked = possible(lowerKey, condition, values, context);
    return literal({ kind: 'CONTEXT', key, operator: operator.text, values: asked, statement: null });
  }
  const compiled = compileCondition(operator, values);
  if (state.kind === 'ABSENT') return compiled.whenAbsent ? TRUE : FALSE;
  if (!values.some(hasVariable)) return compiled.holds(state.values) ? TRUE : FALSE;
  return (
    turned(condition, values, state.values) ??
    literal({ kind: 'CONTEXT', key, operator: operator.text, values, statement: null })
  );
}

/** Its values with what is known of variables filled in. A variable without a value makes its text match nothing: it goes. */
export function filledValues({ values }: StatementCondition, context: RequestContext): readonly string[] {
  return values.map((value) => fillVariables(value, context.stateOf)).filter((value) => value !== null);
}

/** A known key compared with one open variable is the variable compared with the key's value. */
function turned(condition: StatementCondition, values: readonly string[], known: readonly string[]): Formula | null {
  const { operator } = condition;
  const [only = ''] = values;
  const [value = ''] = known;
  const variable = /^\$\{([^{}]+)\}$/.exec(only);
  if (values.length !== 1 || known.length !== 1 || variable === null) return null;
  if (operator.set !== null || !/^String(?:Not)?(?:Equals|Like)$/.test(operator.base.name)) return null;
  const { key, fallback } = parseVariable(variable[1] ?? '');
  if (fallback !== null) return null;
  const base = operator.base.isNegated ? 'StringNotEquals' : 'StringEquals';
  return literal({ kind: 'CONTEXT', key, operator: base, values: [escapeText(value)], statement: null });
}

/** Values that a caller outside every known account can have: none that name such an account. Nobody has the id of somebody else. */
function possible(
  lowerKey: string,
  { operator }: StatementCondition,
  values: readonly string[],
  { request: { caller } }: RequestContext,
): readonly string[] {
  if ((caller.kind !== 'ANYONE' && caller.kind !== 'ACCOUNT') || operator.base.family === 'PRESENCE') return values;
  const { knownIds = [] } = caller;
  const isKnown = (account: string): boolean => caller.kind === 'ANYONE' && caller.knownAccounts.includes(account);
  const isOfKnown = (id: string): boolean => isKnown(id) || knownIds.includes(id);
  if (lowerKey === 'aws:userid') return values.filter((value) => !isOfKnown(value.split(':')[0] ?? ''));
  if (lowerKey === 'aws:principalaccount') return values.filter((value) => !isKnown(value));
  if (lowerKey === 'aws:principalarn') return values.filter((value) => !isKnown(value.split(':')[4] ?? ''));
  return values;
}

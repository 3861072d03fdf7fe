import type { ConditionCheck, StatementReference } from '../../iam/decision.js';
import type { MatchedStatement } from '../actionIndex.js';
import type { CompiledStatement, StatementCondition } from '../compile.js';
import type { RequestContext } from '../context.js';
import { compileCondition, hasVariable, parseOperator } from '../match/condition/index.js';
import { type GrantKind, matchPrincipals } from '../match/principal.js';
import { escapeText, fillVariables, parseVariable } from '../match/variables.js';
import type { AttachedPolicy, Formula } from '../model.js';
import { and, FALSE, literal, or, TRUE } from '../needs/formula.js';
import type { SeenStatement } from './layer.js';

/** What a statement says of a request whose action it is about, or null where it is about another caller or resource. */
export function evaluateStatement(
  { statement, matchedAction }: MatchedStatement,
  attached: AttachedPolicy,
  context: RequestContext,
): SeenStatement | null {
  const { request, stateOf } = context;
  const resource = statement.matchResource(request.resource.arn, stateOf);
  if (resource.formula.kind === 'FALSE') return null;
  const principal = matchPrincipals(statement, request.caller);
  if (principal === null) return null;
  let made: StatementReference | null = null;
  const reference = (): StatementReference =>
    (made ??= {
      effect: statement.effect,
      policy: attached.id,
      policyName: attached.name,
      attachedTo: attached.attachedTo,
      sid: statement.sid,
      index: statement.index,
      pointer: statement.pointer,
      matchedAction,
      matchedResource: resource.matched,
      matchedPrincipal: principal.matched,
      conditions: statement.conditions.map((condition) => checkOf(condition, context)),
    });
  const formula = bind(together(resource.formula, statement.conditions, context), reference);
  if (principal.grants.DIRECT.kind === 'TRUE') {
    const grants = formula.kind === 'FALSE' ? NO_GRANTS : { DIRECT: formula, ROLE: FALSE, ACCOUNT: FALSE };
    return { effect: statement.effect, formula, grants, reference };
  }
  const grant = (kind: GrantKind): Formula => and([bind(principal.grants[kind], reference), formula]);
  const grants = { DIRECT: grant('DIRECT'), ROLE: grant('ROLE'), ACCOUNT: grant('ACCOUNT') };
  return { effect: statement.effect, formula: or([grants.DIRECT, grants.ROLE, grants.ACCOUNT]), grants, reference };
}

/** Whether what a statement says is the same for every request about its actions. */
export function isSaidToAll({ principals, resources, conditions }: CompiledStatement): boolean {
  if (conditions.length > 0) return false;
  if (resources !== null && (resources.isNot || resources.values[0] !== '*')) return false;
  return principals === null || (!principals.isNot && principals.elements[0]?.kind === 'EVERYONE');
}

const NO_GRANTS: Readonly<Record<GrantKind, Formula>> = { DIRECT: FALSE, ROLE: FALSE, ACCOUNT: FALSE };

/** All that has to hold; what follows something that does not is not asked. */
function together(resource: Formula, conditions: readonly StatementCondition[], context: RequestContext): Formula {
  let open: Formula[] | null = null;
  for (const condition of conditions) {
    const formula = ask(condition, context);
    if (formula.kind === 'FALSE') return FALSE;
    if (formula.kind !== 'TRUE') (open ??= [resource]).push(formula);
  }
  return open === null ? resource : and(open);
}

function ask(condition: StatementCondition, context: RequestContext): Formula {
  const { key, operator, lowerKey, fixed } = condition;
  const state = context.stateOf(lowerKey);
  if (fixed !== null && state.kind === 'ABSENT') return fixed.whenAbsent ? TRUE : FALSE;
  if (fixed !== null && state.kind === 'VALUES') return fixed.holds(state.values) ? TRUE : FALSE;
  const values = fixed === null ? fillAll(condition.values, context) : condition.values;
  if (state.kind === 'OPEN') {
    return literal({
      kind: 'CONTEXT',
      key,
      operator: operator.text,
      values: possible(lowerKey, operator.text, values, context),
      statement: null,
    });
  }
  const compiled = compileCondition(operator, values);
  if (state.kind === 'ABSENT') return compiled.whenAbsent ? TRUE : FALSE;
  if (!values.some(hasVariable)) return compiled.holds(state.values) ? TRUE : FALSE;
  return (
    turned(condition, values, state.values) ??
    literal({ kind: 'CONTEXT', key, operator: operator.text, values, statement: null })
  );
}

/** How a condition came out, for the evidence. */
function checkOf(condition: StatementCondition, context: RequestContext): ConditionCheck {
  const { key, operator, written, fixed } = condition;
  const { kind } = ask(condition, context);
  return {
    key,
    operator: operator.text,
    values: fixed === null ? fillAll(condition.values, context) : written,
    outcome: kind === 'TRUE' ? 'MET' : kind === 'FALSE' ? 'NOT_MET' : 'OPEN',
  };
}

/** A variable without a value makes its text match nothing: it goes. */
function fillAll(values: readonly string[], context: RequestContext): readonly string[] {
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

/** Values that a caller outside every known account can have: none that name such an account. */
function possible(
  lowerKey: string,
  operatorText: string,
  values: readonly string[],
  { request: { caller } }: RequestContext,
): readonly string[] {
  if (caller.kind !== 'ANYONE' || parseOperator(operatorText)?.base.family === 'PRESENCE') return values;
  const isKnown = (account: string): boolean => caller.knownAccounts.includes(account);
  if (lowerKey === 'aws:principalaccount') return values.filter((value) => !isKnown(value));
  if (lowerKey === 'aws:principalarn') return values.filter((value) => !isKnown(value.split(':')[4] ?? ''));
  return values;
}

/** Puts the statement that asks into every atom. */
function bind(formula: Formula, reference: () => StatementReference): Formula {
  switch (formula.kind) {
    case 'TRUE':
    case 'FALSE':
      return formula;
    case 'LITERAL': {
      const { atom } = formula.literal;
      if (atom.kind === 'UNREAD') return formula;
      return { kind: 'LITERAL', literal: { ...formula.literal, atom: { ...atom, statement: reference() } } };
    }
    case 'AND':
    case 'OR':
      return { kind: formula.kind, of: formula.of.map((part) => bind(part, reference)) };
  }
}

import type { ConditionCheck, StatementReference } from '../../iam/decision.js';
import type { CompiledStatement, StatementCondition } from '../compile.js';
import type { RequestContext } from '../context.js';
import { type CompiledCondition, compileCondition, hasVariable, parseOperator } from '../match/condition/index.js';
import { matchPrincipals } from '../match/principal.js';
import { escapeText, fillVariables, parseVariable } from '../match/variables.js';
import type { AttachedPolicy, Formula } from '../model.js';
import { and, FALSE, literal, or, TRUE } from '../needs/formula.js';
import type { SeenStatement } from './layer.js';

/** What a statement says of a request whose action it is about, or null where it is about another caller or resource. */
export function evaluateStatement(
  statement: CompiledStatement,
  attached: AttachedPolicy,
  context: RequestContext,
): SeenStatement | null {
  const { request, stateOf } = context;
  const resource = statement.matchResource(request.resource.arn, stateOf);
  if (resource.formula.kind === 'FALSE') return null;
  const found = statement.conditions.map((condition) => ask(condition, context));
  const reference: StatementReference = {
    effect: statement.effect,
    policy: attached.id,
    policyName: attached.name,
    attachedTo: attached.attachedTo,
    sid: statement.sid,
    index: statement.index,
    pointer: statement.pointer,
    matchedAction: statement.matchAction(context.action),
    matchedResource: resource.matched,
    matchedPrincipal: null,
    conditions: found.map(({ check }) => check),
  };
  const principal = matchPrincipals(statement, request.caller, reference);
  const named = or(Object.values(principal.grants));
  if (named.kind === 'FALSE') return null;
  const whole = principal.matched === null ? reference : { ...reference, matchedPrincipal: principal.matched };
  const bound = and([resource.formula, ...found.map(({ formula }) => formula)]);
  const formula = bind(bound, whole);
  return {
    effect: statement.effect,
    formula: and([named, formula]),
    grants: {
      DIRECT: and([principal.grants.DIRECT, formula]),
      ROLE: and([principal.grants.ROLE, formula]),
      ACCOUNT: and([principal.grants.ACCOUNT, formula]),
    },
    reference: whole,
  };
}

interface Asked {
  readonly formula: Formula;
  readonly check: ConditionCheck;
}

function ask(condition: StatementCondition, context: RequestContext): Asked {
  const { key, operator, lowerKey, fixed } = condition;
  const values = fixed === null ? fillAll(condition.values, context) : condition.values;
  const state = context.stateOf(lowerKey);
  const settled = (holds: boolean): Asked => ({
    formula: holds ? TRUE : FALSE,
    check: { key, operator: operator.text, values, outcome: holds ? 'MET' : 'NOT_MET' },
  });
  if (state.kind === 'OPEN') {
    return {
      formula: literal({
        kind: 'CONTEXT',
        key,
        operator: operator.text,
        values: possible(lowerKey, operator.text, values, context),
        statement: null,
      }),
      check: { key, operator: operator.text, values, outcome: 'OPEN' },
    };
  }
  const compiled: CompiledCondition = fixed ?? compileCondition(operator, values);
  if (state.kind === 'ABSENT') return settled(compiled.whenAbsent);
  if (fixed !== null || !values.some(hasVariable)) return settled(compiled.holds(state.values));
  return {
    formula:
      turned(condition, values, state.values) ??
      literal({ kind: 'CONTEXT', key, operator: operator.text, values, statement: null }),
    check: { key, operator: operator.text, values, outcome: 'OPEN' },
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
function bind(formula: Formula, statement: StatementReference): Formula {
  switch (formula.kind) {
    case 'TRUE':
    case 'FALSE':
      return formula;
    case 'LITERAL': {
      const { atom } = formula.literal;
      if (atom.kind !== 'CONTEXT') return formula;
      return { kind: 'LITERAL', literal: { ...formula.literal, atom: { ...atom, statement } } };
    }
    case 'AND':
    case 'OR':
      return { kind: formula.kind, of: formula.of.map((part) => bind(part, statement)) };
  }
}

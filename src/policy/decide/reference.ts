import type { ConditionCheck, ConditionOutcome, StatementReference } from '../../iam/decision.js';
import type { MatchedStatement } from '../actionIndex.js';
import type { StatementCondition } from '../compiledCondition.js';
import type { RequestContext } from '../context.js';
import type { AttachedPolicy, Formula } from '../model.js';
import { filledValues } from './condition.js';

/** What of a statement named the request, and how its conditions came out, in order: one of `+`, `-` and `?` for each. */
export interface Trace {
  readonly resource: string | null;
  readonly principal: string | null;
  outcomes: string;
}

/** The mark of a condition's formula in a trace. */
export function markOf({ kind }: Formula): string {
  return kind === 'TRUE' ? '+' : kind === 'FALSE' ? '-' : '?';
}

const OUTCOMES: Readonly<Record<string, ConditionOutcome>> = { '+': 'MET', '-': 'NOT_MET', '?': 'OPEN' };

/** The statement as evidence and needs name it; the same object as last time where it would say the same. */
export function nameStatement(
  matched: MatchedStatement,
  attached: AttachedPolicy,
  trace: Trace,
  context: RequestContext,
): StatementReference {
  const { statement, last } = matched;
  if (last !== null && last.outcomes === trace.outcomes && isNamed(last.reference, attached, trace)) {
    return last.reference;
  }
  const reference: StatementReference = {
    effect: statement.effect,
    policy: attached.id,
    policyName: attached.name,
    attachedTo: attached.attachedTo,
    sid: statement.sid,
    index: statement.index,
    pointer: statement.pointer,
    matchedAction: matched.matchedAction,
    matchedResource: trace.resource,
    matchedPrincipal: trace.principal,
    conditions: statement.conditions.map((condition, index) => checkOf(condition, trace.outcomes[index], context)),
  };
  // What is filled into variables is of this request.
  if (statement.conditions.every(({ isFixed }) => isFixed)) {
    matched.last = { reference, outcomes: trace.outcomes };
  }
  return reference;
}

function isNamed(reference: StatementReference, attached: AttachedPolicy, trace: Trace): boolean {
  return (
    reference.matchedResource === trace.resource &&
    reference.matchedPrincipal === trace.principal &&
    reference.policy === attached.id &&
    reference.attachedTo === attached.attachedTo &&
    reference.policyName === attached.name
  );
}

/** How a condition came out, for the evidence. */
function checkOf(condition: StatementCondition, mark: string | undefined, context: RequestContext): ConditionCheck {
  const { key, operator, written, isFixed } = condition;
  return {
    key,
    operator: operator.text,
    values: isFixed ? written : filledValues(condition, context),
    outcome: OUTCOMES[mark ?? ''] ?? 'OPEN',
  };
}

/** Puts the statement that asks into every atom, where it was named. */
export function bind(formula: Formula, statement: StatementReference | null): Formula {
  if (statement === null) return formula;
  switch (formula.kind) {
    case 'TRUE':
    case 'FALSE':
      return formula;
    case 'LITERAL': {
      const { atom } = formula.literal;
      if (atom.kind === 'UNREAD') return formula;
      return { kind: 'LITERAL', literal: { ...formula.literal, atom: { ...atom, statement } } };
    }
    case 'AND':
    case 'OR':
      return { kind: formula.kind, of: formula.of.map((part) => bind(part, statement)) };
  }
}

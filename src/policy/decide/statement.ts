import type { MatchedStatement } from '../actionIndex.js';
import type { StatementCondition } from '../compiledCondition.js';
import { type CompiledStatement, resourcesOf } from '../compiledStatement.js';
import type { RequestContext } from '../context.js';
import { matchAskedPattern } from '../match/resourcePattern.js';
import { partitionOf, requestedResource } from '../match/requestedResource.js';
import { matchPrincipals } from '../match/principal.js';
import type { AttachedPolicy, Formula } from '../model.js';
import { and, both, FALSE } from '../needs/formula.js';
import { askCondition } from './condition.js';
import { bind, markOf, nameStatement, type Trace } from './reference.js';
import { speak, type Voices } from './voices.js';

/** Adds what a statement says of a request whose action it is about; nothing where it is about another caller or resource. */
export function hearStatement(
  matched: MatchedStatement,
  attached: AttachedPolicy,
  context: RequestContext,
  voices: Voices,
  entered: string | null,
): void {
  const { statement } = matched;
  const { arn, isPattern, bounds } = context.request.resource;
  const resource =
    isPattern === true
      ? matchAskedPattern(statement.resources, statement.hasVariables, { arn, bounds }, context.stateOf)
      : resourcesOf(statement)(
          requestedResource(context.action, arn, partitionOf(context.request.caller)),
          context.stateOf,
        );
  if (resource.formula.kind === 'FALSE') return;
  const principal = matchPrincipals(statement, context.request.caller, entered);
  if (principal === null) return;
  const trace: Trace | null = context.isTold
    ? { resource: resource.matched, principal: principal.matched, outcomes: '' }
    : null;
  const asked = together(resource.formula, statement.conditions, context, trace);
  const reference = trace === null ? null : nameStatement(matched, attached, trace, context);
  const holds = bind(asked, reference);
  const { DIRECT, ROLE, ACCOUNT } = principal.grants;
  if (DIRECT.kind === 'TRUE') speak(voices, matched, reference, holds, FALSE, FALSE);
  else {
    const direct = both(bind(DIRECT, reference), holds);
    const role = both(bind(ROLE, reference), holds);
    speak(voices, matched, reference, direct, role, both(bind(ACCOUNT, reference), holds));
  }
}

/** Whether what a statement says is the same for every request about its actions. */
export function isSaidToAll({ principals, resources, conditions }: CompiledStatement): boolean {
  if (conditions.length > 0) return false;
  if (resources !== null && (resources.isNot || resources.values[0] !== '*')) return false;
  return principals === null || (!principals.isNot && principals.elements[0]?.kind === 'EVERYONE');
}

/** All that has to hold. Unless it is traced, what follows something that does not is not asked. */
function together(
  resource: Formula,
  conditions: readonly StatementCondition[],
  context: RequestContext,
  trace: Trace | null,
): Formula {
  let isFalse = false;
  let open: Formula[] | null = null;
  for (const condition of conditions) {
    const formula = askCondition(condition, context);
    if (trace !== null) trace.outcomes += markOf(formula);
    if (formula.kind === 'FALSE') {
      if (trace === null) return FALSE;
      isFalse = true;
    } else if (formula.kind !== 'TRUE') (open ??= [resource]).push(formula);
  }
  if (isFalse) return FALSE;
  return open === null ? resource : and(open);
}

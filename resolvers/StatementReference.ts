import { nodeOf } from '../src/questions/facts.js';
import { attachedTo, statementText } from '../src/questions/statement.js';
import type { StatementReferenceResolvers } from './generated/types.js';

export const StatementReference: StatementReferenceResolvers = {
  effect: (statementReference) => statementReference.effect,
  policy: (reference, _arguments, context, info) => nodeOf(context.ask(info), 'Policy', reference.policy),
  policyName: (statementReference) => statementReference.policyName,
  attachedTo: (reference, _arguments, context, info) => attachedTo(context.ask(info), reference.attachedTo),
  sid: (statementReference) => statementReference.sid,
  index: (statementReference) => statementReference.index,
  pointer: (statementReference) => statementReference.pointer,
  statement: (reference, _arguments, context, info) => statementText(context.ask(info), reference),
  matchedAction: (statementReference) => statementReference.matchedAction,
  matchedResource: (statementReference) => statementReference.matchedResource,
  matchedPrincipal: (statementReference) => statementReference.matchedPrincipal,
  conditions: (statementReference) => statementReference.conditions,
};

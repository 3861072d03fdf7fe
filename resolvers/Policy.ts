import { accountOf, anyNode, attachedToOf, documentOf, statementsOf } from '../src/questions/facts.js';
import type { PolicyResolvers } from './generated/types.js';

export const Policy: PolicyResolvers = {
  id: (node) => node.id,
  arn: (node) => node.arn,
  name: (node) => node.name,
  account: (node, _arguments, context, info) => accountOf(context.ask(info), node),
  kind: (node) => node.kind,
  owner: (node, _arguments, context, info) => anyNode(context.ask(info), node.ownerId),
  versionId: (node) => node.versionId,
  document: (node, _arguments, context, info) => documentOf(context.ask(info), node),
  statements: (node, _arguments, context, info) => statementsOf(context.ask(info), node),
  attachedTo: (node, page, context, info) => attachedToOf(context.ask(info), node, page),
  isSubstitute: (node) => node.isSubstitute,
};

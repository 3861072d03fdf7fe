import { administrator } from '../src/questions/administrator.js';
import { accountOf, attachments, nodeOf } from '../src/questions/facts.js';
import type { FederatedIdentityResolvers } from './generated/types.js';

export const FederatedIdentity: FederatedIdentityResolvers = {
  id: (node) => node.id,
  arn: (node) => node.arn,
  name: (node) => node.name,
  account: (node, _arguments, context, info) => accountOf(context.ask(info), node),
  policies: (node, _arguments, context, info) => attachments(context.ask(info), node.id),
  administrator: (node, _arguments, context, info) => administrator(context.ask(info), node),
  providerName: (node) => node.providerName,
  provider: (node, _arguments, context, info) => nodeOf(context.ask(info), 'IdentityProvider', node.providerId),
  claims: (node) => node.claims,
};

import { present } from '../src/lib/invariant.js';
import { promisedAccountOf } from '../src/questions/facts.js';
import type { IdentityProviderResolvers } from './generated/types.js';

export const IdentityProvider: IdentityProviderResolvers = {
  id: (node) => node.id,
  arn: (node) => present(node.arn, `${node.id} should have an ARN`),
  name: (node) => node.name,
  account: (node, _arguments, context, info) => promisedAccountOf(context.ask(info), node),
  kind: (node) => node.kind,
  url: (node) => node.url,
  clientIds: (node) => node.clientIds,
};

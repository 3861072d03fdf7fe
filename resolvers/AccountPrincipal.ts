import { administrator } from '../src/questions/administrator.js';
import { present } from '../src/lib/invariant.js';
import { attachments, promisedAccountOf } from '../src/questions/facts.js';
import type { AccountPrincipalResolvers } from './generated/types.js';

export const AccountPrincipal: AccountPrincipalResolvers = {
  id: (node) => node.id,
  arn: (node) => present(node.arn, `${node.id} should have an ARN`),
  name: (node) => node.name,
  account: (node, _arguments, context, info) => promisedAccountOf(context.ask(info), node),
  policies: (node, _arguments, context, info) => attachments(context.ask(info), node.id),
  administrator: (node, _arguments, context, info) => administrator(context.ask(info), node),
};

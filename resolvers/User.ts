import { administrator } from '../src/questions/administrator.js';
import { present } from '../src/lib/invariant.js';
import { attachments, promisedAccountOf, relatedOf } from '../src/questions/facts.js';
import type { UserResolvers } from './generated/types.js';

export const User: UserResolvers = {
  id: (node) => node.id,
  arn: (node) => present(node.arn, `${node.id} should have an ARN`),
  name: (node) => node.name,
  account: (node, _arguments, context, info) => promisedAccountOf(context.ask(info), node),
  policies: (node, _arguments, context, info) => attachments(context.ask(info), node.id),
  administrator: (node, _arguments, context, info) => administrator(context.ask(info), node),
  isCollected: (node) => node.isCollected,
  uniqueId: (node) => node.uniqueId,
  path: (node) => node.path,
  createdAt: (node) => node.createdAt,
  tags: (node) => node.tags,
  groups: (node, _arguments, context, info) => relatedOf(context.ask(info), 'Group', node.id, 'MEMBER_OF', 'OUT'),
  credentials: (node) => node.credentials,
};

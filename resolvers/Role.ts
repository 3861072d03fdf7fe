import { administrator } from '../src/questions/administrator.js';
import { nodeId } from '../src/graph/ids.js';
import { present } from '../src/lib/invariant.js';
import { attachments, nodeOf, promisedAccountOf } from '../src/questions/facts.js';
import type { RoleResolvers } from './generated/types.js';

export const Role: RoleResolvers = {
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
  lastUsedAt: (node) => node.lastUsedAt,
  trustPolicy: (node, _arguments, context, info) => nodeOf(context.ask(info), 'Policy', nodeId.trustPolicy(node.id)),
  isServiceLinked: (node) => node.isServiceLinked,
  instanceProfiles: (node) => node.instanceProfiles,
  maxSessionSeconds: (node) => node.maxSessionSeconds,
};

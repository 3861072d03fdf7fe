import { present } from '../src/lib/invariant.js';
import { accountOf, attachments, nodesLabelled } from '../src/questions/facts.js';
import type { PermissionSetResolvers } from './generated/types.js';

export const PermissionSet: PermissionSetResolvers = {
  id: (node) => node.id,
  arn: (node) => present(node.arn, `${node.id} should have an ARN`),
  name: (node) => node.name,
  account: (node, _arguments, context, info) => accountOf(context.ask(info), node),
  policies: (node, _arguments, context, info) => attachments(context.ask(info), node.id),
  customerPolicies: (node) => node.customerPolicies,
  roles: (node, _arguments, context, info) => nodesLabelled(context.ask(info), 'Role', node.roles),
};

import { present } from '../src/lib/invariant.js';
import { nodeOf, promisedAccountOf } from '../src/questions/facts.js';
import type { InstanceProfileResolvers } from './generated/types.js';

export const InstanceProfile: InstanceProfileResolvers = {
  id: (node) => node.id,
  arn: (node) => present(node.arn, `${node.id} should have an ARN`),
  name: (node) => node.name,
  account: (node, _arguments, context, info) => promisedAccountOf(context.ask(info), node),
  role: (node, _arguments, context, info) => nodeOf(context.ask(info), 'Role', node.roleId),
};

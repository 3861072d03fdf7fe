import { nodeId } from '../src/graph/ids.js';
import { present } from '../src/lib/invariant.js';
import { accountOf, promisedNodeOf, relatedOf } from '../src/questions/facts.js';
import type { OrganizationResolvers } from './generated/types.js';

export const Organization: OrganizationResolvers = {
  id: (node) => node.id,
  arn: (node) => present(node.arn, `${node.id} should have an ARN`),
  name: (node) => node.name,
  account: (node, _arguments, context, info) => accountOf(context.ask(info), node),
  organizationId: (node) => node.organizationId,
  managementAccount: (node, _arguments, context, info) =>
    promisedNodeOf(context.ask(info), 'Account', nodeId.account(node.managementAccount)),
  roots: (node, _arguments, context, info) =>
    relatedOf(context.ask(info), 'OrganizationalUnit', node.id, 'CONTAINS', 'OUT'),
};

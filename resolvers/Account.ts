import { nodeId } from '../src/graph/ids.js';
import { present } from '../src/lib/invariant.js';
import { controlPoliciesOf, nodeOf } from '../src/questions/facts.js';
import { principalsOfAccount } from '../src/questions/principals.js';
import { resourcesOfAccount } from '../src/questions/resources.js';
import type { AccountResolvers } from './generated/types.js';

export const Account: AccountResolvers = {
  id: (node) => node.id,
  arn: (node) => present(node.arn, `${node.id} should have an ARN`),
  name: (node) => node.name,
  account: (node) => node,
  accountId: (node) => node.accountId,
  email: (node) => node.email,
  tags: (node) => node.tags,
  isInOrganization: (node) => node.organizationId !== null,
  isManagement: (node) => node.isManagement,
  isCollected: (node) => node.isCollected,
  delegatedServices: (node) => node.delegatedServices,
  organization: (node, _arguments, context, info) =>
    nodeOf(
      context.ask(info),
      'Organization',
      node.organizationId === null ? null : nodeId.organization(node.organizationId),
    ),
  organizationalUnit: (node, _arguments, context, info) =>
    nodeOf(context.ask(info), 'OrganizationalUnit', node.parentId),
  root: (node, _arguments, context, info) => nodeOf(context.ask(info), 'RootUser', nodeId.rootUser(node.accountId)),
  controlPolicies: (node, _arguments, context, info) => controlPoliciesOf(context.ask(info), node),
  principals: (node, page, context, info) => principalsOfAccount(context.ask(info), node.accountId, page),
  resources: (node, page, context, info) => resourcesOfAccount(context.ask(info), node.accountId, page),
};

import { accountsOfUnit } from '../src/questions/accounts.js';
import { accountOf, attachments, nodeOf, relatedOf } from '../src/questions/facts.js';
import type { OrganizationalUnitResolvers } from './generated/types.js';

export const OrganizationalUnit: OrganizationalUnitResolvers = {
  id: (node) => node.id,
  arn: (node) => node.arn,
  name: (node) => node.name,
  account: (node, _arguments, context, info) => accountOf(context.ask(info), node),
  unitId: (node) => node.unitId,
  parent: (node, _arguments, context, info) => nodeOf(context.ask(info), 'OrganizationalUnit', node.parentId),
  children: (node, _arguments, context, info) =>
    relatedOf(context.ask(info), 'OrganizationalUnit', node.id, 'CONTAINS', 'OUT'),
  accounts: (node, page, context, info) => accountsOfUnit(context.ask(info), node, page),
  controlPolicies: (node, _arguments, context, info) => attachments(context.ask(info), node.id),
};

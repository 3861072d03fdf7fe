import { present } from '../src/lib/invariant.js';
import { attachments, membersOf, promisedAccountOf } from '../src/questions/facts.js';
import type { GroupResolvers } from './generated/types.js';

export const Group: GroupResolvers = {
  id: (node) => node.id,
  arn: (node) => present(node.arn, `${node.id} should have an ARN`),
  name: (node) => node.name,
  account: (node, _arguments, context, info) => promisedAccountOf(context.ask(info), node),
  path: (node) => node.path,
  policies: (node, _arguments, context, info) => attachments(context.ask(info), node.id),
  members: (node, page, context, info) => membersOf(context.ask(info), node, page),
};

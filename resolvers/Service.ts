import { administrator } from '../src/questions/administrator.js';
import { accountOf, attachments } from '../src/questions/facts.js';
import type { ServiceResolvers } from './generated/types.js';

export const Service: ServiceResolvers = {
  id: (node) => node.id,
  arn: (node) => node.arn,
  name: (node) => node.name,
  account: (node, _arguments, context, info) => accountOf(context.ask(info), node),
  policies: (node, _arguments, context, info) => attachments(context.ask(info), node.id),
  administrator: (node, _arguments, context, info) => administrator(context.ask(info), node),
};

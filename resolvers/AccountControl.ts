import { promisedAccountOf } from '../src/questions/facts.js';
import type { AccountControlResolvers } from './generated/types.js';

export const AccountControl: AccountControlResolvers = {
  id: (node) => node.id,
  arn: (node) => node.arn,
  name: (node) => node.name,
  account: (node, _arguments, context, info) => promisedAccountOf(context.ask(info), node),
};

import { nodesLabelled } from '../src/questions/facts.js';
import type { PersonResolvers } from './generated/types.js';

export const Person: PersonResolvers = {
  id: (node) => node.id,
  arn: (node) => node.arn,
  name: (node) => node.name,
  account: () => null,
  policies: () => [],
  administrator: () => null,
  userName: (node) => node.userName,
  displayName: (node) => node.displayName,
  isDisabled: (node) => node.isDisabled,
  groups: (node, _arguments, context, info) => nodesLabelled(context.ask(info), 'DirectoryGroup', node.groups),
};

import type { DirectoryGroupResolvers } from './generated/types.js';

export const DirectoryGroup: DirectoryGroupResolvers = {
  id: (node) => node.id,
  arn: (node) => node.arn,
  name: (node) => node.name,
  account: () => null,
};

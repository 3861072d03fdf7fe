import type { ResourceResolvers } from './generated/types.js';
import { resourceTypeName } from './typeName.js';

export const Resource: ResourceResolvers = {
  __resolveType: (node) => resourceTypeName(node.type),
};

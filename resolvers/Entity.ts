import type { EntityResolvers } from './generated/types.js';

export const Entity: EntityResolvers = {
  __resolveType: (node) => node.label,
};

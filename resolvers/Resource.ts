import type { ResourceResolvers } from './generated/types.js';

export const Resource: ResourceResolvers = {
  __resolveType: () => 'OtherResource',
};

import type { PrincipalResolvers } from './generated/types.js';

export const Principal: PrincipalResolvers = {
  __resolveType: (node) => node.label,
};

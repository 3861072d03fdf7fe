import type { PrincipalEdgeResolvers } from './generated/types.js';

export const PrincipalEdge: PrincipalEdgeResolvers = {
  cursor: (row) => row.cursor,
  node: (row) => row.node,
};

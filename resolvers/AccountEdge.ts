import type { AccountEdgeResolvers } from './generated/types.js';

export const AccountEdge: AccountEdgeResolvers = {
  cursor: (row) => row.cursor,
  node: (row) => row.node,
};

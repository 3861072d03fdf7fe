import type { AccessEdgeResolvers } from './generated/types.js';

export const AccessEdge: AccessEdgeResolvers = {
  cursor: (row) => row.cursor,
  node: (row) => row.node,
};

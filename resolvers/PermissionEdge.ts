import type { PermissionEdgeResolvers } from './generated/types.js';

export const PermissionEdge: PermissionEdgeResolvers = {
  cursor: (row) => row.cursor,
  node: (row) => row.node,
};

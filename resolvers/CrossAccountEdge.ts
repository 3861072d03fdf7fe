import type { CrossAccountEdgeResolvers } from './generated/types.js';

export const CrossAccountEdge: CrossAccountEdgeResolvers = {
  cursor: (row) => row.cursor,
  node: (row) => row.node,
};

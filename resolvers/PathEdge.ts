import type { PathEdgeResolvers } from './generated/types.js';

export const PathEdge: PathEdgeResolvers = {
  cursor: (row) => row.cursor,
  node: (row) => row.node,
};

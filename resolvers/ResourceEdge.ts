import type { ResourceEdgeResolvers } from './generated/types.js';

export const ResourceEdge: ResourceEdgeResolvers = {
  cursor: (row) => row.cursor,
  node: (row) => row.node,
};

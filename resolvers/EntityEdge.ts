import type { EntityEdgeResolvers } from './generated/types.js';

export const EntityEdge: EntityEdgeResolvers = {
  cursor: (row) => row.cursor,
  node: (row) => row.node,
};

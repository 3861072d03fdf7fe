import type { AssumptionEdgeResolvers } from './generated/types.js';

export const AssumptionEdge: AssumptionEdgeResolvers = {
  cursor: (row) => row.cursor,
  node: (row) => row.node,
};

import type { FindingEdgeResolvers } from './generated/types.js';

export const FindingEdge: FindingEdgeResolvers = {
  cursor: (row) => row.cursor,
  node: (row) => row.node,
};

import type { GenerationEdgeResolvers } from './generated/types.js';

export const GenerationEdge: GenerationEdgeResolvers = {
  cursor: (row) => row.cursor,
  node: (row) => row.node,
};

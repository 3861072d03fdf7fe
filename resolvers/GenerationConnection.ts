import type { GenerationConnectionResolvers } from './generated/types.js';

export const GenerationConnection: GenerationConnectionResolvers = {
  nodes: (page) => page.nodes,
  edges: (page) => page.edges,
  pageInfo: (page) => page.pageInfo,
  totalCount: (page) => page.totalCount,
};

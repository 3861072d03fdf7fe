import type { ResourceConnectionResolvers } from './generated/types.js';

export const ResourceConnection: ResourceConnectionResolvers = {
  nodes: (page) => page.nodes,
  edges: (page) => page.edges,
  pageInfo: (page) => page.pageInfo,
  totalCount: (page) => page.totalCount,
};

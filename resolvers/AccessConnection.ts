import type { AccessConnectionResolvers } from './generated/types.js';

export const AccessConnection: AccessConnectionResolvers = {
  nodes: (page) => page.nodes,
  edges: (page) => page.edges,
  pageInfo: (page) => page.pageInfo,
  totalCount: (page) => page.totalCount,
  counts: (page) => page.counts,
  completeness: (page) => page.completeness,
};

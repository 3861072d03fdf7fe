import type { FindingConnectionResolvers } from './generated/types.js';

export const FindingConnection: FindingConnectionResolvers = {
  nodes: (page) => page.nodes,
  edges: (page) => page.edges,
  pageInfo: (page) => page.pageInfo,
  totalCount: (page) => page.totalCount,
  counts: (page) => page.counts,
  completeness: (page) => page.completeness,
  idleSuppressions: (page) => page.idleSuppressions,
};

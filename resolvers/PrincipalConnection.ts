import type { PrincipalConnectionResolvers } from './generated/types.js';

export const PrincipalConnection: PrincipalConnectionResolvers = {
  nodes: (page) => page.nodes,
  edges: (page) => page.edges,
  pageInfo: (page) => page.pageInfo,
  totalCount: (page) => page.totalCount,
};

import type { CrossAccountConnectionResolvers } from './generated/types.js';

export const CrossAccountConnection: CrossAccountConnectionResolvers = {
  nodes: (page) => page.nodes,
  edges: (page) => page.edges,
  pageInfo: (page) => page.pageInfo,
  totalCount: (page) => page.totalCount,
  completeness: (page) => page.completeness,
};

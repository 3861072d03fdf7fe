import type { PermissionConnectionResolvers } from './generated/types.js';

export const PermissionConnection: PermissionConnectionResolvers = {
  nodes: (page) => page.nodes,
  edges: (page) => page.edges,
  pageInfo: (page) => page.pageInfo,
  totalCount: (page) => page.totalCount,
  completeness: (page) => page.completeness,
};

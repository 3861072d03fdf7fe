import type { EntityConnectionResolvers } from './generated/types.js';

export const EntityConnection: EntityConnectionResolvers = {
  nodes: (page) => page.nodes,
  edges: (page) => page.edges,
  pageInfo: (page) => page.pageInfo,
  totalCount: (page) => page.totalCount,
};

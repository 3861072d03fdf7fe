import type { AccountConnectionResolvers } from './generated/types.js';

export const AccountConnection: AccountConnectionResolvers = {
  nodes: (page) => page.nodes,
  edges: (page) => page.edges,
  pageInfo: (page) => page.pageInfo,
  totalCount: (page) => page.totalCount,
};

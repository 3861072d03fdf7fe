import type { PageInfoResolvers } from './generated/types.js';

export const PageInfo: PageInfoResolvers = {
  hasNextPage: (pageInfo) => pageInfo.hasNextPage,
  hasPreviousPage: (pageInfo) => pageInfo.hasPreviousPage,
  startCursor: (pageInfo) => pageInfo.startCursor,
  endCursor: (pageInfo) => pageInfo.endCursor,
};

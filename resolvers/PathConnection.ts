import type { PathConnectionResolvers } from './generated/types.js';

export const PathConnection: PathConnectionResolvers = {
  nodes: (page) => page.nodes,
  edges: (page) => page.edges,
  pageInfo: (page) => page.pageInfo,
  proof: (page) => page.proof(),
  completeness: (page) => page.completeness,
};

import type { NodeResolvers } from './generated/types.js';

export const Node: NodeResolvers = {
  __resolveType: (node) => {
    if ('label' in node) return node.label;
    return 'conclusion' in node ? 'GraphEdge' : 'Generation';
  },
};

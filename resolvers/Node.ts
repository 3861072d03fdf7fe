import type { NodeResolvers } from './generated/types.js';
import { typeName } from './typeName.js';

export const Node: NodeResolvers = {
  __resolveType: (node) => {
    if ('label' in node) return typeName(node);
    return 'conclusion' in node ? 'GraphEdge' : 'Generation';
  },
};

import type { NodeResolvers } from './generated/types.js';
import { typeName } from './typeName.js';

export const Node: NodeResolvers = {
  __resolveType: (node) => {
    if ('label' in node) return typeName(node);
    if ('findingId' in node) return 'Finding';
    if ('steps' in node) return 'Technique';
    return 'conclusion' in node ? 'GraphEdge' : 'Generation';
  },
};

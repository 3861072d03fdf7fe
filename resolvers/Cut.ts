import type { CutResolvers } from './generated/types.js';

export const Cut: CutResolvers = {
  edges: (cut) => cut.edges,
  statements: (cut) => cut.statements,
};

import type { CountResolvers } from './generated/types.js';

export const Count: CountResolvers = {
  name: (count) => count.name,
  count: (count) => count.count,
};

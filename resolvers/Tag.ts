import type { TagResolvers } from './generated/types.js';

export const Tag: TagResolvers = {
  key: (tag) => tag.key,
  value: (tag) => tag.value,
};

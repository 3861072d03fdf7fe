import type { NeedSetResolvers } from './generated/types.js';

export const NeedSet: NeedSetResolvers = {
  all: (needSet) => needSet.all,
  unread: (needSet) => needSet.unread,
};

import type { AccessKeyResolvers } from './generated/types.js';

export const AccessKey: AccessKeyResolvers = {
  isActive: (accessKey) => accessKey.isActive,
  createdAt: (accessKey) => accessKey.createdAt,
  lastUsedAt: (accessKey) => accessKey.lastUsedAt,
};

import type { PublicAccessBlockResolvers } from './generated/types.js';

export const PublicAccessBlock: PublicAccessBlockResolvers = {
  blockPublicAcls: (switches) => switches.BlockPublicAcls,
  ignorePublicAcls: (switches) => switches.IgnorePublicAcls,
  blockPublicPolicy: (switches) => switches.BlockPublicPolicy,
  restrictPublicBuckets: (switches) => switches.RestrictPublicBuckets,
};

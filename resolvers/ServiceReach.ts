import type { ServiceReachResolvers } from './generated/types.js';

export const ServiceReach: ServiceReachResolvers = {
  kind: (reach) => reach.kind,
  by: (reach) => reach.by,
  text: (reach) => reach.text,
};

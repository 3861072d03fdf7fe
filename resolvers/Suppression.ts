import type { SuppressionResolvers } from './generated/types.js';

export const Suppression: SuppressionResolvers = {
  reason: (suppression) => suppression.reason,
  until: (suppression) => suppression.until,
};

import type { IdleSuppressionResolvers } from './generated/types.js';

export const IdleSuppression: IdleSuppressionResolvers = {
  finding: (suppression) => suppression.finding,
  rule: (suppression) => suppression.rule,
  subject: (suppression) => suppression.subject,
  reason: (suppression) => suppression.reason,
  until: (suppression) => suppression.until,
  hasEnded: (suppression) => suppression.hasEnded,
  findingCount: (suppression) => suppression.findingCount,
};

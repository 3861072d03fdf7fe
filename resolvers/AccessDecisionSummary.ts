import type { AccessDecisionSummaryResolvers } from './generated/types.js';

export const AccessDecisionSummary: AccessDecisionSummaryResolvers = {
  action: (dependent) => dependent.action,
  resource: (dependent) => dependent.resource,
  decision: (dependent) => dependent.decision,
  because: (dependent) => dependent.because,
  isRequired: (dependent) => dependent.isRequired,
};

import type { DecisionCountsResolvers } from './generated/types.js';

export const DecisionCounts: DecisionCountsResolvers = {
  allowed: (decisionCounts) => decisionCounts.allowed,
  conditional: (decisionCounts) => decisionCounts.conditional,
  denied: (decisionCounts) => decisionCounts.denied,
};

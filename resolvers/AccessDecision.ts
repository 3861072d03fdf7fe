import type { AccessDecisionResolvers } from './generated/types.js';

export const AccessDecision: AccessDecisionResolvers = {
  decision: (answer) => answer.decision,
  denial: (answer) => answer.denial,
  needs: (answer) => answer.needs,
  because: (answer) => answer.evidence.because,
  evidence: (answer) => answer.evidence,
  completeness: (answer) => answer.completeness,
  dependentActions: (answer) => answer.dependentActions(),
  wouldTake: async (answer) => (await answer.wouldTake()).remedies,
  wouldTakeIsBounded: async (answer) => (await answer.wouldTake()).isBounded,
};

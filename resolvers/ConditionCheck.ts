import type { ConditionCheckResolvers } from './generated/types.js';

export const ConditionCheck: ConditionCheckResolvers = {
  key: (conditionCheck) => conditionCheck.key,
  operator: (conditionCheck) => conditionCheck.operator,
  values: (conditionCheck) => conditionCheck.values,
  outcome: (conditionCheck) => conditionCheck.outcome,
};

import { shownGaps } from '../src/questions/completeness.js';
import type { CompletenessResolvers } from './generated/types.js';

export const Completeness: CompletenessResolvers = {
  status: (completeness) => (completeness.gaps.length === 0 ? 'COMPLETE' : 'PARTIAL'),
  gapCount: (completeness) => completeness.gaps.length,
  gaps: (completeness, { first }) => shownGaps(completeness, first),
};

import { needsText } from '../src/questions/needsText.js';
import type { NeedsResolvers } from './generated/types.js';

export const Needs: NeedsResolvers = {
  text: (needs) => needsText(needs),
  alternatives: (needs) => needs.alternatives,
  truncated: (needs) => needs.truncated,
};

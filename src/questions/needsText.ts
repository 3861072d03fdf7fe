import type { Needs } from '../iam/decision.js';
import { needsText as needsInWords } from '../policy/explain/needText.js';

export { needText } from '../policy/explain/needText.js';

/** All needs as one sentence. */
export function needsText(needs: Needs): string {
  return `It takes that ${needsInWords(needs)}.`;
}

import type { Decision } from '../../iam/decision.js';

/** What a decision comes to that takes each of these, or, of a pattern, some of them. */
export function decisionOf(takes: 'EVERY' | 'SOME', decisions: readonly Decision[]): Decision {
  if (decisions.every((decision) => decision === 'ALLOWED') && decisions.length > 0) return 'ALLOWED';
  const isDenied = (decision: Decision): boolean => decision === 'DENIED';
  return (takes === 'EVERY' ? decisions.some(isDenied) : decisions.every(isDenied)) ? 'DENIED' : 'CONDITIONAL';
}

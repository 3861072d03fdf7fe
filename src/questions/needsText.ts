import type { Need, Needs } from '../iam/decision.js';

/** All needs as one sentence. */
export function needsText(needs: Needs): string {
  const alternatives = needs.alternatives.map(({ all, unread }) => {
    const parts = [
      ...all.map(needText),
      ...unread.map((gap) => `${gap.subject ?? 'a document that was not collected'} lets it pass`),
    ];
    return parts.length === 0 ? 'nothing' : parts.join(' and ');
  });
  const listed = alternatives.join('; or ');
  return needs.truncated ? `${listed}; or one of further alternatives.` : `${listed}.`;
}

/** One need in words. */
export function needText(need: Need): string {
  const hop = need.hop === null ? '' : ` (hop ${need.hop})`;
  return `${statement(need)}${hop}`;
}

function statement(need: Need): string {
  const values = need.values.map((value) => JSON.stringify(value)).join(' or ');
  if (need.kind === 'SESSION') return `the session is ${need.isNegated ? 'not ' : ''}named ${values}`;
  const key = need.key ?? need.kind.toLowerCase();
  if (need.operator === 'Null') {
    const isAbsent = (need.values[0]?.toLowerCase() === 'true') !== need.isNegated;
    return `${key} is ${isAbsent ? 'absent' : 'present'}`;
  }
  return need.isNegated ? `not (${key} ${need.operator} ${values})` : `${key} ${need.operator} ${values}`;
}

import { printable } from './table.js';

/** A gap as the commands ask for it. */
export interface GapAnswer {
  readonly kind: string;
  readonly account: string | null;
  readonly subject: string | null;
  readonly mayHide: boolean;
  readonly mayOverstate: boolean;
  readonly text: string;
}

/** Whether anything is missing, as the commands ask for it. */
export interface CompletenessAnswer {
  readonly status: 'COMPLETE' | 'PARTIAL';
  readonly gapCount: number;
  readonly gaps: readonly GapAnswer[];
}

/** Fields of a gap and of completeness, for the commands' operations. */
export const COMPLETENESS_FIELDS = `status gapCount gaps(first: 200) { kind account subject mayHide mayOverstate text }`;

const SHOWN = 10;

/** What is missing, as lines for people; empty when nothing is. */
export function formatCompleteness(completeness: CompletenessAnswer): string {
  if (completeness.status === 'COMPLETE') return '';
  const lines = completeness.gaps.slice(0, SHOWN).map((gap) => `  - ${printable(gap.text)}${effectOf(gap)}`);
  const more = completeness.gapCount - lines.length;
  if (more > 0) lines.push(`  - and ${more} more; --json shows them`);
  return `What is missing and could change this answer:\n${lines.join('\n')}`;
}

function effectOf(gap: GapAnswer): string {
  if (gap.mayHide && gap.mayOverstate) return ' (may hide or overstate access)';
  if (gap.mayHide) return ' (may hide access)';
  return gap.mayOverstate ? ' (may overstate access)' : '';
}

import type { Decision } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { ConcludedRow } from './assumption.js';

/** What is summed over all rows of an answer, whatever part of them is shown. */
export interface RowSums {
  readonly counts: Readonly<Record<Decision, number>>;
  /** Gaps of the rows, lists that rows share named once. */
  readonly gaps: readonly (readonly Gap[])[];
}

/** Sums over rows. Gaps of those that are DENIED count where these are shown. */
export function sumRows(
  rows: readonly Pick<ConcludedRow, 'decision' | 'conclusion'>[],
  { showsDenied }: { readonly showsDenied: boolean },
): RowSums {
  const counts: Record<Decision, number> = { ALLOWED: 0, CONDITIONAL: 0, DENIED: 0 };
  const gaps = new Set<readonly Gap[]>();
  for (const { decision, conclusion } of rows) {
    counts[decision]++;
    if (decision !== 'DENIED' || showsDenied) gaps.add(conclusion.gaps);
  }
  return { counts, gaps: [...gaps] };
}

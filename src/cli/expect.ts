import type { CompletenessAnswer } from './print/completeness.js';

/** What `--expect` says of an answer. */
export interface Expectation {
  readonly isMet: boolean;
  /** Why not, for stderr; empty when met. */
  readonly reason: string;
}

/**
 * Whether `--expect none` holds: no row, CONDITIONAL ones included, and nothing missing that might hide one unless `allowPartial`.
 */
export function expectNone(
  rows: number,
  completeness: CompletenessAnswer,
  options: { readonly allowPartial: boolean; readonly noun: string },
): Expectation {
  if (rows > 0) return { isMet: false, reason: `expected no ${options.noun}, found ${rows}` };
  const hiding = completeness.gaps.filter((gap) => gap.mayHide);
  if (hiding.length > 0 && !options.allowPartial) {
    const [first] = hiding;
    return {
      isMet: false,
      reason: `no ${options.noun} found, but what is missing may hide one: ${first?.text ?? ''} (--allow-partial accepts that)`,
    };
  }
  return { isMet: true, reason: '' };
}

/**
 * Whether `--expect` holds of one request: the decision is the one named (`none` means DENIED), and nothing is missing that might turn it
 * unless `allowPartial`.
 */
export function expectDecision(
  expected: string,
  decision: string,
  completeness: CompletenessAnswer,
  options: { readonly allowPartial: boolean },
): Expectation {
  const wanted = expected === 'none' ? 'DENIED' : expected;
  if (decision !== wanted) return { isMet: false, reason: `expected ${wanted}, found ${decision}` };
  const turning = completeness.gaps.find(
    (gap) => (gap.mayHide && wanted !== 'ALLOWED') || (gap.mayOverstate && wanted !== 'DENIED'),
  );
  if (turning === undefined || options.allowPartial) return { isMet: true, reason: '' };
  return {
    isMet: false,
    reason: `${wanted}, but what is missing may turn it: ${turning.text} (--allow-partial accepts that)`,
  };
}

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

import { median } from '../timing.js';
import type { Asked } from './askEach.js';

/** What a run over the questions comes to. Times in milliseconds. */
export interface WhoCanResult {
  readonly questions: number;
  readonly principals: number;
  /** Of the questions asked for the first time, one after another. */
  readonly firstMs: Spread;
  /** Of the same asked again; the less of two runs. */
  readonly againMs: Spread;
  /** Median share of principals decided about, of questions that at most a tenth of all answers, and of the others. */
  readonly evaluatedShare: number;
  readonly evaluatedShareOfLarge: number;
  readonly largeQuestions: number;
  /** Median, over a sample, of the time of asking every principal with the bare engine, and of that divided by the product's. */
  readonly bareMs: number;
  readonly bareRatio: number;
}

/** How values spread. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
  readonly most: number;
}

/** Sums up runs over the same questions. */
export function summarize(run: {
  readonly first: readonly Asked[];
  readonly again: readonly (readonly Asked[])[];
  readonly bare: readonly { readonly bareMs: number; readonly productMs: number }[];
  readonly principals: number;
}): WhoCanResult {
  const { first, again, bare, principals } = run;
  const least = first.map((_, index) =>
    Math.min(...again.map((round) => round[index]?.ms ?? Number.POSITIVE_INFINITY)),
  );
  const counted = first.filter(({ evaluated }) => !Number.isNaN(evaluated));
  const isLarge = ({ rows }: Asked): boolean => rows > principals / 10;
  const shareOf = (asked: readonly Asked[]): number => medianOf(asked.map(({ evaluated }) => evaluated / principals));
  return {
    questions: first.length,
    principals,
    firstMs: spreadOf(first.map(({ ms }) => ms)),
    againMs: spreadOf(least),
    evaluatedShare: shareOf(counted.filter((one) => !isLarge(one))),
    evaluatedShareOfLarge: shareOf(counted.filter(isLarge)),
    largeQuestions: first.filter(isLarge).length,
    bareMs: medianOf(bare.map(({ bareMs }) => bareMs)),
    bareRatio: medianOf(bare.map(({ bareMs, productMs }) => bareMs / productMs)),
  };
}

/** The middle of values, below what 95 % of them are, and the largest. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  const p95 = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)] ?? Number.NaN;
  return { median: median(sorted), p95, most: sorted.at(-1) ?? Number.NaN };
}

function medianOf(values: readonly number[]): number {
  return median(values.toSorted((left, right) => left - right));
}

import { fitExponent } from './timing.js';

/** What opening.bench prints for one size. */
export interface OpeningResult {
  readonly accounts: number;
  readonly bytes: number;
  readonly parseMs: number;
  readonly openMs: number;
  readonly firstOpenMs: number;
  readonly rssMebibytes: number;
  readonly peakMebibytes: number;
  readonly peakOfSecondMebibytes: number;
  /** Edges written out one by one, and products of many principals and many roles. */
  readonly writtenPairs: number;
  readonly products: number;
  readonly counts: Readonly<Record<string, number>>;
}
/** What paths.bench prints. */
export interface PathsResult {
  readonly pairs: number;
  /** Hops of all paths of a pair together. */
  readonly hops: number;
  readonly productMs: number;
  readonly bareMs: number;
}
/** What graphql.bench prints for one question. */
export interface QuestionResult {
  readonly name: string;
  readonly productMs: number;
  readonly trivialMs: number;
}

/** The results as Markdown. `question` results are of `questionAccounts` accounts. */
export function resultsTable(results: {
  readonly openings: readonly OpeningResult[];
  readonly paths: PathsResult;
  readonly questions: readonly QuestionResult[];
  readonly questionAccounts: number;
}): string {
  const { openings, paths, questions, questionAccounts } = results;
  const exponent = (value: (result: OpeningResult) => number): string =>
    openings.length < 2
      ? 'not fitted'
      : fitExponent(openings.map((result) => ({ size: result.accounts, value: value(result) }))).toFixed(2);
  return [
    '### Opening a dump',
    '',
    '| accounts | JSON | roles | edges | of these written out | products | JSON.parse | opening | ratio | resident | peak, first | peak, second beside it |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...openings.map((one) => {
      const cells = [
        one.accounts,
        `${(one.bytes / 1e6).toFixed(1)} MB`,
        one.counts['Role'] ?? 0,
        (one.counts['CAN_ASSUME'] ?? 0) + (one.counts['CAN_FEDERATE'] ?? 0),
        one.writtenPairs,
        one.products,
        `${one.parseMs.toFixed(0)} ms`,
        `${one.openMs.toFixed(0)} ms`,
        (one.openMs / one.parseMs).toFixed(1),
        `${one.rssMebibytes.toFixed(0)} MiB`,
        `${one.peakMebibytes.toFixed(0)} MiB`,
        `${one.peakOfSecondMebibytes.toFixed(0)} MiB`,
      ];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
    `Growth with accounts, as an exponent over all sizes: time ${exponent((one) => one.openMs)}, ` +
      `resident memory ${exponent((one) => one.rssMebibytes)}, written pairs ${exponent((one) => one.writtenPairs)}, edges ` +
      `${exponent((one) => (one.counts['CAN_ASSUME'] ?? 0) + (one.counts['CAN_FEDERATE'] ?? 0))}.`,
    '',
    `### Paths at ${questionAccounts} accounts`,
    '',
    `${paths.pairs} pairs of a user and a role that it reaches, up to 10 paths of at most 8 hops each (${paths.hops.toFixed(0)} hops a pair in all): ` +
      `${paths.productMs.toFixed(3)} ms a pair, the bare search ${paths.bareMs.toFixed(3)} ms; ` +
      `ratio ${(paths.productMs / paths.bareMs).toFixed(2)}.`,
    '',
    `### Questions at ${questionAccounts} accounts`,
    '',
    '| question | product | trivial resolver | ratio |',
    '| --- | ---: | ---: | ---: |',
    ...questions.map(
      ({ name, productMs, trivialMs }) =>
        `| ${name} | ${productMs.toFixed(2)} ms | ${trivialMs.toFixed(2)} ms | ${(productMs / trivialMs).toFixed(2)} |`,
    ),
  ].join('\n');
}

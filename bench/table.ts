import { fitExponent } from './timing.js';

/** What opening.bench prints for one size. */
export interface OpeningResult {
  readonly accounts: number;
  readonly bytes: number;
  readonly parseMs: number;
  /** Ways into roles alone; everything. */
  readonly waysMs: number;
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
/** What deriving.bench prints for one size. */
export interface DerivingResult {
  readonly accounts: number;
  readonly users: number;
  readonly roles: number;
  readonly resources: number;
  readonly waysMs: number;
  readonly everythingMs: number;
  readonly techniques: number;
  /** Principals of whom one technique asks anything: of the middle one, and of the one that asks most. */
  readonly askedMedian: number;
  readonly askedMost: number;
}
/** What center.bench prints for one size. */
export interface CenterResult {
  readonly accounts: number;
  readonly people: number;
  readonly roles: number;
  readonly withoutMs: number;
  readonly withMs: number;
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
  readonly derivings: readonly DerivingResult[];
  readonly centers: readonly CenterResult[];
  readonly paths: PathsResult;
  readonly questions: readonly QuestionResult[];
  readonly questionAccounts: number;
}): string {
  const { openings, derivings, centers, paths, questions, questionAccounts } = results;
  const exponent = (value: (result: OpeningResult) => number): string =>
    openings.length < 2
      ? 'not fitted'
      : fitExponent(openings.map((result) => ({ size: result.accounts, value: value(result) }))).toFixed(2);
  return [
    '### Opening a dump',
    '',
    '| accounts | JSON | roles | edges | of these written out | products | JSON.parse | ways into roles | ratio | everything | ratio | first time | resident | peak, first | peak, second beside it |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...openings.map((one) => {
      const cells = [
        one.accounts,
        `${(one.bytes / 1e6).toFixed(1)} MB`,
        one.counts['Role'] ?? 0,
        (one.counts['CAN_ASSUME'] ?? 0) + (one.counts['CAN_FEDERATE'] ?? 0),
        one.writtenPairs,
        one.products,
        `${one.parseMs.toFixed(0)} ms`,
        `${one.waysMs.toFixed(0)} ms`,
        (one.waysMs / one.parseMs).toFixed(1),
        `${one.openMs.toFixed(0)} ms`,
        (one.openMs / one.parseMs).toFixed(1),
        `${one.firstOpenMs.toFixed(0)} ms`,
        `${one.rssMebibytes.toFixed(0)} MiB`,
        `${one.peakMebibytes.toFixed(0)} MiB`,
        `${one.peakOfSecondMebibytes.toFixed(0)} MiB`,
      ];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
    `Growth with accounts, as an exponent over all sizes: ways into roles ${exponent((one) => one.waysMs)}, everything ${exponent((one) => one.openMs)}, ` +
      `resident memory ${exponent((one) => one.rssMebibytes)}, written pairs ${exponent((one) => one.writtenPairs)}, edges ` +
      `${exponent((one) => (one.counts['CAN_ASSUME'] ?? 0) + (one.counts['CAN_FEDERATE'] ?? 0))}.`,
    '',
    ...derivingTable(derivings),
    '',
    ...centerTable(centers),
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

function derivingTable(derivings: readonly DerivingResult[]): readonly string[] {
  const points = derivings.map(({ accounts, everythingMs }) => ({ size: accounts, value: everythingMs }));
  return [
    '### Deriving, with users and resources',
    '',
    '| accounts | users | roles | resources | ways into roles | everything | ratio | a technique asks of (median, most) |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...derivings.map((one) => {
      const cells = [
        one.accounts,
        one.users,
        one.roles,
        one.resources,
        `${one.waysMs.toFixed(0)} ms`,
        `${one.everythingMs.toFixed(0)} ms`,
        (one.everythingMs / one.waysMs).toFixed(2),
        `${one.askedMedian}, ${one.askedMost}`,
      ];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
    `Growth of everything with accounts, as an exponent over all sizes: ${points.length < 2 ? 'not fitted' : fitExponent(points).toFixed(2)}.`,
  ];
}

function centerTable(centers: readonly CenterResult[]): readonly string[] {
  const points = centers.map(({ accounts, withMs }) => ({ size: accounts, value: withMs }));
  return [
    '### Deriving everything with IAM Identity Center',
    '',
    '| accounts | people | roles | nothing told of it | told | ratio |',
    '| ---: | ---: | ---: | ---: | ---: | ---: |',
    ...centers.map((one) => {
      const ratio = (one.withMs / one.withoutMs).toFixed(2);
      const times = [one.withoutMs, one.withMs].map((value) => `${value.toFixed(0)} ms`);
      return `| ${[one.accounts, one.people, one.roles, ...times, ratio].join(' | ')} |`;
    }),
    '',
    `Growth with accounts and people, as an exponent over all sizes: ${points.length < 2 ? 'not fitted' : fitExponent(points).toFixed(2)}.`,
  ];
}

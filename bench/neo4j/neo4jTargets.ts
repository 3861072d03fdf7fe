import type { Neo4jResult, SizeResult } from './neo4jTable.js';

/** One target, and what was found of it: a figure of each size that was measured. */
interface Target {
  readonly target: string;
  readonly found: readonly { readonly accounts: number; readonly figure: number }[];
  readonly isMet: (figure: number) => boolean;
}

/** The ratio to the bare driver that a question may have at most. */
const RATIOS: readonly { readonly question: string; readonly most: number }[] = [
  { question: 'paths, one to one', most: 1.3 },
  { question: 'paths, an account to an account', most: 1.3 },
  { question: 'whoCanAssume, a page', most: 1.5 },
];

/** What of the targets is met, as rows of Markdown. */
export function neo4jTargets(results: readonly Neo4jResult[]): readonly string[] {
  return ['| target | found | met |', '| --- | --- | --- |', ...targetsOf(results).map(rowOf)];
}

function targetsOf(results: readonly Neo4jResult[]): readonly Target[] {
  const bySize = (figure: (size: SizeResult) => number | undefined): Target['found'] =>
    results.flatMap(({ accounts, size }) => {
      const found = size === undefined ? undefined : figure(size);
      return found === undefined ? [] : [{ accounts, figure: found }];
    });
  const resident = (wanted: number): number =>
    results.find(({ accounts }) => accounts === wanted)?.server?.resident ?? Number.NaN;
  return [
    ...RATIOS.map(({ question, most }) => ({
      target: `${question}: at most ${most} times the bare driver`,
      found: bySize(({ questions }) => {
        const one = questions.find(({ name }) => name === question);
        return one === undefined ? undefined : one.productMs / one.bareMs;
      }),
      isMet: (figure: number) => figure <= most,
    })),
    {
      target: "loading: at least half the bare driver's rate",
      found: bySize(({ load }) => load.bareMs / load.productMs),
      isMet: (figure) => figure >= 0.5,
    },
    {
      target: "a server's memory: at most 1.2 times that of 5 accounts",
      found: [{ accounts: 100, figure: resident(100) / resident(5) }].filter(({ figure }) => !Number.isNaN(figure)),
      isMet: (figure) => figure <= 1.2 && figure >= 1 / 1.2,
    },
    {
      target: "mixed questions: at least half the bare driver's rate, none refused",
      found: results.flatMap(({ accounts, mixed }) =>
        mixed === undefined ? [] : [{ accounts, figure: mixed.failed === 0 ? mixed.reachedRate / mixed.bareRate : 0 }],
      ),
      isMet: (figure) => Math.round(figure * 100) >= 50,
    },
    {
      target: 'whoCan with nothing remembered: at most 250 ms at p95',
      found: results.flatMap(({ accounts, whoCan }) =>
        whoCan === undefined ? [] : [{ accounts, figure: whoCan.ms.p95 }],
      ),
      isMet: (figure) => figure <= 250,
    },
  ];
}

function rowOf({ target, found, isMet }: Target): string {
  const missed = found.filter(({ figure }) => !isMet(figure));
  const figures = found.map(({ accounts, figure }) => `${figure.toFixed(2)} at ${accounts} accounts`).join(', ');
  const verdict = missed.length === 0 ? 'yes' : `not at ${missed.map(({ accounts }) => accounts).join(', ')} accounts`;
  return `| ${target} | ${figures} | ${found.length === 0 ? 'not measured' : verdict} |`;
}

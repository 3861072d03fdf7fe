import type { Spread } from '../whoCan/summarize.js';
import { neo4jTargets } from './neo4jTargets.js';

/** What size.bench prints. */
export interface SizeResult {
  readonly load: { readonly rows: number; readonly productMs: number; readonly bareMs: number };
  readonly questions: readonly {
    readonly name: string;
    readonly productMs: number;
    readonly bareMs: number;
    readonly statements: number;
    readonly transactions: number;
  }[];
}
/** What server.bench prints; memory in MiB. */
export interface ServerResult {
  readonly readyMs: number;
  readonly idle: number;
  readonly asked: number;
  readonly resident: number;
  readonly peak: number;
}
/** What mixed.bench prints; rates a second, times in milliseconds. */
export interface MixedResult {
  readonly seconds: number;
  readonly bareRate: number;
  readonly offeredRate: number;
  readonly reachedRate: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  readonly eventLoopP99: number;
  readonly eventLoopMean: number;
}

/** What whoCan.bench prints: of the committed questions, milliseconds and transactions. */
export interface WhoCanResult {
  readonly questions: number;
  readonly ms: Spread;
  readonly transactions: Spread;
}

/** What is measured of one size, in this order. */
export const STAGES = ['size', 'server', 'mixed', 'whoCan'] as const;
export type Stage = (typeof STAGES)[number];

/** Results of one size; what was not measured is left out. */
export interface Neo4jResult {
  readonly accounts: number;
  /** When and on what machine it was measured last. */
  readonly where: string;
  readonly size?: SizeResult;
  readonly server?: ServerResult;
  readonly mixed?: MixedResult;
  readonly whoCan?: WhoCanResult;
}

/** The results as Markdown. */
export function neo4jTable(results: readonly Neo4jResult[]): string {
  const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  const sized = results.flatMap(({ accounts, size }) => (size === undefined ? [] : [{ accounts, size }]));
  const servers = results.flatMap(({ accounts, server }) => (server === undefined ? [] : [{ accounts, ...server }]));
  const mixes = results.flatMap(({ accounts, mixed }) => (mixed === undefined ? [] : [{ accounts, ...mixed }]));
  const whoCans = results.flatMap(({ accounts, whoCan }) => (whoCan === undefined ? [] : [{ accounts, ...whoCan }]));
  return [
    `Measured ${[...new Set(results.map(({ where }) => where))].join('; ')}.`,
    '',
    '### What of the targets is met',
    '',
    ...neo4jTargets(results),
    '',
    '### Loading',
    '',
    row('accounts', 'rows', 'product', 'bare driver', "share of the bare driver's rate"),
    row('---:', '---:', '---:', '---:', '---:'),
    ...sized.map(({ accounts, size: { load } }) =>
      row(accounts, load.rows, ms(load.productMs), ms(load.bareMs), (load.bareMs / load.productMs).toFixed(2)),
    ),
    '',
    '### Questions',
    '',
    row('accounts', 'question', 'product', 'bare driver', 'ratio', 'statements', 'transactions'),
    row('---:', '---', '---:', '---:', '---:', '---:', '---:'),
    ...sized.flatMap(({ accounts, size }) =>
      size.questions.map((one) =>
        row(
          accounts,
          one.name,
          ms(one.productMs),
          ms(one.bareMs),
          (one.productMs / one.bareMs).toFixed(2),
          one.statements.toFixed(1),
          one.transactions.toFixed(1),
        ),
      ),
    ),
    ...(servers.length === 0
      ? []
      : [
          '',
          '### A server',
          '',
          row('accounts', 'ready after', 'resident before', 'questions', 'resident after', 'peak'),
          row('---:', '---:', '---:', '---:', '---:', '---:'),
          ...servers.map((one) =>
            row(
              one.accounts,
              `${(one.readyMs / 1000).toFixed(1)} s`,
              `${one.idle.toFixed(0)} MiB`,
              one.asked,
              `${one.resident.toFixed(0)} MiB`,
              `${one.peak.toFixed(0)} MiB`,
            ),
          ),
        ]),
    ...(whoCans.length === 0
      ? []
      : [
          '',
          '### Who can do what, nothing remembered',
          '',
          row('accounts', 'questions', 'median', 'p95', 'most', 'transactions: median', 'most'),
          row('---:', '---:', '---:', '---:', '---:', '---:', '---:'),
          ...whoCans.map(({ accounts, questions, ms: times, transactions }) =>
            row(
              accounts,
              questions,
              ms(times.median),
              ms(times.p95),
              ms(times.most),
              transactions.median,
              transactions.most,
            ),
          ),
        ]),
    ...mixes.flatMap((one) => [
      '',
      `### Mixed questions at ${one.accounts} accounts`,
      '',
      `The bare driver sends the statements of ${one.bareRate.toFixed(1)} questions a second, eight at once. Asked at ${one.offeredRate.toFixed(1)} a second for ` +
        `${one.seconds.toFixed(0)} s, the product answered ${one.reachedRate.toFixed(1)} a second, ${one.failed} of them with an error: half of the answers within ` +
        `${one.p50.toFixed(0)} ms, 99 % within ${one.p99.toFixed(0)} ms, the last within ${one.longest.toFixed(0)} ms. Event-loop delay: mean ${one.eventLoopMean.toFixed(1)} ms, p99 ${one.eventLoopP99.toFixed(1)} ms.`,
    ]),
  ].join('\n');
}

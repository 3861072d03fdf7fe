import { fitExponent } from '../timing.js';
import type { AdministratorsResult } from './askAdministrators.js';
import type { WhoCanResult } from './summarize.js';

/** What whoCan.bench prints, with the size of the organisation. */
export interface WhoCanOfSize extends WhoCanResult {
  readonly accounts: number;
  readonly administrators: AdministratorsResult;
  readonly indexBytes: number;
  readonly dumpBytes: number;
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const percent = (share: number): string => (Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`);

/** The results as Markdown. */
export function whoCanTable(results: readonly WhoCanOfSize[]): string {
  const growth = (value: (result: WhoCanOfSize) => number): string =>
    results.length < 2
      ? 'not fitted'
      : fitExponent(results.map((one) => ({ size: one.accounts, value: value(one) }))).toFixed(2);
  return [
    '| accounts | principals | asked first: median | p95 | most | asked again: median | p95 | most | evaluated | of large answers | every principal, bare engine | times whoCan | index / dump |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...results.map((one) => {
      const cells = [
        one.accounts,
        one.principals,
        ms(one.firstMs.median),
        ms(one.firstMs.p95),
        ms(one.firstMs.most),
        ms(one.againMs.median),
        ms(one.againMs.p95),
        ms(one.againMs.most),
        percent(one.evaluatedShare),
        `${percent(one.evaluatedShareOfLarge)} (${one.largeQuestions})`,
        ms(one.bareMs),
        one.bareRatio.toFixed(0),
        `${(one.indexBytes / 1e6).toFixed(1)} / ${(one.dumpBytes / 1e6).toFixed(1)} MB`,
      ];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
    '| accounts | whatCan of so many administrators | rows | asked first: median | asked again: median |',
    '| ---: | ---: | ---: | ---: | ---: |',
    ...results.map(
      ({ accounts, administrators: { asked, rows, firstMs, againMs } }) =>
        `| ${[accounts, asked, rows, ms(firstMs), ms(againMs)].join(' | ')} |`,
    ),
    '',
    `Growth with accounts, as an exponent: median ${growth((one) => one.againMs.median)}, p95 ${growth((one) => one.againMs.p95)}, the bare engine ${growth((one) => one.bareMs)}.`,
  ].join('\n');
}

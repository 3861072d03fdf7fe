import { readConfig } from '../../config.js';
import type { FindingsFiles } from '../../findingSettings.js';
import type { PermissionGraph } from '../../index.js';
import { allRows, ask, type Page } from '../ask.js';
import type { DumpOptions } from '../openDumps.js';
import { expectNone } from '../expect.js';
import type { Outcome } from '../outcome.js';
import { FINDINGS_OPERATION, type FindingAnswer, type FindingsAnswer } from '../print/findings/answer.js';
import { formatCsv } from '../print/findings/csv.js';
import { formatSarif } from '../print/findings/sarif.js';
import { formatFindings } from '../print/findings/text.js';

/** Options of `permgraph findings`. */
export interface FindingsOptions extends DumpOptions {
  readonly rule?: readonly string[];
  readonly severity?: readonly string[];
  readonly account?: readonly string[];
  readonly config?: string;
  readonly suppressions?: string;
  readonly includeSuppressed?: boolean;
  readonly format: keyof typeof FORMATS;
  readonly json?: boolean;
  readonly expect?: 'none';
  readonly allowPartial?: boolean;
}

interface Answer {
  readonly generation: { readonly collectedAt: string | null };
  readonly findings: Page<FindingAnswer> & Omit<FindingsAnswer, 'findings'>;
}

const FORMATS = {
  text: formatFindings,
  json: (answer: FindingsAnswer) => JSON.stringify(answer, null, 2),
  sarif: formatSarif,
  csv: formatCsv,
} as const;

/** The files that the options name, or else the environment. */
export function filesOf({ config, suppressions }: FindingsOptions): FindingsFiles {
  const standard = readConfig().findings;
  return { config: config ?? standard.config, suppressions: suppressions ?? standard.suppressions };
}

/** What should be acted on: for people, as JSON, SARIF or CSV. Suppressed findings never break an expectation. */
export async function findings(
  graph: PermissionGraph,
  options: FindingsOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  const where = {
    rules: options.rule ?? null,
    severities: options.severity ?? null,
    accounts: options.account ?? null,
    includeSuppressed: options.includeSuppressed === true,
  };
  let collectedAt: string | null = null;
  const { rows, first } = await allRows<FindingAnswer, Answer['findings']>(async (after) => {
    const answer = await ask<Answer>(graph, FINDINGS_OPERATION, { where, after }, signal);
    collectedAt = answer.generation.collectedAt;
    return answer.findings;
  });
  const isMadeNow = collectedAt === null && (options.dump !== undefined || readConfig().neo4j === null);
  const { totalCount, counts, completeness, idleSuppressions } = first;
  const text = FORMATS[options.json === true ? 'json' : options.format]({
    totalCount,
    counts,
    completeness,
    idleSuppressions,
    findings: isMadeNow ? rows.map((row) => ({ ...row, firstSeenAt: null })) : rows,
  });
  if (options.expect === undefined) return { text, isMet: true, reason: '' };
  const counted = rows.filter(({ suppression }) => suppression === null).length;
  return {
    text,
    ...expectNone(counted, completeness, { allowPartial: options.allowPartial === true, noun: 'finding' }),
  };
}

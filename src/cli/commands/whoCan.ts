import type { PermissionGraph } from '../../index.js';
import { allRows, ask, type Page } from '../ask.js';
import { expectNone } from '../expect.js';
import { type GivenOptions, readGiven } from '../given.js';
import type { Outcome } from '../outcome.js';
import { COMPLETENESS_FIELDS, type CompletenessAnswer, formatCompleteness } from '../print/completeness.js';
import { EVIDENCE_FIELDS, type EvidenceAnswer, formatEvidence } from '../print/evidence.js';
import { formatTable, indent, printable } from '../print/table.js';

/** Options of `permgraph who-can`. */
export interface WhoCanOptions extends GivenOptions {
  readonly json?: boolean;
  readonly expect?: 'none';
  readonly allowPartial?: boolean;
  readonly denied?: boolean;
  readonly kind?: readonly string[];
  readonly account?: readonly string[];
  readonly via?: readonly string[];
}

/** What is asked: an action, or a pattern, on a resource, or on a pattern. */
export interface WhoCanArguments {
  readonly action: string;
  readonly resource: string;
}

interface Row {
  readonly principal: { readonly id: string; readonly arn: string | null; readonly name: string };
  readonly decision: string;
  readonly needs: { readonly text: string } | null;
  readonly via: readonly string[];
  readonly evidence: EvidenceAnswer;
}

interface Answer {
  readonly whoCan: Page<Row> & {
    readonly totalCount: number;
    readonly counts: { readonly allowed: number; readonly conditional: number; readonly denied: number | null };
    readonly completeness: CompletenessAnswer;
  };
}

const OPERATION = `query WhoCan($action: String!, $resource: Arn!, $given: Given, $where: AccessFilter, $after: String) {
  whoCan(action: $action, resource: $resource, given: $given, where: $where, first: 200, after: $after) {
    totalCount
    counts { allowed conditional denied }
    completeness { ${COMPLETENESS_FIELDS} }
    pageInfo { hasNextPage endCursor }
    nodes {
      principal { __typename id arn name account { accountId } }
      decision
      via
      needs { text truncated alternatives { all { kind key operator isNegated values text } unread { text } } }
      gaps { kind account subject mayHide mayOverstate text }
      evidence { ${EVIDENCE_FIELDS} }
    }
  }
}`;

/** Who can do this: a table with what decided, or the rows as JSON. */
export async function whoCan(
  graph: PermissionGraph,
  asked: WhoCanArguments,
  options: WhoCanOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  const variables = { ...asked, given: readGiven(options), where: filterOf(options) };
  const { rows, first } = await allRows<Row, Answer['whoCan']>(async (after) => {
    return (await ask<Answer>(graph, OPERATION, { ...variables, after }, signal)).whoCan;
  });
  const { totalCount, counts, completeness } = first;
  const text =
    options.json === true
      ? JSON.stringify({ ...asked, totalCount, counts, completeness, accesses: rows }, null, 2)
      : formatAnswer(asked, rows, completeness);
  if (options.expect === undefined) return { text, isMet: true, reason: '' };
  const counted = rows.filter((row) => row.decision !== 'DENIED').length;
  const allowPartial = options.allowPartial === true;
  return { text, ...expectNone(counted, completeness, { allowPartial, noun: 'access' }) };
}

function filterOf({ denied, kind, account, via }: WhoCanOptions): Readonly<Record<string, unknown>> {
  return {
    decisions: denied === true ? ['ALLOWED', 'CONDITIONAL', 'DENIED'] : ['ALLOWED', 'CONDITIONAL'],
    ...(kind === undefined ? {} : { kinds: kind }),
    ...(account === undefined ? {} : { accounts: account }),
    ...(via === undefined ? {} : { via }),
  };
}

function formatAnswer(
  { action, resource }: WhoCanArguments,
  rows: readonly Row[],
  completeness: CompletenessAnswer,
): string {
  const parts: string[] = [];
  if (rows.length === 0) parts.push(`Nobody is known who can ${printable(action)} on ${printable(resource)}.`);
  else {
    parts.push(
      formatTable(
        ['DECISION', 'PRINCIPAL', 'VIA', 'NEEDS'],
        rows.map((row) => [row.decision, nameOf(row), row.via.join(', '), printable(row.needs?.text ?? '')]),
      ),
    );
    for (const row of rows) parts.push(`${nameOf(row)}\n${indent(formatEvidence(row.evidence), 2)}`);
  }
  const missing = formatCompleteness(completeness);
  if (missing !== '') parts.push(missing);
  return parts.join('\n\n');
}

function nameOf({ principal }: Row): string {
  return printable(principal.arn ?? principal.name);
}

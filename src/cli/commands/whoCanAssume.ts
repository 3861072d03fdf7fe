import type { PermissionGraph } from '../../index.js';
import { allRows, ask, type Page } from '../ask.js';
import { expectNone } from '../expect.js';
import { type GivenOptions, readGiven } from '../given.js';
import type { Outcome } from '../outcome.js';
import { COMPLETENESS_FIELDS, type CompletenessAnswer, formatCompleteness } from '../print/completeness.js';
import { EVIDENCE_FIELDS, type EvidenceAnswer, formatEvidence } from '../print/evidence.js';
import { formatTable, indent, printable } from '../print/table.js';

/** Options of `permgraph who-can-assume`. */
export interface WhoCanAssumeOptions extends GivenOptions {
  readonly json?: boolean;
  readonly expect?: 'none';
  readonly allowPartial?: boolean;
  readonly denied?: boolean;
  readonly kind?: readonly string[];
  readonly account?: readonly string[];
  readonly crossAccount?: boolean;
  readonly outside?: boolean;
}

interface Row {
  readonly principal: { readonly id: string; readonly arn: string | null; readonly name: string };
  readonly action: string;
  readonly decision: string;
  readonly needs: { readonly text: string } | null;
  readonly crossAccount: boolean;
  readonly evidence: EvidenceAnswer;
}

interface Answer {
  readonly whoCanAssume: Page<Row> & {
    readonly totalCount: number;
    readonly counts: { readonly allowed: number; readonly conditional: number; readonly denied: number | null };
    readonly completeness: CompletenessAnswer;
  };
}

const OPERATION = `query WhoCanAssume($role: Arn!, $given: Given, $where: AssumptionFilter, $after: String) {
  whoCanAssume(role: $role, given: $given, where: $where, first: 200, after: $after) {
    totalCount
    counts { allowed conditional denied }
    completeness { ${COMPLETENESS_FIELDS} }
    pageInfo { hasNextPage endCursor }
    nodes {
      principal { __typename id arn name account { accountId } }
      role { arn }
      action
      decision
      crossAccount
      taskPolicies
      needs { text truncated alternatives { all { kind key operator isNegated values text } unread { text } } }
      gaps { kind account subject mayHide mayOverstate text }
      evidence { ${EVIDENCE_FIELDS} }
      edge { id }
    }
  }
}`;

/** Who can enter this role: a table with what decided, or the rows as JSON. */
export async function whoCanAssume(
  graph: PermissionGraph,
  role: string,
  options: WhoCanAssumeOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  const variables = { role, given: readGiven(options), where: filterOf(options) };
  const { rows, first } = await allRows<Row, Answer['whoCanAssume']>(async (after) => {
    return (await ask<Answer>(graph, OPERATION, { ...variables, after }, signal)).whoCanAssume;
  });
  const { totalCount, counts, completeness } = first;
  const text =
    options.json === true
      ? JSON.stringify({ role, totalCount, counts, completeness, assumptions: rows }, null, 2)
      : formatAnswer(role, rows, completeness);
  if (options.expect === undefined) return { text, isMet: true, reason: '' };
  const counted = rows.filter((row) => row.decision !== 'DENIED').length;
  const allowPartial = options.allowPartial === true;
  return { text, ...expectNone(counted, completeness, { allowPartial, noun: 'way into the role' }) };
}

function filterOf(options: WhoCanAssumeOptions): Readonly<Record<string, unknown>> {
  return {
    decisions: options.denied === true ? ['ALLOWED', 'CONDITIONAL', 'DENIED'] : ['ALLOWED', 'CONDITIONAL'],
    ...(options.kind === undefined ? {} : { kinds: options.kind }),
    ...(options.account === undefined ? {} : { accounts: options.account }),
    ...(options.crossAccount === true ? { crossAccount: true } : {}),
    ...(options.outside === true ? { isInOrganization: false } : {}),
  };
}

function formatAnswer(role: string, rows: readonly Row[], completeness: CompletenessAnswer): string {
  const parts: string[] = [];
  if (rows.length === 0) {
    parts.push(`Nobody is known who can enter ${printable(role)}.`);
  } else {
    parts.push(
      formatTable(
        ['DECISION', 'PRINCIPAL', 'ACTION', 'NEEDS'],
        rows.map((row) => [
          row.decision,
          printable(row.principal.arn ?? row.principal.name),
          row.action,
          printable(row.needs?.text ?? ''),
        ]),
      ),
    );
    for (const row of rows) {
      const who = printable(row.principal.arn ?? row.principal.name);
      parts.push(`${who}, ${row.action}\n${indent(formatEvidence(row.evidence), 2)}`);
    }
  }
  const missing = formatCompleteness(completeness);
  if (missing !== '') parts.push(missing);
  return parts.join('\n\n');
}

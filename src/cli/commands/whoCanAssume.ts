import type { PermissionGraph } from '../../index.js';
import { allRows, ask, type Page } from '../ask.js';
import { expectNone } from '../expect.js';
import { readGiven } from '../given.js';
import type { Outcome } from '../outcome.js';
import { type CompletenessAnswer, COMPLETENESS_FIELDS, formatCompleteness } from '../print/completeness.js';
import { EVIDENCE_FIELDS } from '../print/evidence.js';
import {
  formatRows,
  type PrincipalRow,
  ROW_FIELDS,
  rowFilter,
  type RowOptions,
  type RowsAnswer,
} from '../print/rows.js';
import { printable } from '../print/table.js';

/** Options of `permgraph who-can-assume`. */
export interface WhoCanAssumeOptions extends RowOptions {
  readonly crossAccount?: boolean;
  readonly outside?: boolean;
}

interface Row extends PrincipalRow {
  readonly action: string;
  readonly crossAccount: boolean;
  readonly passableBy: Passers | null;
}

/** Who may pass the role to the service of a row: the first of them. */
interface Passers {
  readonly totalCount: number;
  readonly completeness: CompletenessAnswer;
  readonly nodes: readonly Pick<PrincipalRow, 'principal' | 'decision' | 'needs'>[];
}

interface Answer {
  readonly whoCanAssume: Page<Row> & RowsAnswer;
}

const OPERATION = `query WhoCanAssume($role: Arn!, $given: Given, $where: AssumptionFilter, $after: String) {
  whoCanAssume(role: $role, given: $given, where: $where, first: 200, after: $after) {
    totalCount
    counts { allowed conditional denied }
    completeness { ${COMPLETENESS_FIELDS} }
    pageInfo { hasNextPage endCursor }
    nodes {
      ${ROW_FIELDS}
      role { arn }
      action
      crossAccount
      taskPolicies
      evidence { ${EVIDENCE_FIELDS} }
      edge { id }
      passableBy(first: 20) {
        totalCount
        completeness { ${COMPLETENESS_FIELDS} }
        nodes { principal { __typename id arn name } decision needs { text } }
      }
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
      : formatRows(rows, completeness, {
          nobody: `Nobody is known who can enter ${printable(role)}.`,
          column: ['ACTION', ({ action }) => action],
          title: ({ action }, who) => `${who}, ${action}`,
          more: ({ passableBy }) => (passableBy === null ? [] : passerLines(passableBy)),
        });
  if (options.expect === undefined) return { text, isMet: true, reason: '' };
  const counted = rows.filter((row) => row.decision !== 'DENIED').length;
  const allowPartial = options.allowPartial === true;
  return { text, ...expectNone(counted, completeness, { allowPartial, noun: 'way into the role' }) };
}

function filterOf(options: WhoCanAssumeOptions): Readonly<Record<string, unknown>> {
  return {
    ...rowFilter(options),
    ...(options.crossAccount === true ? { crossAccount: true } : {}),
    ...(options.outside === true ? { isInOrganization: false } : {}),
  };
}

function passerLines({ totalCount, nodes, completeness }: Passers): readonly string[] {
  const names = nodes.map(({ principal, decision, needs }) => {
    const name = printable(principal.arn ?? principal.name);
    return needs === null ? `  ${decision} ${name}` : `  ${decision} ${name}: ${printable(needs.text)}`;
  });
  const rest = totalCount - nodes.length;
  const title = totalCount === 0 ? 'Nobody is known who may pass it.' : 'Who may pass it:';
  const missing = formatCompleteness(completeness);
  return [title, ...names, ...(rest === 0 ? [] : [`  and ${rest} more`]), ...(missing === '' ? [] : [missing])];
}

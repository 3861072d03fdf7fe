import type { PermissionGraph } from '../../index.js';
import { allRows, ask, type Page } from '../ask.js';
import { expectNone } from '../expect.js';
import { readGiven } from '../given.js';
import type { Outcome } from '../outcome.js';
import { COMPLETENESS_FIELDS } from '../print/completeness.js';
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

/** Options of `permgraph who-can`. */
export interface WhoCanOptions extends RowOptions {
  readonly via?: readonly string[];
}

/** What is asked: an action, or a pattern, on a resource, or on a pattern. */
export interface WhoCanArguments {
  readonly action: string;
  readonly resource: string;
}

interface Row extends PrincipalRow {
  readonly via: readonly string[];
  readonly serviceReach: { readonly kind: string; readonly text: string } | null;
}

interface Answer {
  readonly whoCan: Page<Row> & RowsAnswer;
}

const OPERATION = `query WhoCan($action: String!, $resource: Arn!, $given: Given, $where: AccessFilter, $after: String) {
  whoCan(action: $action, resource: $resource, given: $given, where: $where, first: 200, after: $after) {
    totalCount
    counts { allowed conditional denied }
    completeness { ${COMPLETENESS_FIELDS} }
    pageInfo { hasNextPage endCursor }
    nodes {
      ${ROW_FIELDS}
      via
      serviceReach { kind by text }
      path { text decision length hops { kind action from { id arn name } to { id arn name } } }
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
  const where = { ...rowFilter(options), ...(options.via === undefined ? {} : { via: options.via }) };
  const variables = { ...asked, given: readGiven(options), where };
  const { rows, first } = await allRows<Row, Answer['whoCan']>(async (after) => {
    return (await ask<Answer>(graph, OPERATION, { ...variables, after }, signal)).whoCan;
  });
  const { totalCount, counts, completeness } = first;
  const text =
    options.json === true
      ? JSON.stringify({ ...asked, totalCount, counts, completeness, accesses: rows }, null, 2)
      : formatRows(rows, completeness, {
          nobody: `Nobody is known who can ${printable(asked.action)} on ${printable(asked.resource)}.`,
          column: ['VIA', ({ via, serviceReach }) => [...via, serviceReach?.kind ?? []].flat().join(', ')],
          title: ({ serviceReach }, who) => (serviceReach === null ? who : `${who}\n  ${printable(serviceReach.text)}`),
        });
  if (options.expect === undefined) return { text, isMet: true, reason: '' };
  const counted = rows.filter((row) => row.decision !== 'DENIED').length;
  const allowPartial = options.allowPartial === true;
  return { text, ...expectNone(counted, completeness, { allowPartial, noun: 'access' }) };
}

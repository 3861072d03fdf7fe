import type { PermissionGraph } from '../../index.js';
import { allRows, ask, type Page } from '../ask.js';
import { expectNone } from '../expect.js';
import type { Outcome } from '../outcome.js';
import { COMPLETENESS_FIELDS, formatCompleteness } from '../print/completeness.js';
import { EVIDENCE_FIELDS, formatEvidence } from '../print/evidence.js';
import { type PrincipalRow, ROW_FIELDS, type RowsAnswer } from '../print/rows.js';
import { formatTable, indent, printable, shortList } from '../print/table.js';

/** Options of `permgraph exposure`. */
export interface ExposureOptions {
  readonly account?: readonly string[];
  readonly type?: readonly string[];
  readonly to?: readonly string[];
  readonly json?: boolean;
  readonly expect?: 'none';
  readonly allowPartial?: boolean;
}

interface Row extends PrincipalRow {
  readonly resource: { readonly arn: string | null; readonly name: string };
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

interface Answer {
  readonly exposure: Page<Row> & RowsAnswer;
}

const OPERATION = `query Exposure($where: ExposureFilter, $after: String) {
  exposure(where: $where, first: 200, after: $after) {
    totalCount
    counts { allowed conditional denied }
    completeness { ${COMPLETENESS_FIELDS} }
    pageInfo { hasNextPage endCursor }
    nodes {
      ${ROW_FIELDS}
      resource { __typename id arn name account { accountId } }
      actions
      resources
      via
      serviceReach { kind by text }
      evidence { ${EVIDENCE_FIELDS} }
    }
  }
}`;

/** What is open to outside: a table with the statements that open it, or the rows as JSON. */
export async function exposure(
  graph: PermissionGraph,
  options: ExposureOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  const { account, type, to } = options;
  const where = {
    ...(account === undefined ? {} : { accounts: account }),
    ...(type === undefined ? {} : { types: type }),
    ...(to === undefined ? {} : { to }),
  };
  const { rows, first } = await allRows<Row, Answer['exposure']>(async (after) => {
    return (await ask<Answer>(graph, OPERATION, { where, after }, signal)).exposure;
  });
  const { totalCount, counts, completeness } = first;
  const text =
    options.json === true
      ? JSON.stringify({ totalCount, counts, completeness, accesses: rows }, null, 2)
      : [format(rows), formatCompleteness(completeness)].filter((part) => part !== '').join('\n\n');
  if (options.expect === undefined) return { text, isMet: true, reason: '' };
  const allowPartial = options.allowPartial === true;
  return { text, ...expectNone(rows.length, completeness, { allowPartial, noun: 'opening' }) };
}

function format(rows: readonly Row[]): string {
  if (rows.length === 0) return 'Nothing is known to be open to outside.';
  const table = formatTable(
    ['DECISION', 'OPEN TO', 'RESOURCE', 'ACTIONS', 'NEEDS'],
    rows.map(({ decision, principal, resources, actions, needs }) => [
      decision,
      printable(principal.arn ?? principal.name),
      shortList(resources),
      shortList(actions),
      printable(needs?.text ?? ''),
    ]),
  );
  const why = rows.map(
    ({ principal, resources, evidence }) =>
      `${printable(principal.arn ?? principal.name)} on ${shortList(resources)}\n${indent(formatEvidence(evidence), 2)}`,
  );
  return [table, ...why].join('\n\n');
}

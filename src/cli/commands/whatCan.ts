import type { PermissionGraph } from '../../index.js';
import { allRows, ask, type Page } from '../ask.js';
import { expectNone } from '../expect.js';
import { type GivenOptions, readGiven } from '../given.js';
import type { Outcome } from '../outcome.js';
import { COMPLETENESS_FIELDS, type CompletenessAnswer, formatCompleteness } from '../print/completeness.js';
import { EVIDENCE_FIELDS } from '../print/evidence.js';
import { formatTable, printable, shortList } from '../print/table.js';

/** Options of `permgraph what-can`. */
export interface WhatCanOptions extends GivenOptions {
  readonly resource?: string;
  readonly action?: string;
  readonly json?: boolean;
  readonly expect?: 'none';
  readonly allowPartial?: boolean;
}

interface Row {
  readonly service: string;
  readonly accessLevel: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly decision: string;
  readonly needs: { readonly text: string } | null;
}

interface Answer {
  readonly whatCan: Page<Row> & { readonly totalCount: number; readonly completeness: CompletenessAnswer };
}

const operation = (
  withEvidence: boolean,
): string => `query WhatCan($principal: Arn!, $resource: Arn, $action: String, $given: Given, $after: String) {
  whatCan(principal: $principal, resource: $resource, action: $action, given: $given, first: 200, after: $after) {
    totalCount
    completeness { ${COMPLETENESS_FIELDS} }
    pageInfo { hasNextPage endCursor }
    nodes {
      service accessLevel actions resources decision
      needs { text truncated alternatives { all { kind key operator isNegated values text } unread { text } } }
      gaps { kind account subject mayHide mayOverstate text }
      ${withEvidence ? `evidence { ${EVIDENCE_FIELDS} }` : ''}
    }
  }
}`;

/** What a principal can do: a table, or the rows with what decided as JSON. */
export async function whatCan(
  graph: PermissionGraph,
  principal: string,
  options: WhatCanOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  const { resource = null, action = null, json = false } = options;
  const asked = { principal, resource, action };
  const variables = { ...asked, given: readGiven(options) };
  const { rows, first } = await allRows<Row, Answer['whatCan']>(async (after) => {
    return (await ask<Answer>(graph, operation(json), { ...variables, after }, signal)).whatCan;
  });
  const { totalCount, completeness } = first;
  const text = json
    ? JSON.stringify({ ...asked, totalCount, completeness, permissions: rows }, null, 2)
    : format(rows, principal, completeness);
  if (options.expect === undefined) return { text, isMet: true, reason: '' };
  const allowPartial = options.allowPartial === true;
  return { text, ...expectNone(rows.length, completeness, { allowPartial, noun: 'permission' }) };
}

function format(rows: readonly Row[], principal: string, completeness: CompletenessAnswer): string {
  const missing = formatCompleteness(completeness);
  const shown =
    rows.length === 0
      ? `Nothing is known that ${printable(principal)} can do.`
      : formatTable(
          ['DECISION', 'SERVICE', 'LEVEL', 'ACTIONS', 'RESOURCES', 'NEEDS'],
          rows.map(({ decision, service, accessLevel, actions, resources, needs }) => [
            decision,
            service,
            accessLevel,
            shortList(actions.map((name) => name.slice(name.indexOf(':') + 1))),
            shortList(resources),
            printable(needs?.text ?? ''),
          ]),
        );
  return missing === '' ? shown : `${shown}\n\n${missing}`;
}

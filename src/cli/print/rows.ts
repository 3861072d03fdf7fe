import type { GivenOptions } from '../given.js';
import { type CompletenessAnswer, formatCompleteness } from './completeness.js';
import { type EvidenceAnswer, formatEvidence } from './evidence.js';
import { formatTable, indent, printable } from './table.js';

/** Options of questions whose answer is a row for each principal. */
export interface RowOptions extends GivenOptions {
  readonly json?: boolean;
  readonly expect?: 'none';
  readonly allowPartial?: boolean;
  readonly denied?: boolean;
  readonly kind?: readonly string[];
  readonly account?: readonly string[];
}

/** What every such row has. */
export interface PrincipalRow {
  readonly principal: { readonly id: string; readonly arn: string | null; readonly name: string };
  readonly decision: string;
  readonly needs: { readonly text: string } | null;
  readonly evidence: EvidenceAnswer;
}

/** What such an answer has beside its rows. */
export interface RowsAnswer {
  readonly totalCount: number;
  readonly counts: { readonly allowed: number; readonly conditional: number; readonly denied: number | null };
  readonly completeness: CompletenessAnswer;
}

/** What every row is asked for. */
export const ROW_FIELDS = `principal { __typename id arn name account { accountId } }
      decision
      needs { text truncated alternatives { all { kind key operator isNegated values text } unread { text } } }
      gaps { kind account subject mayHide mayOverstate text }`;

/** The filter that the options amount to. */
export function rowFilter({ denied, kind, account }: RowOptions): Readonly<Record<string, unknown>> {
  return {
    decisions: denied === true ? ['ALLOWED', 'CONDITIONAL', 'DENIED'] : ['ALLOWED', 'CONDITIONAL'],
    ...(kind === undefined ? {} : { kinds: kind }),
    ...(account === undefined ? {} : { accounts: account }),
  };
}

/** A table of the rows with one more column, then why for each with `more` of its own, then what is missing. `nobody` stands where there are none. */
export function formatRows<Row extends PrincipalRow>(
  rows: readonly Row[],
  completeness: CompletenessAnswer,
  shown: {
    readonly nobody: string;
    readonly column: readonly [header: string, cell: (row: Row) => string];
    readonly title: (row: Row, who: string) => string;
    readonly more?: (row: Row) => readonly string[];
  },
): string {
  const [header, cell] = shown.column;
  const parts: string[] = [];
  if (rows.length === 0) parts.push(shown.nobody);
  else {
    parts.push(
      formatTable(
        ['DECISION', 'PRINCIPAL', header, 'NEEDS'],
        rows.map((row) => [row.decision, nameOf(row), cell(row), printable(row.needs?.text ?? '')]),
      ),
    );
    for (const row of rows) {
      const told = [formatEvidence(row.evidence), ...(shown.more?.(row) ?? [])].join('\n');
      parts.push(`${shown.title(row, nameOf(row))}\n${indent(told, 2)}`);
    }
  }
  const missing = formatCompleteness(completeness);
  if (missing !== '') parts.push(missing);
  return parts.join('\n\n');
}

function nameOf({ principal }: PrincipalRow): string {
  return printable(principal.arn ?? principal.name);
}

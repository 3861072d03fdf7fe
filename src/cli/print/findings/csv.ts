import { type FindingAnswer, type FindingsAnswer, subjectOf } from './answer.js';

const COLUMNS: readonly (readonly [name: string, cell: (finding: FindingAnswer) => string])[] = [
  ['id', ({ id }) => id],
  ['severity', ({ severity }) => severity],
  ['rule', ({ rule }) => rule],
  ['title', ({ title }) => title],
  ['subject', subjectOf],
  ['account', ({ subject }) => subject.account?.accountId ?? ''],
  ['account_name', ({ subject }) => subject.account?.name ?? ''],
  ['text', ({ text }) => text],
  ['path', ({ path }) => path?.text ?? ''],
  ['because', ({ evidence }) => evidence?.because ?? ''],
  ['remediation', ({ remediation }) => remediation],
  ['reference', ({ reference }) => reference],
  ['first_seen_at', ({ firstSeenAt }) => firstSeenAt ?? ''],
  ['suppressed_because', ({ suppression }) => suppression?.reason ?? ''],
  ['suppressed_until', ({ suppression }) => suppression?.until ?? ''],
];

/**
 * Findings as CSV (RFC 4180), a line each below the names of the columns. A cell that a spreadsheet would take for a formula gets an
 * apostrophe in front.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function formatCsv({ findings }: FindingsAnswer): string {
  const head = COLUMNS.map(([name]) => name);
  const rows = findings.map((finding) => COLUMNS.map(([, cell]) => cell(finding)));
  return [head, ...rows].map((cells) => cells.map(csvCell).join(',')).join('\r\n');
}

function csvCell(text: string): string {
  const harmless = /^[\s]*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

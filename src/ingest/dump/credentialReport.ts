import type { AccessKey, Credentials } from '../../iam/snapshot.js';
import { isAccountId, parseArn } from '../../iam/arn.js';
import type { Place } from '../../lib/errors.js';
import type { Json } from '../../lib/json.js';
import { readInstant } from '../instant.js';
import { refusal } from '../refusal.js';
import { isObject } from '../text/readJson.js';
import { parseCsv } from '../text/parseCsv.js';
import type { Draft } from './draft.js';
import type { DumpFile } from './findFiles.js';

type Row = ReadonlyMap<string, string>;

/** What AWS writes where there is nothing to say. */
const NOTHING: ReadonlySet<string> = new Set(['', 'N/A', 'n/a', 'no_information', 'not_supported']);

/**
 * A credential report: the CSV, or the answer of get-credential-report with the CSV in base64.
 * A pointer into it is /<row from 0>/<column>.
 * Errors: DUMP_MALFORMED, DUMP_UNRECOGNIZED, DUMP_CONFLICT.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export function readCredentialReport(value: Json, source: DumpFile, draft: Draft): void {
  const { ledger } = draft;
  const place = { file: source.file, pointer: '' };
  const rows = parseCsv(csvOf(value, place));
  const columns = rows[0];
  if (columns === undefined || !columns.includes('user') || !columns.includes('arn')) {
    throw refusal('DUMP_UNRECOGNIZED', place, 'The first line is not that of a credential report');
  }
  const account = source.account ?? accountOfRows(rows, columns.indexOf('arn'));
  if (account === null) throw refusal('DUMP_MALFORMED', place, 'No ARN says which account this report is of');
  if (draft.reports.has(account))
    throw refusal('DUMP_CONFLICT', place, `There are two credential reports of account ${account}`);
  ledger.countRead('CredentialReportRow', rows.length - 1);
  const users = new Map<string, { credentials: Credentials; place: Place }>();
  let root: Credentials | null = null;
  rows.slice(1).forEach((cells, index) => {
    const at = { file: source.file, pointer: `/${index}` };
    const subject = `line ${index + 2} of ${source.file}`;
    ledger.attempt({ kind: 'CredentialReportRow', account, subject, mayHide: false, mayOverstate: false }, () => {
      if (cells.length !== columns.length) {
        throw refusal('DUMP_MALFORMED', at, `The row has ${cells.length} cells, the first line ${columns.length}`);
      }
      const row: Row = new Map(columns.map((column, cell) => [column, cells[cell] ?? '']));
      const text = row.get('arn') ?? '';
      const arn = parseArn(text);
      if (arn === null || !isAccountId(arn.account))
        throw refusal('DUMP_MALFORMED', { ...at, pointer: `${at.pointer}/arn` }, 'This is no ARN of IAM');
      if (arn.account !== account) {
        throw refusal(
          'DUMP_CONFLICT',
          { ...at, pointer: `${at.pointer}/arn` },
          `The ARN is of account ${arn.account}, the report of account ${account}`,
        );
      }
      const isRoot = arn.resource === 'root';
      if (isRoot ? root !== null : users.has(text)) {
        throw refusal('DUMP_CONFLICT', { ...at, pointer: `${at.pointer}/arn` }, `${text} stands twice`);
      }
      const credentials = readRow(row, at, draft);
      if (isRoot) root = credentials;
      else users.set(text, { credentials, place: at });
    });
  });
  draft.reports.set(account, { root, users });
}

function accountOfRows(rows: readonly (readonly string[])[], column: number): string | null {
  const accounts = rows.map((cells) => parseArn(cells[column] ?? '')?.account ?? '');
  return accounts.find(isAccountId) ?? null;
}

function csvOf(value: Json, place: Place): string {
  if (typeof value === 'string') return value;
  const content = isObject(value) ? (value['Content'] ?? value['content']) : undefined;
  if (typeof content !== 'string') throw refusal('DUMP_UNRECOGNIZED', place, 'This is no credential report');
  return content.startsWith('user,') ? content : Buffer.from(content, 'base64').toString('utf8');
}

function readRow(row: Row, at: Place, draft: Draft): Credentials {
  return {
    passwordEnabled: readFlag(row, 'password_enabled', at, draft),
    passwordLastUsedAt: readTime(row, 'password_last_used', at, draft),
    mfaEnabled: readFlag(row, 'mfa_active', at, draft),
    accessKeys: readAccessKeys(row, at, draft),
  };
}

/** A key that was never made has neither a state nor a date. */
function readAccessKeys(row: Row, at: Place, draft: Draft): readonly AccessKey[] | null {
  if (!row.has('access_key_1_active')) return null;
  return [1, 2].flatMap((number) => {
    const isActive = readFlag(row, `access_key_${number}_active`, at, draft) ?? false;
    const createdAt = readTime(row, `access_key_${number}_last_rotated`, at, draft);
    if (!isActive && createdAt === null) return [];
    return [{ isActive, createdAt, lastUsedAt: readTime(row, `access_key_${number}_last_used_date`, at, draft) }];
  });
}

function readFlag(row: Row, column: string, at: Place, draft: Draft): boolean | null {
  const text = row.get(column) ?? '';
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  if (!NOTHING.has(text)) {
    draft.ledger.warn(
      'VALUE_UNREADABLE',
      { ...at, pointer: `${at.pointer}/${column}` },
      `${column} is neither true nor false`,
    );
  }
  return null;
}

function readTime(row: Row, column: string, at: Place, draft: Draft): string | null {
  const text = row.get(column) ?? '';
  if (NOTHING.has(text)) return null;
  const instant = readInstant(text);
  if (instant === null) {
    draft.ledger.warn(
      'INSTANT_UNREADABLE',
      { ...at, pointer: `${at.pointer}/${column}` },
      `${column} is no date and time that AWS writes`,
    );
  }
  return instant;
}

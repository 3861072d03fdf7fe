import type { Json } from '../../lib/json.js';
import { refusal } from '../refusal.js';
import type { BookKind } from '../ingested.js';
import { isList, isObject } from '../text/readJson.js';
import type { Draft } from './draft.js';
import type { DumpFile } from './findFiles.js';

const KINDS: Readonly<Partial<Record<DumpFile['role'], BookKind>>> = {
  RESOURCE_POLICIES: 'ResourcePolicy',
  RESOURCES: 'Resource',
  IDENTITY_CENTER: 'AssignmentRecord',
};

/**
 * Files that belong to a dump and whose contents no answer rests on yet. They are counted, and a gap says that they were not used.
 * Errors: DUMP_UNRECOGNIZED.
 */
export function readLaterSource(value: Json, source: DumpFile, draft: Draft): void {
  const { ledger } = draft;
  const kind = KINDS[source.role] ?? 'Resource';
  const entries = entriesOf(value, source);
  ledger.countRead(kind, entries);
  ledger.countRefused(kind, entries);
  ledger.gap({
    kind: 'SERVICE_NOT_COVERED',
    account: null,
    subject: source.file,
    mayHide: true,
    mayOverstate: false,
    text: `${source.file} was recognised (${entries} entries), but no answer rests on it yet.`,
  });
}

function entriesOf(value: Json, source: DumpFile): number {
  if (isList(value)) return value.length;
  if (source.role === 'IDENTITY_CENTER' && isObject(value)) {
    return Object.values(value).reduce<number>((sum, list) => sum + (isList(list) ? list.length : 1), 0);
  }
  throw refusal('DUMP_UNRECOGNIZED', { file: source.file, pointer: '' }, 'The file is no list');
}

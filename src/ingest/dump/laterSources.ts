import type { Json } from '../../lib/json.js';
import { refusal } from '../refusal.js';
import { isList, isObject } from '../text/readJson.js';
import type { Draft } from './draft.js';
import type { DumpFile } from './findFiles.js';

/**
 * identity-center.json belongs to a dump, but no answer rests on its contents yet. They are counted, and a gap says that they were not used.
 * Errors: DUMP_UNRECOGNIZED.
 */
export function readLaterSource(value: Json, source: DumpFile, draft: Draft): void {
  const { ledger } = draft;
  if (!isObject(value)) throw refusal('DUMP_UNRECOGNIZED', { file: source.file, pointer: '' }, 'The file is no object');
  const entries = Object.values(value).reduce<number>((sum, list) => sum + (isList(list) ? list.length : 1), 0);
  ledger.countRead('AssignmentRecord', entries);
  ledger.countRefused('AssignmentRecord', entries);
  ledger.gap({
    kind: 'SERVICE_NOT_COVERED',
    account: null,
    subject: source.file,
    mayHide: true,
    mayOverstate: false,
    text: `${source.file} was recognised (${entries} entries), but no answer rests on it yet.`,
  });
}

import type { Json } from '../../lib/json.js';
import { refusal } from '../refusal.js';
import { isObject } from '../text/readJson.js';
import type { Draft } from './draft.js';
import type { DumpFile } from './findFiles.js';

/**
 * The answer of `aws iam get-account-summary`. Errors: DUMP_MALFORMED, DUMP_UNRECOGNIZED.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html
 */
export function readAccountSummary(value: Json, source: DumpFile, draft: Draft): void {
  const place = { file: source.file, pointer: '' };
  const map = isObject(value) ? (value['SummaryMap'] ?? value['summaryMap'] ?? value) : null;
  if (source.account === null || !isObject(map) || typeof map['Users'] !== 'number') {
    const cure = 'It should be accounts/<id>/account-summary.json, as `aws iam get-account-summary` prints it.';
    throw refusal('DUMP_UNRECOGNIZED', place, 'This is no account summary in the folder of an account', cure);
  }
  const prefix = isObject(value) && map !== value ? '/SummaryMap' : '';
  const counts = new Map<string, number>();
  for (const [name, count] of Object.entries(map)) {
    if (typeof count !== 'number') {
      throw refusal('DUMP_MALFORMED', { ...place, pointer: `${prefix}/${name}` }, `The count of ${name} is no number`);
    }
    counts.set(name, count);
  }
  draft.summaries.set(source.account, { counts, place });
}

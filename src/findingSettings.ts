import { readFileSync, statSync } from 'node:fs';
import { repeatedKeys } from './lib/repeatedKeys.js';
import { KnownError, type ErrorCode } from './lib/errors.js';
import { Malformed } from './lib/fields.js';
import type { Json } from './lib/json.js';
import { measureJson } from './lib/measureJson.js';
import { readFindingsConfig } from './questions/findings/config.js';
import { readSuppressions } from './questions/findings/readSuppressions.js';
import { DEFAULT_SETTINGS, type FindingsSettings } from './questions/findings/settings.js';

/** Paths of the files that say something about findings. */
export interface FindingsFiles {
  /** What is production, which vendors are known, thresholds. */
  readonly config?: string | null;
  readonly suppressions?: string | null;
}

/** Far more than a file that people write. */
const MOST_BYTES = 4 * 1024 * 1024;
const DEEPEST = 16;

/** Reads the files that are given. Errors: FILE_NOT_FOUND, SETTINGS_NOT_JSON, SETTINGS_MALFORMED, with file, pointer and reason. */
export function readFindingsSettings({ config = null, suppressions = null }: FindingsFiles): FindingsSettings {
  return {
    config: config === null ? DEFAULT_SETTINGS.config : readFile(config, readFindingsConfig),
    suppressions: suppressions === null ? DEFAULT_SETTINGS.suppressions : readFile(suppressions, readSuppressions),
  };
}

function readFile<T>(file: string, read: (value: Json) => T): T {
  const value = readJson(file);
  try {
    return read(value);
  } catch (error) {
    if (error instanceof Malformed) throw refusal('SETTINGS_MALFORMED', file, error.message, error.pointer);
    throw error;
  }
}

function readJson(file: string): Json {
  const text = readText(file);
  if (measureJson(text, DEEPEST).tooDeepAt >= 0) {
    throw refusal('SETTINGS_NOT_JSON', file, 'it is nested deeper than any such file');
  }
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw refusal(
      'SETTINGS_NOT_JSON',
      file,
      `it is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`,
    );
  }
  const [repeated] = repeatedKeys(text);
  if (repeated !== undefined) throw refusal('SETTINGS_MALFORMED', file, 'this key stands twice', repeated);
  return value;
}

function readText(file: string): string {
  let bytes: Uint8Array;
  try {
    if (statSync(file).size > MOST_BYTES)
      throw refusal('SETTINGS_NOT_JSON', file, `it has more than ${MOST_BYTES} bytes`);
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof KnownError) throw error;
    throw new KnownError('FILE_NOT_FOUND', `${file} cannot be read`, { place: { file, pointer: '' }, cause: error });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refusal('SETTINGS_NOT_JSON', file, 'it is not UTF-8');
  }
}

function refusal(code: ErrorCode, file: string, reason: string, pointer = ''): KnownError {
  return new KnownError(code, reason, { place: { file, pointer } });
}

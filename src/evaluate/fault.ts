import { type ErrorCode, KnownError } from '../lib/errors.js';
import { Malformed } from '../lib/fields.js';

/** The codes with which a case can be refused. */
export type CaseErrorCode = Extract<
  ErrorCode,
  'CASE_NOT_JSON' | 'CASE_TOO_LARGE' | 'CASE_MALFORMED' | 'CASE_CONTRADICTORY' | 'POLICY_MALFORMED'
>;

/** Why a case cannot be read. `pointer` is a JSON pointer into the case, empty for the whole of it. */
export function fault(code: CaseErrorCode, pointer: string, message: string): KnownError {
  return new KnownError(code, message, { place: { file: 'case', pointer } });
}

/** What `read` gives. Errors: what it throws; of a value without the shape that is expected CASE_MALFORMED or CASE_TOO_LARGE. */
export function readingCase<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw fault(error.isTooLarge ? 'CASE_TOO_LARGE' : 'CASE_MALFORMED', error.pointer, error.message);
  }
}

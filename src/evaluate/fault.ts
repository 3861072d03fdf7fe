import { type ErrorCode, KnownError } from '../lib/errors.js';

/** The codes with which a case can be refused. */
export type CaseErrorCode = Extract<
  ErrorCode,
  'CASE_NOT_JSON' | 'CASE_TOO_LARGE' | 'CASE_MALFORMED' | 'CASE_CONTRADICTORY' | 'POLICY_MALFORMED'
>;

/** Why a case cannot be read. `pointer` is a JSON pointer into the case, empty for the whole of it. */
export function fault(code: CaseErrorCode, pointer: string, message: string): KnownError {
  return new KnownError(code, message, { place: { file: 'case', pointer } });
}

/** A step of a JSON pointer (RFC 6901), escaped. */
export function step(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A text of a case, cut and quoted for a message. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

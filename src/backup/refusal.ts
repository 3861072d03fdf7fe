import { KnownError } from '../lib/errors.js';

/** A refusal of an exported file, at a place in one of its lines where there is one. */
export function refusal(
  code: 'EXPORT_DAMAGED' | 'EXPORT_UNSUPPORTED' | 'EXPORT_TOO_LARGE' | 'EXPORT_MALFORMED' | 'FILE_NOT_FOUND',
  file: string,
  message: string,
  pointer = '',
): KnownError {
  return new KnownError(code, message, { place: { file, pointer } });
}

import { ERRORS, type ErrorCode, KnownError, type Place } from '../lib/errors.js';

/** An error of a dump: where, why, and what to do about it. */
export function refusal(code: ErrorCode, place: Place, reason: string, cure: string = ERRORS[code].cure): KnownError {
  return new KnownError(code, `${reason}. ${cure}`, { place });
}

/** A place in words: `file#/pointer`, or the file alone. */
export function describePlace(place: Place): string {
  return place.pointer === '' ? place.file : `${place.file}#${place.pointer}`;
}

/** One step of a JSON pointer (RFC 6901), with its slash. */
export function pointerStep(key: string | number): string {
  return typeof key === 'number' ? `/${key}` : `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

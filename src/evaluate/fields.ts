import type { Json, JsonObject } from '../lib/json.js';
import { fault, quote, step } from './fault.js';

/** An object of a case whose fields are taken one by one; what nobody took is unknown and refused by `end`. */
export interface Fields {
  readonly pointer: string;
  /** The value of an own field, undefined where it is missing. */
  take(name: string): Json | undefined;
  /** Errors: CASE_MALFORMED at the first field that nobody took. */
  end(): void;
}

/** Errors: CASE_MALFORMED when the value is no object. */
export function fieldsOf(value: Json | undefined, pointer: string): Fields {
  const object = objectOf(value, pointer);
  const taken = new Set<string>();
  return {
    pointer,
    take(name) {
      taken.add(name);
      return Object.hasOwn(object, name) ? object[name] : undefined;
    },
    end() {
      const unknown = Object.keys(object).find((name) => !taken.has(name));
      if (unknown === undefined) return;
      const known = [...taken].join(', ');
      throw fault('CASE_MALFORMED', pointer + step(unknown), `${quote(unknown)} is no field here; these are: ${known}`);
    },
  };
}

/** Errors: CASE_MALFORMED when the value is no object. */
export function objectOf(value: Json | undefined, pointer: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fault(
      'CASE_MALFORMED',
      pointer,
      value === undefined ? 'this object is missing' : 'an object is expected here',
    );
  }
  return value as JsonObject;
}

/** Errors: CASE_MALFORMED when the value is no text, an empty one, or longer than any that AWS takes. */
export function textOf(value: Json | undefined, pointer: string): string {
  if (typeof value !== 'string') {
    throw fault('CASE_MALFORMED', pointer, value === undefined ? 'this text is missing' : 'a text is expected here');
  }
  if (value === '') throw fault('CASE_MALFORMED', pointer, 'a text is expected here, and this one is empty');
  if (value.length > MOST_CHARACTERS) {
    throw fault('CASE_TOO_LARGE', pointer, `a text of at most ${MOST_CHARACTERS} characters is expected here`);
  }
  return value;
}

/** No ARN, action or key of AWS is that long. */
const MOST_CHARACTERS = 4_096;

/** Errors: CASE_MALFORMED when the value is neither true nor false. */
export function booleanOf(value: Json | undefined, pointer: string): boolean {
  if (typeof value === 'boolean') return value;
  throw fault('CASE_MALFORMED', pointer, 'true or false is expected here');
}

/** Errors: CASE_MALFORMED when the value is none of these. */
export function oneOf<const T extends string>(value: Json | undefined, pointer: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found !== undefined) return found;
  throw fault('CASE_MALFORMED', pointer, `one of ${allowed.join(', ')} is expected here`);
}

/** Errors: CASE_MALFORMED when the value is no list. */
export function listOf<T>(
  value: Json | undefined,
  pointer: string,
  read: (value: Json, pointer: string) => T,
): readonly T[] {
  if (!Array.isArray(value)) throw fault('CASE_MALFORMED', pointer, 'a list is expected here');
  return (value as readonly Json[]).map((each, index) => read(each, pointer + step(index)));
}

/** What `read` gives, or undefined where the field is missing or null. */
export function optional<T>(fields: Fields, name: string, read: (value: Json, pointer: string) => T): T | undefined {
  const value = fields.take(name);
  return value === undefined || value === null ? undefined : read(value, fields.pointer + step(name));
}

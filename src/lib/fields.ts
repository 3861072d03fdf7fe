import type { Json, JsonObject } from './json.js';

/** A value that has not the shape that is expected; `message` says which. `pointer` is a JSON pointer to it, empty for the whole. */
export class Malformed extends Error {
  readonly pointer: string;
  /** It is larger than anything that AWS takes. */
  readonly isTooLarge: boolean;

  constructor(pointer: string, message: string, options: { readonly isTooLarge?: boolean } = {}) {
    super(message);
    this.name = 'Malformed';
    this.pointer = pointer;
    this.isTooLarge = options.isTooLarge ?? false;
  }
}

/** A step of a JSON pointer (RFC 6901), escaped. */
export function step(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A text of a value, cut and quoted for a message. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

/** An object whose fields are taken one by one; what nobody took is unknown and refused by `end`. */
export interface Fields {
  readonly pointer: string;
  /** The value of an own field, undefined where it is missing. */
  take(name: string): Json | undefined;
  /** Errors: Malformed at the first field that nobody took. */
  end(): void;
}

/** Errors: Malformed when the value is no object. */
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
      throw new Malformed(pointer + step(unknown), `${quote(unknown)} is no field here; these are: ${known}`);
    },
  };
}

/** Errors: Malformed when the value is no object. */
export function objectOf(value: Json | undefined, pointer: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed(pointer, value === undefined ? 'this object is missing' : 'an object is expected here');
  }
  return value as JsonObject;
}

/** Errors: Malformed when the value is no text, an empty one, or longer than any that AWS takes. */
export function textOf(value: Json | undefined, pointer: string): string {
  if (typeof value !== 'string') {
    throw new Malformed(pointer, value === undefined ? 'this text is missing' : 'a text is expected here');
  }
  if (value === '') throw new Malformed(pointer, 'a text is expected here, and this one is empty');
  if (value.length > MOST_CHARACTERS) {
    const message = `a text of at most ${MOST_CHARACTERS} characters is expected here`;
    throw new Malformed(pointer, message, { isTooLarge: true });
  }
  return value;
}

/** No ARN, action or key of AWS is that long. */
const MOST_CHARACTERS = 4_096;

/** Errors: Malformed when the value is neither true nor false. */
export function booleanOf(value: Json | undefined, pointer: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new Malformed(pointer, 'true or false is expected here');
}

/** Errors: Malformed when the value is none of these. */
export function oneOf<const T extends string>(value: Json | undefined, pointer: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found !== undefined) return found;
  throw new Malformed(pointer, `one of ${allowed.join(', ')} is expected here`);
}

/** Errors: Malformed when the value is no list. */
export function listOf<T>(
  value: Json | undefined,
  pointer: string,
  read: (value: Json, pointer: string) => T,
): readonly T[] {
  if (!Array.isArray(value)) throw new Malformed(pointer, 'a list is expected here');
  return (value as readonly Json[]).map((each, index) => read(each, pointer + step(index)));
}

/** What `read` gives, or undefined where the field is missing or null. */
export function optional<T>(fields: Fields, name: string, read: (value: Json, pointer: string) => T): T | undefined {
  const value = fields.take(name);
  return value === undefined || value === null ? undefined : read(value, fields.pointer + step(name));
}

import type { Json } from '../lib/json.js';
import type { StatedContext } from '../policy/model.js';
import { fault } from './fault.js';
import { objectOf, step } from '../lib/fields.js';

/** The stated context, with the pointer of each lower-case key. */
export interface ReadContext {
  readonly stated: StatedContext;
  readonly pointers: ReadonlyMap<string, string>;
}

const MOST_KEY = 512;

/**
 * `request.context`: key to a text, number or boolean, or a list of them; an empty list or null says that the request lacks the key.
 * Errors: CASE_MALFORMED.
 */
export function readContext(value: Json | undefined, pointer: string, missing: StatedContext['missing']): ReadContext {
  const values = new Map<string, readonly string[]>();
  const absent = new Set<string>();
  const pointers = new Map<string, string>();
  for (const [key, found] of Object.entries(value === undefined ? {} : objectOf(value, pointer))) {
    const at = pointer + step(key);
    if (key === '' || key.length > MOST_KEY) {
      throw fault('CASE_MALFORMED', at, `a context key has 1 to ${MOST_KEY} characters`);
    }
    const lower = key.toLowerCase();
    if (pointers.has(lower)) throw fault('CASE_MALFORMED', at, 'this key is stated twice; keys ignore case');
    pointers.set(lower, at);
    const list = readValues(found, at);
    if (list.length === 0) absent.add(lower);
    else values.set(lower, list);
  }
  return { stated: { values, absent, missing }, pointers };
}

function readValues(found: Json, pointer: string): readonly string[] {
  if (found === null) return [];
  if (!Array.isArray(found)) return [readValue(found, pointer)];
  return (found as readonly Json[]).map((each, index) => readValue(each, pointer + step(index)));
}

function readValue(found: Json, pointer: string): string {
  if (typeof found === 'string') return found;
  if (typeof found === 'boolean' || typeof found === 'number') return String(found);
  throw fault('CASE_MALFORMED', pointer, 'a text, number or boolean, or a list of them, is expected here');
}

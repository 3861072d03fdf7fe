import type { KeyState } from './keyState.js';
import type { KeyDomain, Literal } from './model.js';

/** The request does not carry the key. */
export const ABSENT: KeyState = { kind: 'ABSENT' };

/** The request carries the key with these values. */
export function values(...found: readonly string[]): KeyState {
  return { kind: 'VALUES', values: found };
}

/** A value that is known, known to be missing (null), or not known. */
export function maybe(found: string | null | undefined): KeyState | null {
  if (found === undefined) return null;
  return found === null ? ABSENT : values(found);
}

/** The request carries the key, and what its values are is not known but for what is said. */
export function open(domain: Partial<KeyDomain>): KeyState {
  return {
    kind: 'OPEN',
    domain: { mayBeAbsent: false, isMultivalued: false, constraints: [], type: 'TEXT', ...domain },
  };
}

/** What every value of a key satisfies. */
export function constraint(key: string, operator: string, found: readonly string[]): Literal {
  return { atom: { kind: 'CONTEXT', key, operator, values: found, statement: null }, isNegated: false, hop: null };
}

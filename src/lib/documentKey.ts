import { hash } from 'node:crypto';
import type { Json } from './json.js';

const known = new WeakMap<object, string>();

/** The key of a policy document: a hash of its text. `text`: the document written out, where somebody has it at hand. */
export function documentKey(document: Json, text?: string): string {
  const identity = typeof document === 'object' ? document : null;
  const before = identity === null ? undefined : known.get(identity);
  if (before !== undefined) return before;
  const key = hash('sha256', text ?? JSON.stringify(document)).slice(0, 32);
  if (identity !== null) known.set(identity, key);
  return key;
}

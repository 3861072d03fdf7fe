import { hash } from 'node:crypto';
import type { Json } from '../lib/json.js';

/** Policy documents by a key that is a hash of their text: equal documents are kept once. */
export interface DocumentTable {
  /** The key of a document, which is then in the table; null for none. */
  add(document: Json | null): string | null;
  readonly documents: ReadonlyMap<string, Json>;
}

export function documentTable(): DocumentTable {
  const documents = new Map<string, Json>();
  const keys = new Map<string, string>();
  // Reading a dump makes equal documents one object, so that most are known without being written out.
  const known = new WeakMap<object, string>();
  return {
    documents,
    add(document) {
      if (document === null) return null;
      const identity = typeof document === 'object' ? document : null;
      const seen = identity === null ? undefined : known.get(identity);
      if (seen !== undefined) return seen;
      const text = JSON.stringify(document);
      let key = keys.get(text);
      if (key === undefined) {
        key = hash('sha256', text).slice(0, 32);
        keys.set(text, key);
        documents.set(key, document);
      }
      if (identity !== null) known.set(identity, key);
      return key;
    },
  };
}

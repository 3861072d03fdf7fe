import { documentKey } from '../lib/documentKey.js';
import type { Json } from '../lib/json.js';

/** Policy documents by their key: equal documents are kept once. */
export interface DocumentTable {
  /** The key of a document, which is then in the table; null for none. */
  add(document: Json | null): string | null;
  readonly documents: ReadonlyMap<string, Json>;
}

export function documentTable(): DocumentTable {
  const documents = new Map<string, Json>();
  return {
    documents,
    add(document) {
      if (document === null) return null;
      const key = documentKey(document);
      if (!documents.has(key)) documents.set(key, document);
      return key;
    },
  };
}

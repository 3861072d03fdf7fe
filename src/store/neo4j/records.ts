import { LRUCache } from 'lru-cache';
import { present } from '../../lib/invariant.js';
import { loadedKey } from './keys.js';
import { READ } from './statements/read.js';
import type { Conclusion } from '../../graph/edges.js';
import type { Gap } from '../../iam/snapshot.js';
import type { Json } from '../../lib/json.js';
import type { Run } from './connection.js';

/** About how many characters of records are remembered. */
const REMEMBERED = 32_000_000;

/**
 * Records that many questions read and that never change under the name of their load: conclusions, documents, and the gaps of a generation. Those
 * used last are remembered up to a bound, so that memory does not grow with the graph.
 */
export interface Records {
  /** Conclusions by number, in the transaction in hand. */
  conclusions(run: Run, load: string, numbers: Iterable<number>): Promise<ReadonlyMap<number, Conclusion>>;
  gaps(run: Run, load: string): Promise<readonly Gap[]>;
  /** What is remembered, without a look into Neo4j: null where that is not all. */
  gapsAtHand(load: string): readonly Gap[] | null;
  documentsAtHand(load: string, keys: readonly string[]): ReadonlyMap<string, Json> | null;
  /** Documents by key; the same object again for as long as it is remembered. */
  documents(run: Run, load: string, keys: Iterable<string>): Promise<ReadonlyMap<string, Json>>;
}

/** Remembers nothing yet. */
export function makeRecords(): Records {
  const conclusions = new LRUCache<string, Conclusion>({ maxSize: REMEMBERED });
  const documents = new LRUCache<string, Readonly<{ value: Json }>>({ maxSize: REMEMBERED });
  const gaps = new LRUCache<string, readonly Gap[]>({ max: 4 });
  return {
    async conclusions(run, load, numbers) {
      const found = new Map<number, Conclusion>();
      const missing: number[] = [];
      for (const number of new Set(numbers)) {
        const known = conclusions.get(loadedKey.conclusion(load, number));
        if (known === undefined) missing.push(number);
        else found.set(number, known);
      }
      if (missing.length === 0) return found;
      const keys = missing.map((number) => loadedKey.conclusion(load, number));
      const rows = await run<{ readonly number: number; readonly data: string }>(READ.conclusions, { keys });
      for (const { number, data } of rows) {
        const conclusion = JSON.parse(data) as Conclusion;
        found.set(number, conclusion);
        conclusions.set(loadedKey.conclusion(load, number), conclusion, { size: Math.max(1, data.length) });
      }
      return found;
    },
    async documents(run, load, keys) {
      const found = new Map<string, Json>();
      const missing: string[] = [];
      for (const key of new Set(keys)) {
        const known = documents.get(loadedKey.document(load, key));
        if (known === undefined) missing.push(key);
        else found.set(key, known.value);
      }
      if (missing.length === 0) return found;
      const wanted = missing.map((key) => loadedKey.document(load, key));
      const rows = await run<{ readonly id: string; readonly data: string }>(READ.documents, { keys: wanted });
      for (const { id, data } of rows) {
        const value = JSON.parse(data) as Json;
        found.set(id, value);
        documents.set(loadedKey.document(load, id), { value }, { size: Math.max(1, data.length) });
      }
      return found;
    },
    gapsAtHand: (load) => gaps.get(load) ?? null,
    documentsAtHand(load, keys) {
      const found = new Map<string, Json>();
      for (const key of keys) {
        const known = documents.get(loadedKey.document(load, key));
        if (known === undefined) return null;
        found.set(key, known.value);
      }
      return found;
    },
    async gaps(run, load) {
      const rows = await run<{ readonly data: string }>(READ.gaps, { prefix: loadedKey.gap(load, '') });
      const read = rows.map(({ data }) => JSON.parse(data) as Gap);
      gaps.set(load, read);
      return read;
    },
  };
}

/** The conclusion of this number among those that were asked for. A generation that is being removed may lack it. */
export function conclusionOf(known: ReadonlyMap<number, Conclusion>, number: number): Conclusion {
  return present(known.get(number), 'a derived edge has its conclusion');
}

import { readDumps } from '../../src/ingest/dump/readDumps.js';
import type { Ingested, ReadOptions } from '../../src/ingest/ingested.js';
import { checkDocument } from '../../src/policy/parse/checkDocument.js';

/** `readDumps` with what tests do not care about filled in. */
export function readForTest(paths: readonly string[], options: Partial<ReadOptions> = {}): Promise<Ingested> {
  return readDumps(paths, {
    checkDocument,
    lenient: false,
    strict: false,
    signal: new AbortController().signal,
    ...options,
  });
}

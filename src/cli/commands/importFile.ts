import { readExport } from '../../wire.js';
import { loadIntoNeo4j } from '../loadIntoNeo4j.js';
import { formatGeneration } from './ingest.js';

/** Options of `permgraph import`. */
export interface ImportOptions {
  readonly json?: boolean;
}

/** Loads an exported file into Neo4j as `ingest` loads dumps, once all of it was looked at; gives the generation with its counts. */
export async function importFile(file: string, options: ImportOptions, signal: AbortSignal): Promise<string> {
  const read: Parameters<typeof loadIntoNeo4j>[0] = async (onProgress) => readExport(file, signal, onProgress);
  return formatGeneration(await loadIntoNeo4j(read, { keepsCurrent: false }, signal), options);
}

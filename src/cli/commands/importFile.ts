import { unboundedCall } from '../../graph/call.js';
import { openNeo4j, readExport } from '../../wire.js';
import { neo4jOf } from '../neo4jOf.js';
import { createProgress } from '../progress.js';
import { formatGeneration } from './ingest.js';

/** Options of `permgraph import`. */
export interface ImportOptions {
  readonly json?: boolean;
}

/** Loads an exported file into Neo4j as `ingest` loads dumps, once all of it was looked at; gives the generation with its counts. */
export async function importFile(file: string, options: ImportOptions, signal: AbortSignal): Promise<string> {
  const { config, neo4j } = neo4jOf();
  const progress = createProgress(process.stderr);
  const store = await openNeo4j(neo4j, 'LOAD', config, signal, progress.update);
  try {
    const graph = await readExport(file, signal, progress.update);
    const generation = await store.replaceGeneration(graph, unboundedCall(signal));
    progress.end();
    await store.settle(unboundedCall(signal));
    return formatGeneration(generation, options);
  } finally {
    progress.end();
    await store.close();
  }
}

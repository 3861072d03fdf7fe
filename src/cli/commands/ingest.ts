import { unboundedCall } from '../../graph/call.js';
import type { GenerationInfo } from '../../graph/store.js';
import { loadGraph, openNeo4j } from '../../wire.js';
import { neo4jOf } from '../neo4jOf.js';
import { createProgress } from '../progress.js';

/** Options of `permgraph ingest`. */
export interface IngestOptions {
  readonly lenient?: boolean;
  readonly strict?: boolean;
  readonly ifEmpty?: boolean;
  readonly json?: boolean;
}

/** Loads dumps into Neo4j; gives the generation with its counts, once what is not kept any more is removed. */
export async function ingest(dumps: readonly string[], options: IngestOptions, signal: AbortSignal): Promise<string> {
  const { config, neo4j } = neo4jOf();
  const progress = createProgress(process.stderr);
  const store = await openNeo4j(neo4j, 'LOAD', config, signal, progress.update);
  try {
    if (options.ifEmpty === true) {
      const current = (await store.generations(unboundedCall(signal))).find(({ isCurrent }) => isCurrent);
      if (current !== undefined) {
        await store.prepare(unboundedCall(signal));
        return formatGeneration(current, options);
      }
    }
    const graph = await loadGraph({
      dumps,
      lenient: options.lenient === true,
      strict: options.strict === true,
      signal,
      onProgress: progress.update,
    });
    const generation = await store.replaceGeneration(graph, unboundedCall(signal));
    progress.end();
    await store.settle(unboundedCall(signal));
    return formatGeneration(generation, options);
  } finally {
    progress.end();
    await store.close();
  }
}

/** A generation that became current, with its counts. */
export function formatGeneration(generation: GenerationInfo, options: { readonly json?: boolean }): string {
  if (options.json === true) return JSON.stringify(generation, null, 2);
  const counts = generation.counts.map(({ name, count }) => `  ${count} ${name}`);
  return [`generation ${generation.id} is current`, ...counts].join('\n');
}

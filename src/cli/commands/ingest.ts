import type { GenerationInfo } from '../../graph/store.js';
import { loadGraph } from '../../wire.js';
import { loadIntoNeo4j } from '../loadIntoNeo4j.js';

/** Options of `permgraph ingest`. */
export interface IngestOptions {
  readonly lenient?: boolean;
  readonly strict?: boolean;
  readonly ifEmpty?: boolean;
  readonly json?: boolean;
}

/** Loads dumps into Neo4j; gives the generation with its counts, once what is not kept any more is removed. */
export async function ingest(dumps: readonly string[], options: IngestOptions, signal: AbortSignal): Promise<string> {
  const { lenient = false, strict = false, ifEmpty = false } = options;
  const generation = await loadIntoNeo4j(
    async (onProgress) => loadGraph({ dumps, lenient, strict, signal, onProgress }),
    { keepsCurrent: ifEmpty },
    signal,
  );
  return formatGeneration(generation, options);
}

/** A generation that became current, with its counts. */
export function formatGeneration(generation: GenerationInfo, options: { readonly json?: boolean }): string {
  if (options.json === true) return JSON.stringify(generation, null, 2);
  const counts = generation.counts.map(({ name, count }) => `  ${count} ${name}`);
  return [`generation ${generation.id} is current`, ...counts].join('\n');
}

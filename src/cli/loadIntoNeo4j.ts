import { unboundedCall } from '../graph/call.js';
import type { Graph } from '../graph/graph.js';
import type { GenerationInfo } from '../graph/store.js';
import { openNeo4j } from '../wire.js';
import { neo4jOf } from './neo4jOf.js';
import { createProgress, type Progress } from './progress.js';

/**
 * Loads a graph into the configured Neo4j, made once the database was looked at; gives its generation once what is not kept any more is
 * removed. `keepsCurrent`: where one is current already, that one stays.
 */
export async function loadIntoNeo4j(
  make: (onProgress: Progress['update']) => Promise<Graph>,
  { keepsCurrent }: { readonly keepsCurrent: boolean },
  signal: AbortSignal,
): Promise<GenerationInfo> {
  const { config, neo4j } = neo4jOf();
  const call = unboundedCall(signal);
  const progress = createProgress(process.stderr);
  const store = await openNeo4j(neo4j, 'LOAD', config, signal, progress.update);
  try {
    const current = keepsCurrent ? (await store.generations(call)).find(({ isCurrent }) => isCurrent) : undefined;
    if (current !== undefined) {
      await store.prepare(call);
      return current;
    }
    const generation = await store.replaceGeneration(await make(progress.update), call);
    progress.end();
    await store.settle(call);
    return generation;
  } finally {
    progress.end();
    await store.close();
  }
}

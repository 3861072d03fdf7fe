import { writeBackup } from '../../backup/writeBackup.js';
import { readConfig, type Config, type Neo4jConfig } from '../../config.js';
import { EXAMPLE_DUMP } from '../../example.js';
import { unboundedCall } from '../../graph/call.js';
import { graphParts, type GraphPart } from '../../graph/parts.js';
import { KnownError } from '../../lib/errors.js';
import { loadGraph, openNeo4j } from '../../wire.js';
import { createProgress, type Progress } from '../progress.js';
import type { GenerationRecord } from '../../graph/graph.js';
import type { DumpOptions } from '../openDumps.js';

/** Options of `permgraph export`. */
export interface ExportOptions extends DumpOptions {
  readonly generation?: string;
  readonly json?: boolean;
}

/** What is written, and what ends its reading. */
interface Source {
  readonly generation: GenerationRecord;
  readonly parts: Iterable<GraphPart> | AsyncIterable<GraphPart>;
  readonly close: () => Promise<void>;
}

/**
 * Writes a generation to one file: of the dumps given, otherwise of the configured Neo4j, otherwise of the example organisation, saying so
 * on stderr. Gives what was written.
 * Errors: USAGE where a generation is named and no Neo4j holds it; FILE_NOT_WRITTEN; those of dumps and of the store.
 */
export async function exportFile(file: string, options: ExportOptions, signal: AbortSignal): Promise<string> {
  const progress = createProgress(process.stderr);
  try {
    const { generation, parts, close } = await openSource(options, progress, signal);
    let count = 0;
    try {
      await writeBackup(file, generation, parts, {
        signal,
        onProgress: (done) => {
          count = done;
          progress.update('writing parts', done, done);
        },
      });
    } finally {
      await close();
    }
    if (options.json === true) return JSON.stringify({ file, generation: generation.id, parts: count }, null, 2);
    return `generation ${generation.id} is in ${file}: ${count} parts`;
  } finally {
    progress.end();
  }
}

async function openSource(options: ExportOptions, progress: Progress, signal: AbortSignal): Promise<Source> {
  const config = options.dump === undefined ? readConfig() : null;
  if (config !== null && config.neo4j !== null) return openStored(config, config.neo4j, options, signal);
  if (options.generation !== undefined)
    throw new KnownError('USAGE', '--generation names one that Neo4j keeps, and this exports a dump');
  if (options.dump === undefined)
    process.stderr.write('permgraph: no --dump given, so this exports the example organisation that ships with it\n');
  const graph = await loadGraph({
    dumps: options.dump ?? [EXAMPLE_DUMP],
    lenient: options.lenient === true,
    strict: options.strict === true,
    signal,
    onProgress: progress.update,
  });
  return { generation: graph.generation, parts: graphParts(graph), close: async () => undefined };
}

async function openStored(
  config: Config,
  neo4j: Neo4jConfig,
  options: ExportOptions,
  signal: AbortSignal,
): Promise<Source> {
  const store = await openNeo4j(neo4j, 'SERVE', config, signal);
  try {
    const stored = await store.parts(options.generation ?? null, unboundedCall(signal));
    return { ...stored, close: async () => store.close() };
  } catch (error) {
    await store.close();
    throw error;
  }
}

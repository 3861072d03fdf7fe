import { readConfig } from '../../config.js';
import { EXAMPLE_DUMP } from '../../example.js';
import { serveDumps } from '../../serveDumps.js';

/** Options of `permgraph serve`. */
export interface ServeOptions {
  readonly lenient?: boolean;
  readonly strict?: boolean;
  readonly watch?: boolean;
}

/**
 * Serves dumps until a signal stops it. Without one: what Neo4j holds where it is configured, otherwise the example organisation, saying
 * so on stderr.
 */
export async function serve(dumps: readonly string[], options: ServeOptions, signal: AbortSignal): Promise<void> {
  const isInNeo4j = readConfig().neo4j !== null;
  if (dumps.length === 0 && !isInNeo4j) {
    process.stderr.write('permgraph: no dump given, so this serves the example organisation that ships with it\n');
  }
  await serveDumps({
    dumps: dumps.length === 0 && !isInNeo4j ? [EXAMPLE_DUMP] : dumps,
    lenient: options.lenient === true,
    strict: options.strict === true,
    watch: options.watch === true,
    signal,
  });
}

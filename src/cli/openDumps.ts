import { readConfig } from '../config.js';
import { EXAMPLE_DUMP } from '../example.js';
import type { FindingsFiles } from '../findingSettings.js';
import { openGraph, type PermissionGraph } from '../index.js';
import { EXIT } from './exitCodes.js';
import type { Outcome } from './outcome.js';
import { createProgress } from './progress.js';

/** Options of every command that asks dumps. */
export interface DumpOptions {
  readonly dump?: readonly string[];
  readonly lenient?: boolean;
  readonly strict?: boolean;
}

/**
 * Opens the dumps, asks, prints, and sets the exit code. Without a dump it asks the configured Neo4j, and without that the example
 * organisation, saying so on stderr. `findings`: files about findings, for a question about them.
 */
export async function askDumps(
  options: DumpOptions,
  signal: AbortSignal,
  question: (graph: PermissionGraph) => Promise<Outcome>,
  findings: FindingsFiles = {},
): Promise<void> {
  const neo4j = options.dump === undefined ? readConfig().neo4j : null;
  if (options.dump === undefined && neo4j === null) {
    process.stderr.write('permgraph: no --dump given, so this is about the example organisation that ships with it\n');
  }
  const progress = createProgress(process.stderr);
  const source =
    neo4j === null
      ? {
          dumps: options.dump ?? [EXAMPLE_DUMP],
          lenient: options.lenient === true,
          strict: options.strict === true,
          onProgress: progress.update,
        }
      : { neo4j };
  const graph = await openGraph({ ...source, findings, signal }).finally(progress.end);
  try {
    const outcome = await question(graph);
    process.stdout.write(`${outcome.text}\n`);
    if (!outcome.isMet) {
      process.stderr.write(`permgraph: ${outcome.reason}\n`);
      process.exitCode = EXIT.unmet;
    }
  } finally {
    await graph.close();
  }
}

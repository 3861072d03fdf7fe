import { KnownError } from '../../lib/errors.js';
import { migrate } from './migrate.js';
import { MAKE_SCHEMA, SCHEMA, SCHEMA_VERSION } from './statements/schema.js';
import type { Call } from '../../graph/store.js';
import type { Connection } from './connection.js';

/** The oldest line of Neo4j whose Cypher we use. */
const OLDEST = [5, 26] as const;

/** What a database is wanted for: to be served from, or to be loaded into, which brings an older model to this one. */
export type Purpose = 'SERVE' | 'LOAD';

/**
 * Looks whether the database can serve, or be loaded into: its version, whose it is, and of which model. An empty one can; nothing is written.
 * Errors: STORE_UNSUITABLE saying which of these is wrong; STORE_REFUSED, STORE_UNAVAILABLE.
 */
export async function checkSchema(connection: Connection, purpose: Purpose, call: Call): Promise<void> {
  await checkVersion(connection, call);
  const { pointer, others } = await connection.read(call, async (run) => {
    const [known] = await run<{ readonly schema: number }>(SCHEMA.readPointer);
    // Looks at every node, so only where nothing was loaded: a server starts without reading the graph.
    const [held] = known === undefined ? await run<{ readonly holdsOthers: boolean }>(SCHEMA.holdsOthers) : [];
    return { pointer: known, others: held?.holdsOthers === true };
  });
  if (pointer === undefined && others) {
    throw unsuitable('the database holds a graph that is not ours; give Permgraph an empty database of its own');
  }
  const isBrought = purpose === 'LOAD' && pointer !== undefined && pointer.schema < SCHEMA_VERSION;
  if (pointer !== undefined && !isBrought) checkModel(pointer.schema);
}

/** Makes constraints, indexes and the pointer where they are missing, and brings an older model to this one. Errors: those of `checkSchema`. */
export async function prepareSchema(connection: Connection, call: Call): Promise<void> {
  await checkSchema(connection, 'LOAD', call);
  await migrate(connection, call);
  const names = await connection.direct<{ readonly name: string }>(call, SCHEMA.indexes);
  const known = new Set(names.map(({ name }) => name));
  const missing = Object.entries(MAKE_SCHEMA).filter(([name]) => !known.has(name));
  for (const [, statement] of missing) await connection.direct(call, statement);
  if (missing.length > 0) await connection.direct(call, SCHEMA.awaitIndexes);
  const [pointer] = await connection.write(call, async (run) =>
    run<{ readonly schema: number }>(SCHEMA.makePointer, { schema: SCHEMA_VERSION }),
  );
  checkModel(pointer?.schema ?? SCHEMA_VERSION);
}

function checkModel(version: number): void {
  if (version === SCHEMA_VERSION) return;
  const cure =
    version < SCHEMA_VERSION ? 'run `permgraph ingest`, which brings it to that' : 'run the version that loaded it';
  throw unsuitable(
    `the database is of model ${version}, and this version of Permgraph knows model ${SCHEMA_VERSION}; ${cure}`,
  );
}

async function checkVersion(connection: Connection, call: Call): Promise<void> {
  // Read like a question, so that who may only read can start a server, and a cluster's readers answer.
  const rows = await connection.read(call, async (run) =>
    run<{ readonly name: string; readonly versions: readonly string[] }>(SCHEMA.components),
  );
  const version = rows.find(({ name }) => name === 'Neo4j Kernel')?.versions[0] ?? 'unknown';
  if (!isSupported(version)) {
    throw unsuitable(`Neo4j ${version} is not supported; use 5.26 or later`);
  }
}

/** Whether a version such as `5.26.30` or `2026.08.1` is at least the oldest one. */
export function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

function unsuitable(message: string): KnownError {
  return new KnownError('STORE_UNSUITABLE', message);
}

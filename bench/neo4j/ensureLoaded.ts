import { unboundedCall } from '../../src/graph/call.js';
import { neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import { loadGraph } from '../../src/wire.js';
import type { Database } from './bareDriver.js';

/** Makes a dump current in the database and removes what was before it; does nothing where it is current already. */
export async function ensureLoaded(database: Database, dump: string): Promise<void> {
  const store = neo4jStore({ ...database, keepGenerations: 1, graceMs: 0 });
  try {
    await store.replaceGeneration(await loadGraph({ dumps: [dump] }), unboundedCall());
    await store.settle(unboundedCall());
  } finally {
    await store.close();
  }
}

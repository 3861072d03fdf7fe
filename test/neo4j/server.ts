import neo4j from 'neo4j-driver';
import { neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import type { Neo4jStore, Neo4jStoreOptions } from '../../src/store/neo4j/neo4jStore.js';

/** The server that `startServer.ts` started, or the one that the environment names. */
export const SERVER = {
  uri: process.env['PERMGRAPH_TEST_NEO4J_URI'] ?? 'bolt://127.0.0.1:17687',
  user: 'neo4j',
  password: process.env['PERMGRAPH_TEST_NEO4J_PASSWORD'] ?? 'permgraph-secret',
} as const;

/** Runs one statement past every store. */
export async function runStatement(statement: string): Promise<readonly Record<string, unknown>[]> {
  const driver = neo4j.driver(SERVER.uri, neo4j.auth.basic(SERVER.user, SERVER.password), {
    disableLosslessIntegers: true,
  });
  try {
    return (await driver.executeQuery(statement)).records.map((record) => record.toObject());
  } finally {
    await driver.close();
  }
}

/** Removes everything from the database. */
export async function wipe(): Promise<void> {
  await runStatement('MATCH (n) CALL (n) { DETACH DELETE n }');
}

/** A store on an empty database. */
export async function freshStore(options: Partial<Neo4jStoreOptions> = {}): Promise<Neo4jStore> {
  await wipe();
  return neo4jStore({ ...SERVER, keepGenerations: 2, ...options });
}

import type { Database } from './bareDriver.js';

/** The database that the environment names, as the tests do. It is wiped. */
export function databaseOfEnvironment(): Database {
  const uri = process.env['PERMGRAPH_TEST_NEO4J_URI'];
  const password = process.env['PERMGRAPH_TEST_NEO4J_PASSWORD'];
  if (uri === undefined || password === undefined)
    throw new Error('PERMGRAPH_TEST_NEO4J_URI and _PASSWORD name no database');
  return { uri, user: 'neo4j', password };
}

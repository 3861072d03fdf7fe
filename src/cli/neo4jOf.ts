import { readConfig, type Config, type Neo4jConfig } from '../config.js';
import { KnownError } from '../lib/errors.js';

/** The configured Neo4j, for commands that work on nothing else. Errors: CONFIG_INVALID when there is none. */
export function neo4jOf(): { readonly config: Config; readonly neo4j: Neo4jConfig } {
  const config = readConfig();
  if (config.neo4j !== null) return { config, neo4j: config.neo4j };
  const variable = 'PERMGRAPH_NEO4J_URI';
  throw new KnownError('CONFIG_INVALID', `${variable} is missing; this command works on Neo4j`, {
    details: { variable },
  });
}

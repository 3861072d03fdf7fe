import { GENERATIONS } from '../../src/store/neo4j/statements/generations.js';
import { LOAD, LOAD_EDGES, LOAD_RELATIONS } from '../../src/store/neo4j/statements/load.js';
import { PARTS } from '../../src/store/neo4j/statements/parts.js';
import { LISTING, RANK_OF, READ, RELATED } from '../../src/store/neo4j/statements/read.js';
import { MAKE_SCHEMA, SCHEMA } from '../../src/store/neo4j/statements/schema.js';
import { ACCOUNT_PAIRS, WALKS } from '../../src/store/neo4j/statements/walks.js';

/** Every statement that the store sends, by where it stands. */
export const CYPHER_STATEMENTS = collect('', {
  GENERATIONS,
  LOAD,
  LOAD_EDGES,
  LOAD_RELATIONS,
  LISTING,
  PARTS,
  RANK_OF,
  READ,
  RELATED,
  MAKE_SCHEMA,
  SCHEMA,
  ACCOUNT_PAIRS,
  WALKS,
});

function collect(name: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[name, value]];
  return Object.entries(value as object).flatMap(([key, part]) => collect(name === '' ? key : `${name}.${key}`, part));
}

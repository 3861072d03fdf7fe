import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { GENERATIONS } from '../../src/store/neo4j/statements/generations.js';
import { LOAD, LOAD_EDGES, LOAD_RELATIONS } from '../../src/store/neo4j/statements/load.js';
import { LISTING, RANK_OF, READ, RELATED } from '../../src/store/neo4j/statements/read.js';
import { MAKE_SCHEMA, SCHEMA } from '../../src/store/neo4j/statements/schema.js';
import { ACCOUNT_PAIRS, WALKS } from '../../src/store/neo4j/statements/walks.js';

type Lint = (
  statement: string,
  database: { readonly parameters: Readonly<Record<string, unknown>> },
) => { readonly diagnostics: readonly { readonly severity?: number; readonly message: string }[] };

/** Its build for imports leaves out file endings, which Node refuses. */
const { lintCypherQuery } = createRequire(import.meta.url)('@neo4j-cypher/language-support') as {
  readonly lintCypherQuery: Lint;
};

/** Every statement that the store sends, by where it stands. */
const STATEMENTS = collect('', {
  GENERATIONS,
  LOAD,
  LOAD_EDGES,
  LOAD_RELATIONS,
  LISTING,
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

/** What Neo4j's own grammar and semantic analysis find wrong. */
function faultsOf(statement: string): readonly string[] {
  const parameters = Object.fromEntries([...statement.matchAll(/\$(\w+)/gu)].map(([, name = '']) => [name, null]));
  const { diagnostics } = lintCypherQuery(statement, { parameters });
  return diagnostics.filter(({ severity }) => severity === 1).map(({ message }) => message);
}

describe('the Cypher of the Neo4j store', () => {
  it('is found', () => {
    expect(STATEMENTS.length).toBeGreaterThan(50);
  });

  it.each(STATEMENTS)('%s is accepted by the grammar of Neo4j', (_, statement) => {
    expect(faultsOf(statement)).toEqual([]);
  });

  it('is linted at all: planted faults are found', () => {
    expect(faultsOf('MATCH (n) RETRUN n')).not.toEqual([]);
    expect(faultsOf('MATCH (n) RETURN m')).not.toEqual([]);
  });
}, 60_000);

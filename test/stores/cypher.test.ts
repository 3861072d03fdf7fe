import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { CYPHER_STATEMENTS } from '../support/cypherStatements.js';

type Lint = (
  statement: string,
  database: { readonly parameters: Readonly<Record<string, unknown>> },
) => { readonly diagnostics: readonly { readonly severity?: number; readonly message: string }[] };

/** Its build for imports leaves out file endings, which Node refuses. */
const { lintCypherQuery } = createRequire(import.meta.url)('@neo4j-cypher/language-support') as {
  readonly lintCypherQuery: Lint;
};

/** What Neo4j's own grammar and semantic analysis find wrong. */
function faultsOf(statement: string): readonly string[] {
  const parameters = Object.fromEntries([...statement.matchAll(/\$(\w+)/gu)].map(([, name = '']) => [name, null]));
  const { diagnostics } = lintCypherQuery(statement, { parameters });
  return diagnostics.filter(({ severity }) => severity === 1).map(({ message }) => message);
}

describe('the Cypher of the Neo4j store', () => {
  it('is found', () => {
    expect(CYPHER_STATEMENTS.length).toBeGreaterThan(50);
  });

  it.each(CYPHER_STATEMENTS)('%s is accepted by the grammar of Neo4j', (_, statement) => {
    expect(faultsOf(statement)).toEqual([]);
  });

  it('is linted at all: planted faults are found', () => {
    expect(faultsOf('MATCH (n) RETRUN n')).not.toEqual([]);
    expect(faultsOf('MATCH (n) RETURN m')).not.toEqual([]);
  });
}, 60_000);

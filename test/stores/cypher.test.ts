import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { EDGE_KINDS, RELATION_KINDS } from '../../src/graph/edges.js';
import { CYPHER_STATEMENTS } from '../support/cypherStatements.js';

const KINDS: ReadonlySet<string> = new Set([...RELATION_KINDS, ...EDGE_KINDS]);

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

/** Statements that differ in the name of a kind of relation alone are linted once: to the grammar one name is as good as another. */
const DISTINCT = [
  ...new Map(
    CYPHER_STATEMENTS.map(([name, statement]) => [withoutKinds(statement), [name, statement] as const]),
  ).values(),
];

function withoutKinds(statement: string): string {
  return statement.replaceAll(/:(?:[A-Z]+_)*[A-Z]+(?=[\]{ ])/gu, (found) =>
    KINDS.has(found.slice(1)) ? ':KIND' : found,
  );
}

describe('the Cypher of the Neo4j store', () => {
  it('is found', () => {
    expect(CYPHER_STATEMENTS.length).toBeGreaterThan(50);
  });

  it.each(DISTINCT)('%s is accepted by the grammar of Neo4j', (_, statement) => {
    expect(faultsOf(statement)).toEqual([]);
  });

  it('is linted at all: planted faults are found', () => {
    expect(faultsOf('MATCH (n) RETRUN n')).not.toEqual([]);
    expect(faultsOf('MATCH (n) RETURN m')).not.toEqual([]);
  });
}, 60_000);

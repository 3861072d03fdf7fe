import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../resolvers/index.js';
import { unboundedCall } from '../../src/graph/call.js';
import { compareCodePoints } from '../../src/lib/codePoints.js';
import { loadGraph } from '../../src/wire.js';
import { makeAskOperation } from '../suites/equalAnswers/askOperation.js';
import { CYPHER_STATEMENTS } from '../support/cypherStatements.js';
import { neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import { freshStore, SERVER } from './server.js';
import type { Neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import type { SentStatement } from '../../src/store/neo4j/observedConnection.js';

const CASES = 'test/cases/cypher';
const NAMES: ReadonlyMap<string, string> = new Map(CYPHER_STATEMENTS.map(([name, text]) => [text, name]));

/** Each operation's variables, and in how many transactions it may be answered: batches that end at once can also go out one by one. */
const ASKED = {
  'who-can-assume': { variables: { role: 'arn:aws:iam::333344445555:role/LogReader' }, most: 16 },
  paths: {
    variables: {
      from: 'arn:aws:iam::666677778888:user/tomas.berg',
      to: 'arn:aws:iam::444455556666:role/Deploy',
    },
    most: 9,
  },
  accounts: { variables: {}, most: 20 },
  'who-can': { variables: { action: 's3:GetObject', resource: 'arn:aws:s3:::harbourline-customs/*' }, most: 10 },
  'what-can': { variables: { principal: 'arn:aws:iam::444455556666:role/Deploy' }, most: 24 },
} as const;

/** Every statement that was sent, with the number of keys that it asked for in all; one that is asked in batches asks for each key once. */
function describeStatements(sent: readonly SentStatement[]): readonly string[] {
  const totals = new Map<string, number>();
  for (const { statement, parameters } of sent) {
    const name = NAMES.get(statement) ?? 'A STATEMENT THAT IS NOT IN THE LIST';
    const asked = parameters['keys'] ?? parameters['asked'] ?? [];
    totals.set(name, (totals.get(name) ?? 0) + (asked as readonly unknown[]).length);
  }
  return [...totals]
    .toSorted(([left], [right]) => compareCodePoints(left, right))
    .map(([name, keys]) => (keys === 0 ? name : `${name} keys: ${keys}`));
}

/** What is sent to Neo4j for an operation, caches cold. `npm run test:neo4j -- -u` writes it anew. */
describe('the statements that a nested query sends', () => {
  const sent: SentStatement[] = [];
  const ask = makeAskOperation(buildSchema());
  let store: Neo4jStore;
  beforeAll(async () => {
    // What is retired is not removed meanwhile.
    store = await freshStore({ graceMs: 3_600_000, onStatement: (one) => sent.push(one) });
    await store.replaceGeneration(await loadGraph({ dumps: ['examples/organization'] }), unboundedCall());
  });
  afterAll(async () => store.close());

  const cases = readdirSync(CASES)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => file.replace('.graphql', '') as keyof typeof ASKED);

  it.each(cases)('%s', async (name) => {
    const cold = neo4jStore({ ...SERVER, keepGenerations: 2, onStatement: (one) => sent.push(one) });
    sent.length = 0;
    const source = readFileSync(`${CASES}/${name}.graphql`, 'utf8');
    const answer = await ask(cold, source, ASKED[name].variables);
    await cold.close();
    expect((JSON.parse(answer) as { errors?: unknown }).errors).toBeUndefined();
    const transactions = new Set(sent.map(({ transaction }) => transaction));
    expect(transactions.size).toBeLessThanOrEqual(ASKED[name].most);
    const lines = describeStatements(sent);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`../cases/cypher/${name}.statements`);
  });

  it('and that a start sends are those of somebody who may only read', async () => {
    sent.length = 0;
    const server = neo4jStore({ ...SERVER, keepGenerations: 2, onStatement: (one) => sent.push(one) });
    try {
      await server.check('SERVE', unboundedCall());
      const source = readFileSync(`${CASES}/paths.graphql`, 'utf8');
      await ask(server, source, ASKED.paths.variables);
      expect(sent.length).toBeGreaterThan(5);
      expect(new Set(sent.map(({ mode }) => mode))).toEqual(new Set(['READ']));
    } finally {
      await server.close();
    }
  });

  it('are no more for all rows than for one', async () => {
    const source = `query ($role: Arn!, $first: Int) { whoCanAssume(role: $role, first: $first) { nodes { evidence { because }
      principal { name account { name } policies { policy { name document } through { name } } } edge { id rule } } } }`;
    const countFor = async (first: number): Promise<number> => {
      sent.length = 0;
      const answer = await ask(store, source, { ...ASKED['who-can-assume'].variables, first });
      expect((JSON.parse(answer) as { errors?: unknown }).errors).toBeUndefined();
      return new Set(sent.map(({ transaction }) => transaction)).size;
    };
    await countFor(200);
    const one = await countFor(1);
    expect(await countFor(200)).toBeLessThanOrEqual(one + 2);
  });

  it('are as many for those who can do something however many they are, and for all that a principal can do', async () => {
    const transactionsFor = async (
      name: 'who-can' | 'what-can',
      variables: Readonly<Record<string, string>>,
    ): Promise<{ readonly rows: number; readonly transactions: number; readonly most: number }> => {
      sent.length = 0;
      const answer = JSON.parse(await ask(store, readFileSync(`${CASES}/${name}.graphql`, 'utf8'), variables)) as {
        readonly data: Readonly<Record<string, { readonly totalCount: number }>>;
      };
      const rows = answer.data[name === 'who-can' ? 'whoCan' : 'whatCan']?.totalCount ?? Number.NaN;
      return { rows, transactions: new Set(sent.map(({ transaction }) => transaction)).size, most: ASKED[name].most };
    };
    const asked = [
      await transactionsFor('who-can', { action: 's3:GetObject', resource: 'arn:aws:s3:::harbourline-customs/*' }),
      await transactionsFor('who-can', { action: 's3:*', resource: 'arn:aws:s3:::harbourline-customs/*' }),
      await transactionsFor('who-can', { action: 's3:GetObject', resource: 'arn:aws:s3:::harbourline-brochures/*' }),
      await transactionsFor('who-can', { action: 'sts:GetCallerIdentity', resource: '*' }),
      await transactionsFor('what-can', { principal: 'arn:aws:iam::444455556666:role/Deploy' }),
      await transactionsFor('what-can', { principal: 'arn:aws:iam::333344445555:role/LogReader' }),
      await transactionsFor('what-can', { principal: 'anonymous' }),
    ];
    expect(Math.max(...asked.map(({ rows }) => rows)) / Math.min(...asked.map(({ rows }) => rows))).toBeGreaterThan(10);
    for (const { transactions, most } of asked) expect(transactions).toBeLessThanOrEqual(most);
  });
});

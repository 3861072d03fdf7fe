import { readFileSync } from 'node:fs';
import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unboundedCall } from '../../src/graph/call.js';
import { loadGraph } from '../../src/wire.js';
import { freshStore, SERVER } from './server.js';

const QUERIES = [
  ...readFileSync('docs/neo4j.md', 'utf8').matchAll(
    /^### (?<title>.+)\n\n```cypher\n(?<query>[^`]+)```\n\n```jsonl\n(?<answer>[^`]*)```/gmu,
  ),
].map(({ groups }) => [groups?.['title'] ?? '', groups?.['query'] ?? '', groups?.['answer'] ?? ''] as const);

describe('the queries of docs/neo4j.md', () => {
  let driver: Driver;
  beforeAll(async () => {
    const store = await freshStore();
    await store.replaceGeneration(await loadGraph({ dumps: ['examples/organization'] }), unboundedCall());
    await store.close();
    driver = neo4j.driver(SERVER.uri, neo4j.auth.basic(SERVER.user, SERVER.password), {
      disableLosslessIntegers: true,
    });
  });
  afterAll(async () => driver.close());

  it('are eleven', () => {
    expect(QUERIES).toHaveLength(11);
  });

  it.each(QUERIES)('%s', async (_, query, answer) => {
    const { records } = await driver.executeQuery(query);
    const rows = records.map((record) => JSON.stringify(record.toObject()));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(answer.trim().split('\n'));
  });
});

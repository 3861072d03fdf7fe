import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openGraph } from '../../src/index.js';
import { unboundedCall } from '../../src/graph/call.js';
import { loadGraph } from '../../src/wire.js';
import { freshStore, SERVER } from './server.js';
import type { KnownError } from '../../src/lib/errors.js';

const QUESTION = 'examples/questions/01-github';

describe('the library on Neo4j', () => {
  it('answers as over the dumps, and a database without a generation says so', async () => {
    const store = await freshStore();
    const graph = await openGraph({ neo4j: SERVER });
    try {
      const empty = await graph.graphql({ query: '{ generation { id } }' });
      expect(empty.errors?.map(({ extensions }) => extensions['code'])).toEqual(['NO_GENERATION']);
      await store.replaceGeneration(await loadGraph({ dumps: ['examples/organization'] }), unboundedCall());
      const variables = JSON.parse(readFileSync(`${QUESTION}.json`, 'utf8')) as Record<string, unknown>;
      const answer = await graph.graphql({ query: readFileSync(`${QUESTION}.graphql`, 'utf8'), variables });
      const expected = readFileSync('examples/questions/expected/01-github.json', 'utf8');
      expect(JSON.parse(JSON.stringify(answer.data))).toEqual(JSON.parse(expected));
    } finally {
      await graph.close();
      await store.close();
    }
    await expect(graph.graphql({ query: '{ generation { id } }' })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
  });

  it('refuses a wrong password before any question', async () => {
    const refused = openGraph({ neo4j: { ...SERVER, password: 'not-the-password' } });
    await expect(refused).rejects.toSatisfy((error: KnownError) => error.code === 'STORE_REFUSED');
  });
});

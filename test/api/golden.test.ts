import { readdirSync, readFileSync } from 'node:fs';
import { graphql } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSchema, createContext } from '../../resolvers/index.js';
import { batchedStore } from '../../src/store/decorators/batchedStore.js';
import { recordingStore } from '../../src/store/decorators/recordingStore.js';
import { storeOf } from './execute.js';
import { world } from './world.js';

const CASES = 'test/cases/api';
const schema = buildSchema();

/**
 * Each case is an operation, with its whole answer and every call that it makes to the store, sorted. A lost batch shows as more lines.
 * `npx vitest run test/api/golden.test.ts -u` writes them anew.
 */
describe('golden operations', () => {
  const names = readdirSync(CASES)
    .filter((file) => file.endsWith('.graphql') && file !== 'contract.graphql')
    .map((file) => file.replace('.graphql', ''));

  it.each(names)('%s', async (name) => {
    const recording = recordingStore(await storeOf(world()));
    const context = createContext({
      store: batchedStore(recording.store),
      config: { deadlineMs: 60_000, workBudget: 1_000_000 },
      signal: new AbortController().signal,
      requestId: 'golden',
    });
    const source = readFileSync(`${CASES}/${name}.graphql`, 'utf8');
    const result = await graphql({ schema, source, contextValue: context });
    const calls = recording.calls.map(({ method, args }) => `${method} ${JSON.stringify(args)}`).toSorted();
    await expect(`${JSON.stringify(result, null, 2)}\n`).toMatchFileSnapshot(`../cases/api/${name}.json`);
    await expect(`${calls.join('\n')}\n`).toMatchFileSnapshot(`../cases/api/${name}.calls`);
  });
});

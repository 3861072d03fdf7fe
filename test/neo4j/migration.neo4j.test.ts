import { describe, expect, it } from 'vitest';
import { unboundedCall } from '../../src/graph/call.js';
import { neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import { policyNode, sketchGraph } from '../support/graphs.js';
import { freshStore, runStatement, SERVER } from './server.js';

const call = unboundedCall();
const POLICY = policyNode('111111111111', 'Reader', 'd1');
const graphOf = (id: string) =>
  sketchGraph({
    id,
    nodes: [POLICY],
    documents: { d1: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }] } },
  });

/** What model 2 added, taken away. */
async function makeModel1(): Promise<void> {
  await runStatement('MATCH (t:ActionTerm) DETACH DELETE t');
  await runStatement("MATCH (p:Permgraph {id: 'permgraph'}) SET p.schema = 1");
}

describe('a database of the model before', () => {
  it('is not served, and says that ingest brings it to this one', async () => {
    const store = await freshStore();
    try {
      await store.replaceGeneration(graphOf('before'), call);
      await makeModel1();
      await expect(store.check('SERVE', call)).rejects.toMatchObject({
        code: 'STORE_UNSUITABLE',
        message: expect.stringContaining('permgraph ingest') as string,
      });
    } finally {
      await store.close();
    }
  });

  it('is brought to this one by a load, the generations that it keeps included, once or twice', async () => {
    const before = await freshStore();
    await before.replaceGeneration(graphOf('before'), call);
    await before.close();
    await makeModel1();
    const store = neo4jStore({ ...SERVER, keepGenerations: 2 });
    try {
      await store.replaceGeneration(graphOf('after'), call);
      for (const id of ['before', 'after']) {
        const reader = await store.open(id, call);
        expect(await reader.policiesAllowing(['s3:GetObject'], null, call)).toEqual([POLICY.id]);
        expect(await reader.policiesAllowing(['sqs:SendMessage'], null, call)).toEqual([]);
      }
      await runStatement("MATCH (p:Permgraph {id: 'permgraph'}) SET p.schema = 1");
      const again = neo4jStore({ ...SERVER, keepGenerations: 2 });
      await again.replaceGeneration(graphOf('last'), call);
      await again.check('SERVE', call);
      await again.close();
      const terms = await runStatement("MATCH (t:ActionTerm {term: 's3:get*'}) RETURN count(t) AS terms");
      expect(terms).toEqual([{ terms: 3 }]);
    } finally {
      await store.close();
    }
  });
});

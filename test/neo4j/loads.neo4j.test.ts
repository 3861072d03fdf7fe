import { describe, expect, it } from 'vitest';
import { unboundedCall } from '../../src/graph/call.js';
import { neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import { roleNode, sketchGraph } from '../support/graphs.js';
import { openTcpProxy } from '../support/tcpProxy.js';
import { STATEMENT_OF } from './faultTable.js';
import { freshStore, runStatement, SERVER, wipe } from './server.js';

const graphOf = (id: string) => sketchGraph({ id, nodes: [roleNode('111111111111', id)] });
const call = unboundedCall();

describe('loads into Neo4j', () => {
  it('two at once: one wins, the other says so, and nothing of it stays', async () => {
    const quick = await freshStore();
    const { hostname, port } = new URL(SERVER.uri);
    const proxy = await openTcpProxy({ host: hostname, port: Number(port) });
    const slow = neo4jStore({ ...SERVER, uri: proxy.uri, keepGenerations: 2 });
    try {
      await quick.replaceGeneration(graphOf('before'), call);
      proxy.whenSent(STATEMENT_OF.swap, async () => void (await quick.replaceGeneration(graphOf('quick'), call)));
      await expect(slow.replaceGeneration(graphOf('slow'), call)).rejects.toMatchObject({ code: 'LOAD_CONFLICT' });
      expect((await quick.generations(call)).map(({ id }) => id)).toEqual(['quick', 'before']);
      expect(await runStatement('MATCH (g:Generation) RETURN count(g) AS count')).toEqual([{ count: 2 }]);
      expect(await runStatement("MATCH (n:Loaded) WHERE n.name = 'slow' RETURN n")).toEqual([]);
    } finally {
      await quick.close();
      await slow.close();
      await proxy.close();
    }
  });

  it('two of the same dump at once give one generation, and both are content', async () => {
    const one = await freshStore();
    const two = neo4jStore({ ...SERVER, keepGenerations: 2 });
    try {
      const infos = await Promise.all([
        one.replaceGeneration(graphOf('same'), call),
        two.replaceGeneration(graphOf('same'), call),
      ]);
      expect(infos.map(({ id }) => id)).toEqual(['same', 'same']);
      expect((await one.generations(call)).map(({ id }) => id)).toEqual(['same']);
    } finally {
      await one.close();
      await two.close();
    }
  });

  it('a load that died is removed by the next one, and a generation that is not kept after its grace', async () => {
    const store = await freshStore({ leaseMs: 0, graceMs: 0, keepGenerations: 1 });
    try {
      await store.replaceGeneration(graphOf('old'), call);
      await runStatement(
        "CREATE (:Generation {load: 'dead', id: 'dead', state: 'LOADING', heartbeat: 0, isPinned: false})",
      );
      await runStatement("CREATE (:Loaded {load: 'dead', key: 'dead|1'})");
      await store.replaceGeneration(graphOf('new'), call);
      await store.settle(call);
      expect(await runStatement('MATCH (g:Generation) RETURN g.id AS id')).toEqual([{ id: 'new' }]);
      expect(await runStatement("MATCH (n:Loaded) WHERE n.load = 'dead' OR n.name = 'old' RETURN n")).toEqual([]);
    } finally {
      await store.close();
    }
  });

  it('a load that died is removed by the next one at once, also where that one finds its dump current', async () => {
    const store = await freshStore({ leaseMs: 0 });
    try {
      await store.replaceGeneration(graphOf('same'), call);
      await runStatement(
        "CREATE (:Generation {load: 'dead', id: 'dead', state: 'LOADING', heartbeat: 0, isPinned: false}), (:Loaded {load: 'dead', key: 'dead|1'})",
      );
      await store.replaceGeneration(graphOf('same'), call);
      expect(await runStatement('MATCH (g:Generation) RETURN g.id AS id')).toEqual([{ id: 'same' }]);
      expect(await runStatement("MATCH (n:Loaded {load: 'dead'}) RETURN n")).toEqual([]);
    } finally {
      await store.close();
    }
  });

  it("a pinned generation stays, and somebody else's database is refused untouched", async () => {
    const store = await freshStore({ keepGenerations: 1 });
    try {
      await store.replaceGeneration(graphOf('kept'), call);
      expect(await store.pin('kept', true, call)).toBe(true);
      expect(await store.pin('never', true, call)).toBe(false);
      for (const id of ['b', 'c']) await store.replaceGeneration(graphOf(id), call);
      expect((await store.generations(call)).map(({ id }) => id)).toEqual(['c', 'kept']);
      await wipe();
      await runStatement("CREATE (:Person {name: 'Ada'})");
      const other = neo4jStore({ ...SERVER, keepGenerations: 1 });
      await expect(other.replaceGeneration(graphOf('x'), call)).rejects.toMatchObject({ code: 'STORE_UNSUITABLE' });
      await expect(other.check('SERVE', call)).rejects.toMatchObject({ code: 'STORE_UNSUITABLE' });
      expect(await runStatement('MATCH (n) RETURN labels(n) AS labels')).toEqual([{ labels: ['Person'] }]);
      await other.close();
    } finally {
      await store.close();
      await wipe();
    }
  });
});

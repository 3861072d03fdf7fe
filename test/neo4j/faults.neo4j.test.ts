import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unboundedCall } from '../../src/graph/call.js';
import { KnownError } from '../../src/lib/errors.js';
import { neo4jStore, type Neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import { roleNode, sketchGraph } from '../support/graphs.js';
import { openTcpProxy, type TcpProxy } from '../support/tcpProxy.js';
import { freshStore, SERVER } from './server.js';
import type { Call } from '../../src/graph/store.js';

const ROLE = roleNode('111111111111', 'One');
const graphOf = (id: string) => sketchGraph({ id, nodes: [ROLE] });

/** A call that has a second. */
const aSecond = (): Call => ({ ...unboundedCall(), deadline: performance.now() + 1000 });

/** The code of a refusal, ANSWER for an answer, and after how many milliseconds it came. */
async function timed(work: Promise<unknown>): Promise<{ readonly outcome: string; readonly milliseconds: number }> {
  const start = performance.now();
  const outcome = await work.then(
    () => 'ANSWER',
    (error: unknown) => (error instanceof KnownError ? error.code : String(error)),
  );
  return { outcome, milliseconds: performance.now() - start };
}

describe('faults between us and Neo4j', () => {
  let direct: Neo4jStore;
  let proxy: TcpProxy;
  let store: Neo4jStore;
  beforeAll(async () => {
    direct = await freshStore();
    const { hostname, port } = new URL(SERVER.uri);
    proxy = await openTcpProxy({ host: hostname, port: Number(port) });
    store = neo4jStore({ ...SERVER, uri: proxy.uri, keepGenerations: 2 });
    await store.replaceGeneration(graphOf('g1'), unboundedCall());
  });
  afterAll(async () => {
    await store.close();
    await direct.close();
    await proxy.close();
  });
  beforeEach(() => {
    proxy.behave({ kind: 'WELL' });
  });

  const question = async (): Promise<unknown> => {
    const call = aSecond();
    return (await store.open(null, call)).nodes([ROLE.id], call);
  };

  /** Well again within five seconds of its return, without a new store. */
  const expectWellAgain = async (): Promise<void> => {
    proxy.behave({ kind: 'WELL' });
    const returned = performance.now();
    for (;;) {
      const { outcome } = await timed(question());
      if (outcome === 'ANSWER') break;
      expect(performance.now() - returned).toBeLessThan(5000);
    }
  };

  it.each(['RESET', 'SILENT'] as const)(
    'a question while %s is refused in time, and answered on its return',
    async (how) => {
      expect((await timed(question())).outcome).toBe('ANSWER');
      proxy.behave({ kind: how });
      for (let times = 0; times < 4; times++) {
        const { outcome, milliseconds } = await timed(question());
        expect(['STORE_UNAVAILABLE', 'DEADLINE_EXCEEDED']).toContain(outcome);
        expect(milliseconds).toBeLessThan(1500);
      }
      await expectWellAgain();
    },
  );

  it('a late server is answered from or refused in time', async () => {
    proxy.behave({ kind: 'LATE', milliseconds: 300 });
    const { outcome, milliseconds } = await timed(question());
    expect(['ANSWER', 'DEADLINE_EXCEEDED', 'STORE_UNAVAILABLE']).toContain(outcome);
    expect(milliseconds).toBeLessThan(1500);
    await expectWellAgain();
  });

  it.each(['RESET', 'SILENT'] as const)('a load while %s leaves the old generation current, whole', async (how) => {
    proxy.behave({ kind: how });
    const { outcome } = await timed(store.replaceGeneration(graphOf('g2'), aSecond()));
    expect(['STORE_UNAVAILABLE', 'DEADLINE_EXCEEDED']).toContain(outcome);
    const reader = await direct.open(null, unboundedCall());
    expect(reader.generation.id).toBe('g1');
    expect(await reader.nodes([ROLE.id], unboundedCall())).toEqual([ROLE]);
    await expectWellAgain();
  });
});

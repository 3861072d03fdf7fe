import { afterEach, expect, it, vi } from 'vitest';
import { unboundedCall } from '../../src/graph/call.js';
import { openConnection, type Connection } from '../../src/store/neo4j/connection.js';
import { openBoltServer, type BoltServer, type Script } from '../support/bolt/boltServer.js';

const HALF_AN_HOUR_MS = 1_800_000;

/** A scripted server with a connection to it, both closed after the test. */
async function open(script: Script): Promise<{ readonly server: BoltServer; readonly connection: Connection }> {
  const server = await openBoltServer(script);
  const connection = openConnection({
    uri: `bolt://${server.address}`,
    user: 'neo4j',
    password: 'secret',
    callLimitMs: 10_000,
  });
  closing.push(async () => connection.close().then(async () => server.close()));
  return { server, connection };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closing.splice(0)) await close();
});

it('a connection that was idle for long is asked whether it lives before a question goes over it', async () => {
  let isAway = false;
  const { server, connection } = await open(({ connection: number }) =>
    isAway && number === 1 ? 'HANG UP' : undefined,
  );
  await connection.read(unboundedCall(), async (run) => run('MATCH (a) RETURN a'));
  isAway = true;
  const later = Date.now() + HALF_AN_HOUR_MS;
  vi.spyOn(Date, 'now').mockImplementation(() => later);
  await connection.read(unboundedCall(), async (run) => run('MATCH (a) RETURN a'));
  const begun = server.asked.filter(({ kind }) => kind === 'BEGIN');
  expect(begun.map((request) => request.connection)).toEqual([1, 2]);
});

it('a question ends as soon as its asker leaves, whatever Neo4j does', async () => {
  const { connection } = await open(({ kind }) => (kind === 'RUN' ? 'NOTHING' : undefined));
  const asker = new AbortController();
  const reason = new Error('the asker left');
  const answer = connection.read({ ...unboundedCall(), signal: asker.signal }, async (run) =>
    run('MATCH (a) RETURN a'),
  );
  const asked = performance.now();
  setTimeout(() => {
    asker.abort(reason);
  }, 50);
  await expect(answer).rejects.toBe(reason);
  expect(performance.now() - asked).toBeLessThan(1500);
});

it('a statement that needs too much memory is not repeated until the deadline', async () => {
  const { server, connection } = await open(({ kind }) =>
    kind === 'RUN' ? { failure: 'Neo.TransientError.General.MemoryPoolOutOfMemoryError' } : undefined,
  );
  const call = { ...unboundedCall(), deadline: performance.now() + 3000 };
  const question = connection.read(call, async (run) => run('MATCH (a) RETURN a'));
  await expect(question).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(server.asked.filter(({ kind }) => kind === 'RUN')).toHaveLength(1);
});

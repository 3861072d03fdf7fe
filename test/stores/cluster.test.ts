import { test as base, describe, expect, vi } from 'vitest';
import { unboundedCall } from '../../src/graph/call.js';
import { openConnection, type Connection, type Run } from '../../src/store/neo4j/connection.js';
import { openCluster, type Cluster, type Member } from '../support/bolt/cluster.js';
import type { Request } from '../support/bolt/boltServer.js';
import type { Call } from '../../src/graph/store.js';

const within = (milliseconds: number): Call => ({ ...unboundedCall(), deadline: performance.now() + milliseconds });

/** A cluster of three with a connection to it. */
const test = base.extend<{ cluster: Cluster; connection: Connection; members: readonly [Member, Member, Member] }>({
  // oxlint-disable-next-line no-empty-pattern -- the first argument of a fixture must be destructured
  cluster: async ({}, use) => {
    const cluster = await openCluster(3);
    await use(cluster);
    await cluster.close();
  },
  connection: async ({ cluster }, use) => {
    const connection = openConnection({ uri: cluster.uri, user: 'neo4j', password: 'secret', callLimitMs: 10_000 });
    await use(connection);
    await connection.close();
  },
  members: async ({ cluster }, use) => use(cluster.members as readonly [Member, Member, Member]),
});

const write = async (run: Run) => run('CREATE (:A)');
const read = async (run: Run) => run('MATCH (a:A) RETURN a.name AS name');

/** Answers one request of a kind otherwise, once. */
function once(kind: Request['kind'], reply: { readonly failure: string }): Member['script'] {
  let isDone = false;
  return (request) => {
    if (request.kind !== kind || isDone) return undefined;
    isDone = true;
    return reply;
  };
}

describe.concurrent('a cluster', () => {
  test('is read in read mode from a reader and written at the leader', async ({ connection, members }) => {
    members[1].script = members[2].script = ({ kind }) => (kind === 'RUN' ? { rows: [{ name: 'one' }] } : undefined);
    await connection.write(within(5000), write);
    expect(await connection.read(within(5000), read)).toEqual([{ name: 'one' }]);
    expect(members[0].asked('BEGIN').map(({ extra }) => extra['mode'] ?? 'w')).toEqual(['w']);
    const begun = [...members[1].asked('BEGIN'), ...members[2].asked('BEGIN')];
    expect(begun.map(({ extra }) => extra['mode'])).toEqual(['r']);
    expect(begun[0]?.extra['tx_timeout']).toBeGreaterThan(0);
  });

  for (const kind of ['RUN', 'COMMIT'] as const) {
    test(`changes its leader at ${kind} of a write, which is repeated at the new one`, async ({
      cluster,
      connection,
      members,
    }) => {
      members[0].script = (request) => {
        if (request.kind !== kind) return undefined;
        cluster.roles.writers = [1];
        return { failure: 'Neo.ClientError.Cluster.NotALeader' };
      };
      await connection.write(within(8000), write);
      expect(members[1].asked('COMMIT')).toHaveLength(1);
      expect(members[1].asked('RUN').map(({ statement }) => statement)).toEqual(['CREATE (:A)']);
    });
  }

  test('whose routing table is over names its new members', async ({ cluster, connection, members }) => {
    cluster.roles.ttl = 0;
    cluster.roles.readers = [1];
    await connection.read(within(5000), read);
    expect(members[1].asked('BEGIN')).toHaveLength(1);
    cluster.roles.readers = [2];
    cluster.roles.routers = [2];
    await members[1].server.close();
    await connection.read(within(5000), read);
    expect(members[2].asked('BEGIN')).toHaveLength(1);
  });

  test('with a reader that lags behind what was written is asked for no earlier state', async ({
    connection,
    members,
  }) => {
    for (const reader of [members[1], members[2]]) {
      reader.script = once('BEGIN', { failure: 'Neo.TransientError.Transaction.BookmarkTimeout' });
    }
    await connection.write(within(5000), write);
    await connection.read(within(8000), read);
    const begun = [...members[1].asked('BEGIN'), ...members[2].asked('BEGIN')];
    expect(begun.length).toBeGreaterThan(1);
    expect(begun.map(({ extra }) => extra['bookmarks'])).toEqual(begun.map(() => ['b1']));
  });

  test('that wants a new authorisation gets it on a new connection', async ({ cluster, connection, members }) => {
    cluster.roles.readers = [1];
    members[1].script = once('RUN', { failure: 'Neo.ClientError.Security.AuthorizationExpired' });
    await connection.read(within(8000), read);
    const [first, second] = members[1].asked('RUN').map((request) => request.connection);
    expect(second).not.toBe(first);
    expect(members[1].asked('LOGON').map((request) => request.connection)).toContain(second);
  });

  test('whose token is over refuses, in a code', async ({ cluster, connection, members }) => {
    cluster.roles.readers = [1];
    members[1].script = ({ kind }) =>
      kind === 'RUN' ? { failure: 'Neo.ClientError.Security.TokenExpired' } : undefined;
    await expect(connection.read(within(5000), read)).rejects.toMatchObject({ code: 'STORE_REFUSED' });
  });

  test('of which nobody answers is told as such when the time is over', async ({ connection, members }) => {
    for (const member of members) member.script = ({ kind }) => (kind === 'BEGIN' ? 'NOTHING' : undefined);
    const asked = performance.now();
    await expect(connection.read(within(1000), read)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(performance.now() - asked).toBeLessThan(1500);
  });

  test('in which each attempt fails is told as such, not as a question that was too wide', async ({
    connection,
    members,
  }) => {
    members[0].script = ({ kind }) =>
      kind === 'RUN' ? { failure: 'Neo.TransientError.Transaction.DeadlockDetected' } : undefined;
    await expect(connection.write(within(1000), write)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  test('writes nothing for a caller who has left', async ({ connection, members }) => {
    let begin = (): void => undefined;
    members[0].script = async ({ kind }) => {
      if (kind === 'BEGIN') {
        await new Promise<void>((resolve) => {
          begin = resolve;
        });
      }
      return undefined;
    };
    await expect(connection.write(within(1000), write)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    begin();
    const ended = (): number => members[0].asked('ROLLBACK').length + members[0].asked('RESET').length;
    await vi.waitFor(() => expect(ended()).toBeGreaterThan(0), { timeout: 5000 });
    expect([...members[0].asked('RUN'), ...members[0].asked('COMMIT')]).toEqual([]);
  });

  test('with connections that died unnoticed is asked over new ones within the question', async ({
    cluster,
    connection,
    members,
  }) => {
    cluster.roles.readers = [1];
    await connection.read(within(5000), read);
    const dead = members[1].asked('BEGIN').map((request) => request.connection);
    for (const member of members) {
      member.script = (request) => (dead.includes(request.connection) ? 'NOTHING' : undefined);
    }
    await connection.read(within(5000), read);
    expect(members[1].asked('COMMIT')).toHaveLength(2);
  });
});

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unboundedCall } from '../../src/graph/call.js';
import { roleNode, sketchGraph } from '../support/graphs.js';
import { freshStore, SERVER } from './server.js';
import type { Neo4jStore } from '../../src/store/neo4j/neo4jStore.js';

const root = path.resolve(import.meta.dirname, '../..');
const ROLE = roleNode('111111111111', 'One');
/** The role says in a tag of which generation it is, so that a mixture is seen. */
const graphOf = (id: string) => sketchGraph({ id, nodes: [{ ...ROLE, tags: [{ key: 'generation', value: id }] }] });
const QUERY = `{ generation { id } principal(arn: "${ROLE.arn ?? ''}") { ... on Role { tags { value } } } }`;
/** In which every server has to answer from a new generation, and in which one that is told to has to end; milliseconds. */
const SEEN_MS = 2000;
const ENDED_MS = 10_000;
const SERVERS = 3;

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
}

let loader: Neo4jStore;
/** Every process that was started, and those that listen. */
const servers: ChildProcess[] = [];
let started: readonly Started[] = [];

async function startServer(): Promise<Started> {
  const child = spawn(process.execPath, [path.join(root, 'dist/src/main.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      PERMGRAPH_PORT: '0',
      PERMGRAPH_NEO4J_URI: SERVER.uri,
      PERMGRAPH_NEO4J_PASSWORD: SERVER.password,
    },
  });
  servers.push(child);
  let log = '';
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the server ended before it said where it listens: ${log}`);
  });
  const listens = new Promise<string>((resolve) => {
    child.stderr.on('data', (data) => {
      log += String(data);
      const url = /"url":"([^"]+)"/u.exec(log)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  ended.catch(() => undefined);
  return { child, url: await Promise.race([listens, ended]) };
}

/** The generation from which a server answers; fails where the role is of another. */
async function generationOf({ url }: Started): Promise<string | undefined> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
  });
  const { data } = (await response.json()) as {
    data?: { generation: { id: string }; principal: { tags: { value: string }[] } };
  };
  expect(data?.principal.tags[0]?.value).toBe(data?.generation.id);
  return data?.generation.id;
}

beforeAll(async () => {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
  expect(status).toBe(0);
  loader = await freshStore();
  await loader.replaceGeneration(graphOf('g0'), unboundedCall());
  started = await Promise.all(Array.from({ length: SERVERS }, startServer));
}, 300_000);
afterAll(async () => {
  for (const child of servers) child.kill('SIGKILL');
  await loader.close();
});

it('several servers all answer from a new generation within two seconds, and none from two at once', async () => {
  const seen: number[] = [];
  for (let number = 1; number <= 5; number++) {
    const id = `g${number}`;
    await Promise.all(started.map(generationOf));
    let swapped = Number.POSITIVE_INFINITY;
    const asking = started.map(async (server) => {
      while ((await generationOf(server)) !== id) await wait(10);
      return Math.max(0, performance.now() - swapped);
    });
    await loader.replaceGeneration(graphOf(id), unboundedCall());
    swapped = performance.now();
    seen.push(...(await Promise.all(asking)));
  }
  process.stderr.write(`seen by every server within ${Math.max(...seen).toFixed(0)} ms\n`);
  expect(Math.max(...seen)).toBeLessThan(SEEN_MS);
});

it('a server on Neo4j ends when it is told to, also while Neo4j is asked', async () => {
  for (const [place, server] of started.entries()) {
    const asked = place === 0 ? null : generationOf(server).catch(() => undefined);
    const ended = once(server.child, 'exit');
    server.child.kill('SIGTERM');
    const [code] = (await Promise.race([ended, wait(ENDED_MS, ['still running'])])) as [unknown];
    expect(code).toBe(0);
    await asked;
  }
});

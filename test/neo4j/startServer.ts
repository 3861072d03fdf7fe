import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import neo4j from 'neo4j-driver';

/** Starts an empty Neo4j for the suite, authentication on, and ends it afterwards; nothing where the environment names one. */
export async function setup(): Promise<() => Promise<void>> {
  if (process.env['PERMGRAPH_TEST_NEO4J_URI'] !== undefined) return async () => undefined;
  const port = await freePort();
  const password = 'permgraph-secret';
  const uri = `bolt://127.0.0.1:${port}`;
  // Two suites on one machine must not share a database: tests read where theirs is from here.
  process.env['PERMGRAPH_TEST_NEO4J_URI'] = uri;
  process.env['PERMGRAPH_TEST_NEO4J_PASSWORD'] = password;
  const data = mkdtempSync(path.join(tmpdir(), 'permgraph-neo4j-'));
  const child = spawn(
    process.execPath,
    ['scripts/neo4j.mjs', '--port', String(port), '--data', path.join(data, 'data')],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, PERMGRAPH_NEO4J_PASSWORD: password } },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  await untilReady({ uri, password }, () => child.exitCode !== null);
  return async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

async function untilReady(
  server: { readonly uri: string; readonly password: string },
  isOver: () => boolean,
): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (isOver()) throw new Error('Neo4j ended before it was ready');
    const driver = neo4j.driver(server.uri, neo4j.auth.basic('neo4j', server.password));
    try {
      await driver.executeQuery('RETURN 1');
      return;
    } catch {
      await setTimeout(500);
    } finally {
      await driver.close();
    }
  }
  throw new Error('Neo4j was not ready within five minutes');
}

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import { SERVER } from './server.js';

/** Starts an empty Neo4j for the suite, authentication on, and ends it afterwards; nothing where the environment names one. */
export async function setup(): Promise<() => Promise<void>> {
  if (process.env['PERMGRAPH_TEST_NEO4J_URI'] !== undefined) return async () => undefined;
  const data = mkdtempSync(path.join(tmpdir(), 'permgraph-neo4j-'));
  const child = spawn(
    process.execPath,
    ['scripts/neo4j.mjs', '--port', new URL(SERVER.uri).port, '--data', path.join(data, 'data')],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, PERMGRAPH_NEO4J_PASSWORD: SERVER.password } },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  await untilReady(() => child.exitCode !== null);
  return async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
}

async function untilReady(isOver: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (isOver()) throw new Error('Neo4j ended before it was ready');
    const driver = neo4j.driver(SERVER.uri, neo4j.auth.basic(SERVER.user, SERVER.password));
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

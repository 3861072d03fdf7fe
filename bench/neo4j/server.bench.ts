// A server on the Neo4j that the environment names: how soon it is ready, and its memory after questions.
// PERMGRAPH_TEST_NEO4J_URI=bolt://… PERMGRAPH_TEST_NEO4J_PASSWORD=… node server.bench.js FOLDER
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { unboundedCall } from '../../src/graph/call.js';
import { neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import { databaseOfEnvironment } from './database.js';
import { ensureLoaded } from './ensureLoaded.js';
import { timedQuestions } from './neo4jQuestions.js';

const PORT = Number(process.env['PORT'] ?? 17_990);
const ROUNDS = 6;
const database = databaseOfEnvironment();
await ensureLoaded(database, process.argv[2] ?? '');
const store = neo4jStore({ ...database, keepGenerations: 1 });
const questions = await timedQuestions(await store.open(null, unboundedCall()));
await store.close();

const started = performance.now();
const server = spawn(process.execPath, [fileURLToPath(new URL('../../src/main.js', import.meta.url))], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    PERMGRAPH_PORT: String(PORT),
    PERMGRAPH_LOG_LEVEL: 'error',
    PERMGRAPH_DEADLINE_MS: '60000',
    PERMGRAPH_NEO4J_URI: database.uri,
    PERMGRAPH_NEO4J_PASSWORD: database.password,
  },
});

async function untilReady(): Promise<number> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${PORT}/readyz`).catch(() => null);
    if (answer?.status === 200) return performance.now() - started;
    if (server.exitCode !== null) throw new Error('the server ended before it was ready');
    await setTimeout(20);
  }
}

function mebibytes(field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`, 'u').exec(status)?.[1] ?? Number.NaN) / 1024;
}

try {
  const readyMs = await untilReady();
  const idle = mebibytes('VmRSS');
  let asked = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const { query, variables } of questions) {
      for (const each of variables) {
        const response = await fetch(`http://127.0.0.1:${PORT}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables: each }),
        });
        const { errors } = (await response.json()) as { readonly errors?: unknown };
        if (errors !== undefined) throw new Error(JSON.stringify(errors));
        asked++;
      }
    }
  }
  process.stdout.write(
    JSON.stringify({ readyMs, idle, asked, resident: mebibytes('VmRSS'), peak: mebibytes('VmHWM') }),
  );
} finally {
  server.kill('SIGTERM');
}

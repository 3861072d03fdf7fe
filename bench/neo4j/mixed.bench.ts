// Mixed questions at a fixed rate, half of what the bare driver manages with the same statements, on the Neo4j that the environment names.
// PERMGRAPH_TEST_NEO4J_URI=bolt://… PERMGRAPH_TEST_NEO4J_PASSWORD=… node mixed.bench.js FOLDER SECONDS
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { unboundedCall } from '../../src/graph/call.js';
import { neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import type { SentStatement } from '../../src/store/neo4j/observedConnection.js';
import { createRandom } from '../random.js';
import { bareDriver, type Replay, replay, replayOf } from './bareDriver.js';
import { databaseOfEnvironment } from './database.js';
import { ensureLoaded } from './ensureLoaded.js';
import { makeAsk } from './makeAsk.js';
import { timedQuestions } from './neo4jQuestions.js';

const seconds = Number(process.argv[3] ?? 600);
const BARE_SECONDS = Math.min(30, seconds);
const AT_ONCE = 8;
const database = databaseOfEnvironment();
await ensureLoaded(database, process.argv[2] ?? '');
const sent: SentStatement[] = [];
const recorded = neo4jStore({ ...database, keepGenerations: 1, onStatement: (one) => sent.push(one) });
const driver = bareDriver(database);
const store = neo4jStore({ ...database, keepGenerations: 1 });
const ask = makeAsk(store);

/** Every question with its variables, and what it sends once caches are warm. */
const mix: {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly replay: Replay;
}[] = [];
const askRecorded = makeAsk(recorded);
for (const { query, variables } of await timedQuestions(await recorded.open(null, unboundedCall()))) {
  for (const each of variables) {
    await askRecorded(query, each);
    sent.length = 0;
    await askRecorded(query, each);
    mix.push({ query, variables: each, replay: replayOf(sent) });
    await ask(query, each);
  }
}
await recorded.close();
const random = createRandom(3);

/** Questions a second that the bare driver manages, so many at once. */
async function bareRate(): Promise<number> {
  let done = 0;
  const end = performance.now() + BARE_SECONDS * 1000;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < end) {
        await replay(driver, random.pick(mix).replay);
        done++;
      }
    }),
  );
  return done / BARE_SECONDS;
}

const bare = await bareRate();
const rate = bare / 2;
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const times: number[] = [];
let failed = 0;
const running = new Set<Promise<void>>();
const started = performance.now();
for (let number = 0; performance.now() - started < seconds * 1000; number++) {
  const due = started + (number * 1000) / rate;
  const wait = due - performance.now();
  if (wait > 0) await setTimeout(wait);
  const { query, variables } = random.pick(mix);
  // From when it was due, so that a question that could not even start counts its waiting.
  const one = ask(query, variables)
    .then(() => void times.push(performance.now() - due))
    .catch(() => void failed++)
    .finally(() => running.delete(one));
  running.add(one);
}
await Promise.all(running);
const took = (performance.now() - started) / 1000;
delay.disable();
times.sort((left, right) => left - right);
const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
await store.close();
await driver.close();
process.stdout.write(
  JSON.stringify({
    seconds: took,
    bareRate: bare,
    offeredRate: rate,
    reachedRate: times.length / took,
    failed,
    p50: at(0.5),
    p99: at(0.99),
    longest: at(1),
    eventLoopP99: delay.percentile(99) / 1e6,
    eventLoopMean: delay.mean / 1e6,
  }),
);

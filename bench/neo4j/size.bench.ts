// Loads an organisation into Neo4j and asks it, beside the bare driver loading the same rows and sending the same statements.
// PERMGRAPH_TEST_NEO4J_URI=bolt://… PERMGRAPH_TEST_NEO4J_PASSWORD=… node size.bench.js FOLDER
import { unboundedCall } from '../../src/graph/call.js';
import { neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import type { SentStatement } from '../../src/store/neo4j/observedConnection.js';
import { loadGraph } from '../../src/wire.js';
import { compareLeast, median } from '../timing.js';
import { bareDriver, type Replay, replay, replayOf, wipe } from './bareDriver.js';
import { bareLoad } from './bareLoad.js';
import { databaseOfEnvironment } from './database.js';
import { makeAsk } from './makeAsk.js';
import { timedQuestions } from './neo4jQuestions.js';

const database = databaseOfEnvironment();
const sent: SentStatement[] = [];
const store = neo4jStore({ ...database, keepGenerations: 1, onStatement: (one) => sent.push(one) });
const driver = bareDriver(database);
const graph = await loadGraph({ dumps: [process.argv[2] ?? ''] });
const LOADS = graph.nodes.length > 5000 ? 1 : 3;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

// What a database does first it does slowly, so both sides have loaded once before they are measured.
const loads = { product: [] as number[], bare: [] as number[], rows: 0 };
for (let run = 0; run <= LOADS; run++) {
  await wipe(driver);
  const product = await timed(async () => store.replaceGeneration(graph, unboundedCall()));
  await wipe(driver);
  const bare = await bareLoad(driver, graph);
  loads.rows = bare.rows;
  if (run === 0 && LOADS > 1) continue;
  loads.product.push(product);
  loads.bare.push(bare.milliseconds);
}
await wipe(driver);
await store.replaceGeneration(graph, unboundedCall());

const ask = makeAsk(store);
const questions = [];
for (const { name, query, variables } of await timedQuestions(await store.open(null, unboundedCall()))) {
  const replays: Replay[] = [];
  for (const each of variables) {
    await ask(query, each);
    sent.length = 0;
    await ask(query, each);
    replays.push(replayOf(sent));
  }
  // Each alone, since what the machine does besides is much of what several in a row take.
  let productMs = 0;
  let bareMs = 0;
  for (const [place, each] of variables.entries()) {
    const one = async (): Promise<object> => ask(query, each);
    const other = async (): Promise<number> => replay(driver, replays[place] ?? []);
    const { first, second } = await compareLeast(one, other, { runs: 30, warmUp: 2 });
    productMs += first;
    bareMs += second;
  }
  questions.push({
    name,
    productMs: productMs / variables.length,
    bareMs: bareMs / variables.length,
    statements: replays.flat(2).length / variables.length,
    transactions: replays.flat().length / variables.length,
  });
}
await store.close();
await driver.close();
const sorted = (times: readonly number[]): readonly number[] => times.toSorted((left, right) => left - right);
process.stdout.write(
  JSON.stringify({
    load: { rows: loads.rows, productMs: median(sorted(loads.product)), bareMs: median(sorted(loads.bare)) },
    questions,
  }),
);

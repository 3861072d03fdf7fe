// Who can do it, over the committed questions, by a store on the Neo4j that the environment names that remembers nothing.
// PERMGRAPH_TEST_NEO4J_URI=bolt://… PERMGRAPH_TEST_NEO4J_PASSWORD=… node whoCan.bench.js FOLDER
import { readFileSync } from 'node:fs';
import { unboundedCall } from '../../src/graph/call.js';
import type { GraphStore } from '../../src/graph/store.js';
import { packageRoot } from '../../src/packageRoot.js';
import { makeAsk } from '../../src/questions/ask.js';
import { whoCan } from '../../src/questions/whoCan.js';
import { batchedStore } from '../../src/store/decorators/batchedStore.js';
import { memoryStore } from '../../src/store/memory/memoryStore.js';
import { neo4jStore } from '../../src/store/neo4j/neo4jStore.js';
import { loadGraph } from '../../src/wire.js';
import type { WhoCanQuestion } from '../whoCan/chooseQuestions.js';
import { spreadOf } from '../whoCan/summarize.js';
import { databaseOfEnvironment } from './database.js';
import type { WhoCanResult } from './neo4jTable.js';

const database = databaseOfEnvironment();
const text = readFileSync(new URL('bench/whoCan/questions.json', packageRoot), 'utf8');
const questions = JSON.parse(text) as readonly WhoCanQuestion[];
const graph = await loadGraph({ dumps: [process.argv[2] ?? ''] });
const memory = memoryStore({ keepGenerations: 1 });
await memory.replaceGeneration(graph, unboundedCall());
const loading = neo4jStore({ ...database, keepGenerations: 1, graceMs: 0 });
await loading.replaceGeneration(graph, unboundedCall());
await loading.settle(unboundedCall());
await loading.close();

const asked: { readonly ms: number; readonly transactions: number }[] = [];
for (const question of questions) {
  const transactions = new Set<number>();
  const store = neo4jStore({
    ...database,
    keepGenerations: 1,
    onStatement: ({ transaction }) => void transactions.add(transaction),
  });
  try {
    await store.generations(unboundedCall());
    transactions.clear();
    const start = performance.now();
    const rows = await countRows(batchedStore(store), question);
    asked.push({ ms: performance.now() - start, transactions: transactions.size });
    const expected = await countRows(memory, question);
    if (rows !== expected)
      throw new Error(`${question.action} ${question.resource}: ${rows} rows, and ${expected} in process`);
  } finally {
    await store.close();
  }
}
const result: WhoCanResult = {
  questions: asked.length,
  ms: spreadOf(asked.map(({ ms }) => ms)),
  transactions: spreadOf(asked.map(({ transactions }) => transactions)),
};
process.stdout.write(JSON.stringify(result));

async function countRows(store: GraphStore, question: WhoCanQuestion): Promise<number> {
  const { signal } = unboundedCall();
  const ask = makeAsk({ store, generation: null, signal, deadline: Infinity, workBudget: Infinity });
  return (await whoCan(ask, { ...question, first: 50 })).totalCount;
}

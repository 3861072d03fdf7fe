// Who can do it, over the committed questions, beside asking every principal with the bare engine; and what administrators can do.
// node --expose-gc whoCan.bench.js FOLDER
import { readFileSync } from 'node:fs';
import { unboundedCall } from '../src/graph/call.js';
import { packageRoot } from '../src/packageRoot.js';
import { buildActionTable } from '../src/store/memory/actionTable.js';
import { memoryStore } from '../src/store/memory/memoryStore.js';
import { loadGraph } from '../src/wire.js';
import { parseDump } from './dumpFolder.js';
import { askAdministrators } from './whoCan/askAdministrators.js';
import { askEach } from './whoCan/askEach.js';
import { everyPrincipal, timeBareEngine } from './whoCan/bareEngine.js';
import type { WhoCanQuestion } from './whoCan/chooseQuestions.js';
import { summarize } from './whoCan/summarize.js';

/** Every so many questions are asked of every principal too. */
const BARE_EVERY = 10;

const folder = process.argv[2] ?? '';
const text = readFileSync(new URL('bench/whoCan/questions.json', packageRoot), 'utf8');
const questions = JSON.parse(text) as readonly WhoCanQuestion[];
const graph = await loadGraph({ dumps: [folder] });
const before = heapUsed();
const table = buildActionTable(graph);
const indexBytes = heapUsed() - before;
if (table.terms.length === 0) throw new Error('nothing is indexed');
const store = memoryStore({ keepGenerations: 1 });
await store.replaceGeneration(graph, unboundedCall());
const reader = await store.open(null, unboundedCall());
const first = await askEach(store, questions);
const again = [await askEach(store, questions), await askEach(store, questions)];
const everybody = await everyPrincipal(reader);
const bare = [];
for (let index = 0; index < questions.length; index += BARE_EVERY) {
  const question = questions[index];
  const [one, two] = [again[0]?.[index], again[1]?.[index]];
  if (question === undefined || one === undefined || two === undefined) continue;
  const { ms, rows } = await timeBareEngine(reader, everybody, question);
  if (rows !== one.rows)
    throw new Error(`${question.action} ${question.resource}: ${one.rows} rows, and ${rows} by asking everybody`);
  bare.push({ bareMs: ms, productMs: Math.min(one.ms, two.ms) });
}
const administrators = await askAdministrators(store);
const dumpBytes = parseDump(folder);
const summary = summarize({ first, again, bare, principals: everybody.length });
process.stdout.write(JSON.stringify({ ...summary, administrators, indexBytes, dumpBytes }));

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

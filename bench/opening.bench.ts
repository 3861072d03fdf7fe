// Opening a dump, with ways into roles alone and with everything, beside JSON.parse of the same files; then memory with one generation, and
// while another is built.
// node --expose-gc opening.bench.js FOLDER
import { deriveGraph } from '../src/derive/deriveGraph.js';
import { unboundedCall } from '../src/graph/call.js';
import { memoryStore } from '../src/store/memory/memoryStore.js';
import { loadGraph, readSnapshot } from '../src/wire.js';
import { parseDump } from './dumpFolder.js';

const MEBIBYTE = 1 << 20;
const RUNS = 5;
const folder = process.argv[2] ?? '';
const store = memoryStore({ keepGenerations: 1 });

const written = { pairs: 0, products: 0 };

async function open(): Promise<number> {
  const start = performance.now();
  const graph = await loadGraph({ dumps: [folder] });
  written.pairs = graph.edges.from.length;
  written.products = graph.products.length;
  await store.replaceGeneration(graph, unboundedCall());
  return performance.now() - start;
}

/** Without techniques and control of accounts. */
async function openWays(): Promise<number> {
  const start = performance.now();
  const { snapshot } = await readSnapshot({ dumps: [folder] });
  const createdAt = new Date().toISOString();
  const signal = new AbortController().signal;
  const graph = await deriveGraph(snapshot, { createdAt, signal, techniques: null });
  await memoryStore({ keepGenerations: 1 }).replaceGeneration(graph, unboundedCall());
  return performance.now() - start;
}

function parse(): number {
  const start = performance.now();
  parseDump(folder);
  return performance.now() - start;
}

function residentMebibytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().rss / MEBIBYTE;
}

const bytes = parseDump(folder);
const firstOpening = await open();
const peakMebibytes = process.resourceUsage().maxRSS / 1024;
const rssMebibytes = residentMebibytes();
const least = { parse: Infinity, ways: Infinity, everything: Infinity };
for (let run = 0; run < RUNS; run++) {
  least.parse = Math.min(least.parse, parse());
  least.ways = Math.min(least.ways, await openWays());
  least.everything = Math.min(least.everything, await open());
}
const reader = await store.open(null, unboundedCall());
process.stdout.write(
  JSON.stringify({
    bytes,
    parseMs: least.parse,
    waysMs: least.ways,
    openMs: least.everything,
    firstOpenMs: firstOpening,
    rssMebibytes,
    peakMebibytes,
    peakOfSecondMebibytes: process.resourceUsage().maxRSS / 1024,
    writtenPairs: written.pairs,
    products: written.products,
    counts: Object.fromEntries(reader.generation.counts.map(({ name, count }) => [name, count])),
  }),
);

// Opening a dump, beside JSON.parse of the same files; then memory with one generation, and while another is built.
// node --expose-gc opening.bench.js FOLDER
import { unboundedCall } from '../src/graph/call.js';
import { memoryStore } from '../src/store/memory/memoryStore.js';
import { loadGraph } from '../src/wire.js';
import { parseDump } from './dumpFolder.js';
import { median } from './timing.js';

const MEBIBYTE = 1 << 20;
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
const parsing: number[] = [];
const opening = [firstOpening];
for (let run = 0; run < 3; run++) {
  parsing.push(parse());
  opening.push(await open());
}
const sort = (times: readonly number[]): readonly number[] => times.toSorted((left, right) => left - right);
const reader = await store.open(null, unboundedCall());
process.stdout.write(
  JSON.stringify({
    bytes,
    parseMs: median(sort(parsing)),
    openMs: median(sort(opening)),
    firstOpenMs: firstOpening,
    rssMebibytes,
    peakMebibytes,
    peakOfSecondMebibytes: process.resourceUsage().maxRSS / 1024,
    writtenPairs: written.pairs,
    products: written.products,
    counts: Object.fromEntries(reader.generation.counts.map(({ name, count }) => [name, count])),
  }),
);

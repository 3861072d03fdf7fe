// The k shortest paths by the product's search over the port, beside the bare search on the same arrays.
// node paths.bench.js FOLDER
import { unboundedCall } from '../src/graph/call.js';
import { shortestPaths } from '../src/graph/paths.js';
import { memoryStore } from '../src/store/memory/memoryStore.js';
import { loadGraph } from '../src/wire.js';
import { bareArrays, bareSearch } from './bareSearch.js';
import { createRandom } from './random.js';
import { comparePair } from './timing.js';

const folder = process.argv[2] ?? '';
const bounds = { maxHops: 8, limit: 10 };
const graph = await loadGraph({ dumps: [folder] });
const store = memoryStore({ keepGenerations: 1 });
await store.replaceGeneration(graph, unboundedCall());
const reader = await store.open(null, unboundedCall());
const arrays = bareArrays(graph);
const random = createRandom(11);
const numbers = graph.nodes.map((_, index) => index);
const starts = numbers.filter((index) => graph.nodes[index]?.label === 'User');
const ends = numbers.filter((index) => graph.nodes[index]?.label === 'Role');

/** Pairs between which there is a path; the seed picks them. */
const pairs: { readonly from: number; readonly to: number }[] = [];
for (let attempt = 0; attempt < 200_000 && pairs.length < 50; attempt++) {
  const pair = { from: random.pick(starts), to: random.pick(ends) };
  if (bareSearch(arrays, pair.from, pair.to, { ...bounds, limit: 1 }).length > 0) pairs.push(pair);
}

const idOf = (index: number): string => graph.nodes[index]?.id ?? '';
async function askProduct(): Promise<void> {
  for (const { from, to } of pairs) {
    await shortestPaths(
      reader,
      {
        kinds: ['CAN_ASSUME', 'CAN_FEDERATE'],
        from: [idOf(from)],
        to: [idOf(to)],
        avoid: [],
        maxHops: bounds.maxHops,
      },
      { limit: bounds.limit, holds: () => true },
      unboundedCall(),
    );
  }
}
function searchBare(): void {
  for (const { from, to } of pairs) bareSearch(arrays, from, to, bounds);
}

const { first, second } = await comparePair(askProduct, searchBare, { runs: 20, warmUp: 5 });
process.stdout.write(
  JSON.stringify({ pairs: pairs.length, productMs: first / pairs.length, bareMs: second / pairs.length }),
);

// The k shortest paths as the product answers them, decided in position, beside the bare search on the same edges.
// node paths.bench.js FOLDER
import { deepStrictEqual } from 'node:assert';
import { unboundedCall } from '../src/graph/call.js';
import { BECOMING_KINDS } from '../src/graph/edges.js';
import { shortestPaths } from '../src/graph/paths.js';
import { readGiven } from '../src/questions/given.js';
import { searchPaths } from '../src/questions/pathSearch.js';
import { memoryStore } from '../src/store/memory/memoryStore.js';
import { loadGraph } from '../src/wire.js';
import { bareArrays } from './bareArrays.js';
import { bareSearch } from './bareSearch.js';
import { createRandom } from './random.js';
import { compareLeast } from './timing.js';

/** A user and a role, by number. */
interface Pair {
  readonly from: number;
  readonly to: number;
}

const folder = process.argv[2] ?? '';
const bounds = { maxHops: 8, limit: 10 };
const graph = await loadGraph({ dumps: [folder] });
const store = memoryStore({ keepGenerations: 1 });
const call = unboundedCall();
await store.replaceGeneration(graph, call);
const reader = await store.open(null, call);
const arrays = bareArrays(graph);
const random = createRandom(11);
const numbers = graph.nodes.map((_, index) => index);
const starts = numbers.filter((index) => graph.nodes[index]?.label === 'User');
const ends = numbers.filter((index) => graph.nodes[index]?.label === 'Role');

/** Pairs between which there is a path; the seed picks them. */
const pairs: Pair[] = [];
for (let attempt = 0; attempt < 200_000 && pairs.length < 100; attempt++) {
  const pair = { from: random.pick(starts), to: random.pick(ends) };
  if (bareSearch(arrays, pair.from, pair.to, { ...bounds, limit: 1 }).length > 0) pairs.push(pair);
}

const idOf = (index: number): string => graph.nodes[index]?.id ?? '';
const queryOf = ({ from, to }: Pair) => ({
  kinds: BECOMING_KINDS,
  from: [idOf(from)],
  to: [idOf(to)],
  avoid: [],
  maxHops: bounds.maxHops,
});
type Edges = readonly { readonly id: string }[];
const idsOf = (paths: readonly Edges[]): readonly (readonly string[])[] =>
  paths.map((path) => path.map((edge) => edge.id));

/** Where every edge holds both find the same, so that they search for the same. */
let hops = 0;
for (const pair of pairs) {
  const options = { limit: bounds.limit, holds: () => true };
  const { paths } = await shortestPaths(reader, queryOf(pair), options, call);
  const bare = idsOf(bareSearch(arrays, pair.from, pair.to, bounds));
  deepStrictEqual(idsOf(paths.map(({ edges }) => edges)), bare);
  hops += bare.reduce((sum, path) => sum + path.length, 0);
}

const stated = readGiven(null);
async function askProduct(): Promise<void> {
  for (const pair of pairs) {
    const { found } = await searchPaths(reader, { query: queryOf(pair), stated, limit: bounds.limit }, call);
    idsOf(found.map(({ edges }) => edges));
  }
}
function searchBare(): void {
  for (const { from, to } of pairs) idsOf(bareSearch(arrays, from, to, bounds));
}

const { first, second } = await compareLeast(askProduct, searchBare, { runs: 40, warmUp: 10 });
process.stdout.write(
  JSON.stringify({
    pairs: pairs.length,
    hops: hops / pairs.length,
    productMs: first / pairs.length,
    bareMs: second / pairs.length,
  }),
);

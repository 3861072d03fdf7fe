import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareArrays } from '../../bench/bareArrays.js';
import { bareSearch } from '../../bench/bareSearch.js';
import { createRandom } from '../../bench/random.js';
import { fitExponent } from '../../bench/timing.js';
import { unboundedCall } from '../../src/graph/call.js';
import { shortestPaths } from '../../src/graph/paths.js';
import { memoryStore } from '../../src/store/memory/memoryStore.js';
import { randomGraph } from '../support/randomGraphs.js';
import { runs, SEED } from '../support/runs.js';

describe('fitExponent', () => {
  it.each([1, 1.5, 2])('finds the exponent %d', (exponent) => {
    const points = [5, 20, 100, 500].map((size) => ({ size, value: 3 * size ** exponent }));
    expect(fitExponent(points)).toBeCloseTo(exponent, 10);
  });
});

describe('createRandom', () => {
  it('repeats itself for a seed, and stays in range', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 100 }, () => random.below(10));
    };
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
    expect(new Set(draw(3))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  });
});

describe('bareSearch', () => {
  const kinds = ['CAN_ASSUME', 'CAN_FEDERATE'] as const;
  const bounds = fc.record({ maxHops: fc.integer({ min: 1, max: 5 }), limit: fc.constantFrom(1, 3, 200) });

  it('finds the paths that the product finds where every edge holds, in its order, with its ids', async () => {
    const lengths = new Set<number>();
    const property = fc.asyncProperty(randomGraph(), fc.nat(), fc.nat(), bounds, async (graph, from, to, limits) => {
      const { edges } = graph;
      const start = edges.from[from % edges.from.length] ?? 0;
      const end = edges.to[to % edges.to.length] ?? 0;
      const ids = [start, end].map((index) => graph.nodes[index]?.id ?? '');
      if (start === end) return;
      const store = memoryStore({ keepGenerations: 1 });
      const call = unboundedCall();
      await store.replaceGeneration(graph, call);
      const query = { kinds, from: ids.slice(0, 1), to: ids.slice(1), avoid: [], maxHops: limits.maxHops };
      const options = { limit: limits.limit, holds: () => true };
      const { paths } = await shortestPaths(await store.open(null, call), query, options, call);
      const bare = bareSearch(bareArrays(graph), start, end, limits);
      expect(bare.map((path) => path.map(({ id }) => id))).toEqual(paths.map(({ edges }) => edges.map(({ id }) => id)));
      for (const path of bare) lengths.add(path.length);
    });
    await fc.assert(property, { numRuns: runs(1000), seed: SEED });
    expect(lengths.size).toBeGreaterThan(2);
  });
});

import { describe, expect, it } from 'vitest';
import { bareSearch } from '../../bench/bareSearch.js';
import { createRandom } from '../../bench/random.js';
import { fitExponent } from '../../bench/timing.js';

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
  const edges = [
    [0, 1],
    [1, 3],
    [0, 2],
    [2, 3],
    [1, 2],
    [2, 1],
    [3, 0],
    [3, 4],
  ] as const;
  const rows = (from: 0 | 1, to: 0 | 1) =>
    [0, 1, 2, 3, 4].map((node) =>
      Uint32Array.from(edges.filter((edge) => edge[from] === node).map((edge) => edge[to])),
    );
  const arrays = { forward: rows(0, 1), backward: rows(1, 0) };

  it('gives simple paths, shortest first', () => {
    expect(bareSearch(arrays, 0, 4, { maxHops: 8, limit: 10 })).toEqual([
      [0, 1, 3, 4],
      [0, 2, 3, 4],
      [0, 1, 2, 3, 4],
      [0, 2, 1, 3, 4],
    ]);
  });

  it('keeps to its bounds', () => {
    expect(bareSearch(arrays, 0, 4, { maxHops: 3, limit: 10 })).toHaveLength(2);
    expect(bareSearch(arrays, 0, 4, { maxHops: 8, limit: 3 })).toHaveLength(3);
    expect(bareSearch(arrays, 4, 0, { maxHops: 8, limit: 3 })).toEqual([]);
  });
});

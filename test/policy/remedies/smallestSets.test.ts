import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/iam/decision.js';
import type { Bounds } from '../../../src/policy/remedies/search.js';
import { smallestSets } from '../../../src/policy/remedies/smallestSets.js';

const isTurned = (decision: Decision): boolean => decision === 'ALLOWED';

/** The sets for which one of `wanted` is all there. */
function search(items: string, wanted: readonly string[], bounds: Bounds): readonly string[] {
  const decide = (chosen: readonly string[]): Decision => {
    bounds.left--;
    return wanted.some((set) => Array.from(set).every((item) => chosen.includes(item))) ? 'ALLOWED' : 'DENIED';
  };
  return smallestSets(Array.from(items), decide, isTurned, () => false, bounds).map((set) => set.join(''));
}

const bounds = (left = 1000): Bounds => ({ left, isBounded: false });

describe('smallestSets', () => {
  it('gives every smallest set, and none that contains another', () => {
    const wide = bounds();
    expect(search('abcde', ['a', 'bc', 'abd'], wide)).toEqual(['a', 'bc']);
    expect(search('abcde', ['abcd'], wide)).toEqual(['abcd']);
    expect(search('abcde', ['ab', 'ac', 'ade'], wide)).toEqual(['ab', 'ac', 'ade']);
    expect(search('abcde', ['xyz'], wide)).toEqual([]);
    expect(wide.isBounded).toBe(false);
  });

  it('says so where it stops before the end', () => {
    const short = bounds(8);
    search('abcdefgh', ['ab', 'cd', 'ef', 'gh'], short);
    expect(short.isBounded).toBe(true);
    expect(short.left).toBeGreaterThanOrEqual(-2);
    const large = bounds();
    expect(search('abcdefghij', ['abcde', 'fghij'], large)).toEqual([]);
    expect(large.isBounded).toBe(true);
  });
});

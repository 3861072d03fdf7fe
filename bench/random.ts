/** Numbers that follow from a seed alone. */
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to `limit`. */
  below(limit: number): number;
  /** Whether something that happens in this share of cases happens now. */
  chance(share: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** Upper-case letters and digits as unique ids of IAM have them. */
  letters(length: number): string;
  /** Digits as names and ids of IAM Identity Center have them. */
  hex(length: number): string;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The generator mulberry32: 32 bits of state, the same sequence everywhere. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick<T>(values: readonly T[]): T {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('nothing to pick from');
      return value;
    },
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(''),
    letters: (length) => Array.from({ length }, () => ALPHABET[below(ALPHABET.length)]).join(''),
  };
}

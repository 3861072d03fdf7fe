import { describe, expect, it } from 'vitest';
import { runs, SEED } from '../../support/runs.js';
import { findDisagreement } from './disagreement.js';
import type { NaiveAnswer } from './evaluate.js';
import { randomFrom } from './random.js';

const RUNS = runs(100_000);

describe('the engine and a naive evaluator written from the flow chart', () => {
  it(`agree on ${RUNS} random requests of which every key is known`, { timeout: 0 }, () => {
    const seen = new Map<NaiveAnswer, number>();
    expect(findDisagreement(randomFrom(SEED), RUNS, seen)).toBeNull();
    for (const answer of ['ALLOWED', 'EXPLICIT', 'IMPLICIT'] as const) {
      expect(seen.get(answer), answer).toBeGreaterThan(RUNS / 10);
    }
  });
});

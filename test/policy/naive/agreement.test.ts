import { describe, expect, it } from 'vitest';
import { evaluateRequest } from '../../../src/evaluate/index.js';
import { readCase } from '../../../src/evaluate/readCase.js';
import type { Json } from '../../../src/lib/json.js';
import { decisionOf } from '../../../src/policy/decide.js';
import { runs, SEED } from '../../support/runs.js';
import { type NaiveAnswer, naiveEvaluate } from './evaluate.js';
import { randomFrom } from './random.js';
import { randomCase } from './randomCase.js';
import type { Case } from './types.js';

/** How many requests are asked; PERMGRAPH_AGREEMENT asks more, for the figure in docs/policy-tests.md. */
const RUNS = Number(process.env['PERMGRAPH_AGREEMENT'] ?? runs(100_000));

/** With evidence, every tenth is asked: that takes four times as long. */
const WITH_EVIDENCE = 10;

/** Why the engine answers otherwise, or null where it agrees. */
function disagreement(one: Case, expected: NaiveAnswer, run: number): string | null {
  const decision = expected === 'ALLOWED' ? 'ALLOWED' : 'DENIED';
  const { request, layers } = readCase(one as unknown as Json);
  const found = decisionOf(request, layers);
  if (found !== decision) return found;
  if (run % WITH_EVIDENCE !== 0) return null;
  const answer = evaluateRequest(one);
  if ('error' in answer) return answer.error.message;
  const whole = answer.decision === 'DENIED' ? answer.denial : answer.decision;
  return whole === expected ? null : `${answer.decision} ${String(answer.denial)}`;
}

describe('the engine and a naive evaluator written from the flow chart', () => {
  it(`agree on ${RUNS} random requests of which every key is known`, { timeout: 0 }, () => {
    const random = randomFrom(SEED);
    const seen = new Map<NaiveAnswer, number>();
    for (let run = 0; run < RUNS; run++) {
      const one = randomCase(random);
      const expected = naiveEvaluate(one);
      seen.set(expected, (seen.get(expected) ?? 0) + 1);
      const found = disagreement(one, expected, run);
      if (found !== null) expect(found, `case ${run}: ${JSON.stringify(one)}`).toBe(expected);
    }
    for (const answer of ['ALLOWED', 'EXPLICIT', 'IMPLICIT'] as const) {
      expect(seen.get(answer), answer).toBeGreaterThan(RUNS / 10);
    }
  });
});

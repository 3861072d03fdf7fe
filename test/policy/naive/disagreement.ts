import { evaluateRequest } from '../../../src/evaluate/index.js';
import { readCase } from '../../../src/evaluate/readCase.js';
import type { Json } from '../../../src/lib/json.js';
import { decisionOf } from '../../../src/policy/decide.js';
import type { Layers } from '../../../src/policy/model.js';
import { type NaiveAnswer, naiveEvaluate } from './evaluate.js';
import type { Random } from './random.js';
import { randomCases } from './randomCase.js';
import type { Case } from './types.js';

/** With evidence, every tenth is asked: that takes four times as long. */
const WITH_EVIDENCE = 10;

/** So many requests are asked of the same policies, which are read and compiled once. */
const OF_THE_SAME_POLICIES = 8;

/** A request that the two evaluators answer differently. */
export interface Disagreement {
  readonly run: number;
  readonly one: Case;
  readonly expected: NaiveAnswer;
  /** What the engine said. */
  readonly found: string;
}

/** Asks both evaluators so many random requests, up to the first on which they disagree. `seen` counts the naive one's answers. */
export function findDisagreement(
  random: Random,
  runs: number,
  seen: Map<NaiveAnswer, number> = new Map(),
): Disagreement | null {
  for (let run = 0; run < runs; ) {
    const cases = randomCases(random, Math.min(OF_THE_SAME_POLICIES, runs - run));
    const { layers } = readCase(cases[0] as unknown as Json);
    for (const one of cases) {
      const expected = naiveEvaluate(one);
      seen.set(expected, (seen.get(expected) ?? 0) + 1);
      const found = otherAnswer(one, layers, expected, run);
      if (found !== null) return { run, one, expected, found };
      run++;
    }
  }
  return null;
}

/** What the engine answers otherwise, or null where it agrees. */
function otherAnswer(one: Case, layers: Layers, expected: NaiveAnswer, run: number): string | null {
  const decision = expected === 'ALLOWED' ? 'ALLOWED' : 'DENIED';
  const { request } = readCase({ ...one, policies: silent(one.policies) } as unknown as Json);
  const found = decisionOf(request, layers);
  if (found !== decision) return found;
  if (run % WITH_EVIDENCE !== 0) return null;
  const answer = evaluateRequest(one);
  if ('error' in answer) return answer.error.message;
  const whole = answer.decision === 'DENIED' ? answer.denial : answer.decision;
  return whole === expected ? null : `${answer.decision} ${String(answer.denial)}`;
}

/** Policies of the same kinds that say nothing: whether there are any is told of the caller and of the organisation. */
function silent(policies: Case['policies']): Case['policies'] {
  const { boundary, scp, rcp } = policies;
  return {
    ...(boundary === undefined ? {} : { boundary: [] }),
    ...(scp === undefined ? {} : { scp: [] }),
    ...(rcp === undefined ? {} : { rcp: [] }),
  };
}

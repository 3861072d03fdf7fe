import { describe, expect, it } from 'vitest';
import { readCase } from '../../../src/evaluate/readCase.js';
import type { Json } from '../../../src/lib/json.js';
import { decide } from '../../../src/policy/decide.js';
import { type Change, findRemedies, type Remedy } from '../../../src/policy/remedies/index.js';
import { runs, SEED } from '../../support/runs.js';
import { naiveEvaluate } from '../naive/evaluate.js';
import { randomFrom } from '../naive/random.js';
import { randomCase } from '../naive/randomCase.js';
import type { Case } from '../naive/types.js';
import { applyToCase } from './applyToCase.js';

const RUNS = runs(1_000);

/** What has to have been tried, so that the test cannot pass by finding nothing. */
const TRIED = [
  'ADD IDENTITY',
  'ADD RESOURCE',
  'ADD BOUNDARY',
  'ADD SESSION',
  'ADD SCP',
  'REMOVE IDENTITY',
  'REMOVE RESOURCE',
  'REMOVE SCP',
  'BRING',
  '1 parts',
  '2 parts',
  '3 parts',
];

describe('what it would take, made in the JSON of a case and asked of the naive evaluator', () => {
  it(`turns ${RUNS} random requests, and no part of it can be left out`, { timeout: 0 }, () => {
    const random = randomFrom(SEED);
    const seen = new Set<string>();
    for (let run = 0; run < RUNS; run++) {
      const one = randomCase(random);
      const { request, layers } = readCase(one as unknown as Json);
      const judgement = decide(request, layers);
      for (const remedy of findRemedies(request, layers, judgement).remedies) {
        const fault = faultOf(one, remedy, judgement.decision === 'DENIED');
        if (fault !== null) expect.fail(`${fault}: ${JSON.stringify({ run, one, remedy })}`);
        seen.add(`${Math.min(3, remedy.changes.length)} parts`);
        for (const { kind, layer } of remedy.changes) seen.add(layer === null ? kind : `${kind} ${layer}`);
      }
    }
    expect(TRIED.filter((what) => !seen.has(what))).toEqual([]);
  });
});

function faultOf(one: Case, { changes, decision }: Remedy, wanted: boolean): string | null {
  if (decision !== (wanted ? 'ALLOWED' : 'DENIED')) return `says ${decision}`;
  if (isAllowed(one, changes) !== wanted) return 'does not turn it';
  const needless = changes.find(
    (part) =>
      isAllowed(
        one,
        changes.filter((each) => each !== part),
      ) === wanted,
  );
  return needless === undefined ? null : `does without ${needless.text}`;
}

function isAllowed(one: Case, changes: readonly Change[]): boolean {
  return naiveEvaluate(applyToCase(one, changes)) === 'ALLOWED';
}

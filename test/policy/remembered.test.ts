import { describe, expect, it } from 'vitest';
import { readCase } from '../../src/evaluate/readCase.js';
import type { Json } from '../../src/lib/json.js';
import { decide, decisionOf } from '../../src/policy/decide.js';
import type { AccessRequest } from '../../src/policy/model.js';
import { runs, SEED } from '../support/runs.js';
import { randomFrom } from './naive/random.js';
import { randomCase } from './naive/randomCase.js';

/** So many other requests are asked of the same compiled policies, twice each. */
const OTHERS = 3;

/** A case read as if nobody had asked about its policies yet. */
function readAnew(one: object): ReturnType<typeof readCase> {
  return readCase(structuredClone(one) as Json);
}

function open(request: AccessRequest): AccessRequest {
  return { ...request, stated: { ...request.stated, values: new Map(), missing: 'UNKNOWN' } };
}

describe('what compiled policies remember of earlier requests', () => {
  it('changes no judgement of a later one', () => {
    const random = randomFrom(SEED);
    for (let run = 0; run < runs(300); run++) {
      const first = randomCase(random);
      const { layers, request: own } = readAnew(first);
      const others = random.some(OTHERS, OTHERS, () => readAnew(randomCase(random)).request);
      for (const [index, request] of [own, ...others, own, ...others].entries()) {
        const asked = index % 3 === 0 ? open(request) : request;
        const fresh = readAnew(first).layers;
        const expected = decide(asked, fresh);
        expect(decide(asked, layers), `run ${run}, request ${index}`).toEqual(expected);
        expect(decisionOf(asked, layers), `run ${run}, request ${index}`).toBe(expected.decision);
      }
    }
  });
});

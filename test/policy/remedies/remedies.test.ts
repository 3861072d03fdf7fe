import { describe, expect, it } from 'vitest';
import { readCase } from '../../../src/evaluate/readCase.js';
import type { Json } from '../../../src/lib/json.js';
import { decide } from '../../../src/policy/decide.js';
import type { Change } from '../../../src/policy/remedies/change.js';
import { remediesFor } from '../../../src/policy/remedies/remedies.js';
import { smallestSets } from '../../../src/policy/remedies/smallestSets.js';
import { runs, SEED } from '../../support/runs.js';
import { naiveEvaluate } from '../naive/evaluate.js';
import { randomFrom } from '../naive/random.js';
import { randomCase } from '../naive/randomCase.js';
import type { Case } from '../naive/types.js';

const RUNS = runs(1000);
const EVERYBODY = { caller: true, resource: true };

interface Documents {
  identity?: Json[];
  boundary?: Json[];
  session?: Json[];
  resource?: { Statement: Json[] };
  scp?: Json[][];
  rcp?: Json[][];
}

/** The case with changes made in its text, so that nothing of the engine's own way is used. */
function changed(one: Case, changes: readonly Change[]): Case {
  const copy = structuredClone(one) as unknown as { policies: Documents };
  const { policies } = copy;
  const taken: [Record<string, unknown>, number][] = [];
  for (const { layer, at, statement, addition } of changes) {
    if (statement !== null) {
      const owner = valueAt(copy, statement.policy ?? '') as Record<string, unknown>;
      taken.push([owner, statement.index]);
      continue;
    }
    const document = { Version: '2012-10-17', Statement: [addition] } as Json;
    const level = Number((at ?? '').slice('level:'.length));
    if (layer === 'IDENTITY') (policies.identity ??= []).push(document);
    else if (layer === 'BOUNDARY') policies.boundary?.push(document);
    else if (layer === 'SESSION') policies.session?.push(document);
    else if (layer === 'SCP') policies.scp?.[level]?.push(document);
    else if (layer === 'RCP') policies.rcp?.[level]?.push(document);
    else if (layer === 'RESOURCE' && policies.resource === undefined) policies.resource = document as never;
    else if (layer === 'RESOURCE') {
      const own = policies.resource as { Statement: Json | Json[] };
      own.Statement = [...(Array.isArray(own.Statement) ? own.Statement : [own.Statement]), addition];
    }
  }
  for (const [owner, index] of taken.toSorted(([, left], [, right]) => right - left)) {
    const list = owner['Statement'];
    owner['Statement'] = Array.isArray(list) ? list.toSpliced(index, 1) : [];
  }
  return copy as unknown as Case;
}

/** The value at a JSON pointer without escapes. */
function valueAt(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((inner, step) => (inner as Record<string, unknown>)[step], value);
}

describe('remedies', () => {
  it(`of ${RUNS} random requests turn the decision, as the naive evaluator says, and no part of one can be left out`, () => {
    const random = randomFrom(SEED + 1);
    const seen = { opened: 0, closed: 0, together: 0 };
    for (let run = 0; run < RUNS; run++) {
      const one = randomCase(random);
      const before = naiveEvaluate(one) === 'ALLOWED';
      const { request, layers } = readCase(one as unknown as Json);
      const remedies = remediesFor(request, layers, decide(request, layers), EVERYBODY, decide);
      for (const { changes, decision } of remedies) {
        if (changes.some(({ need }) => need !== null)) continue;
        const about = `case ${run}: ${JSON.stringify({ one, changes })}`;
        expect(naiveEvaluate(changed(one, changes)) === 'ALLOWED', about).toBe(decision === 'ALLOWED');
        expect(decision === 'ALLOWED', about).toBe(!before);
        for (const change of changes.length > 1 ? changes : []) {
          const without = changes.filter((other) => other !== change);
          expect(naiveEvaluate(changed(one, without)) === 'ALLOWED', about).toBe(before);
        }
        if (before) seen.closed++;
        else seen.opened++;
        if (changes.length > 1) seen.together++;
      }
    }
    expect(seen.opened).toBeGreaterThan(RUNS / 10);
    expect(seen.closed).toBeGreaterThan(RUNS / 10);
    expect(seen.together).toBeGreaterThan(RUNS / 50);
  });
});

describe('smallestSets', () => {
  const wants =
    (...needed: readonly string[]) =>
    (set: readonly string[]) =>
      needed.every((one) => set.includes(one));

  it('gives every set of one or two, and none that contains another', () => {
    expect(smallestSets(['a', 'b', 'c'], (set) => set.includes('a') || wants('b', 'c')(set))).toEqual([
      ['a'],
      ['b', 'c'],
    ]);
  });

  it('gives one larger set of which nothing can be left out, where there is no smaller one', () => {
    expect(smallestSets(['a', 'b', 'c', 'd', 'e'], wants('a', 'c', 'e'))).toEqual([['a', 'c', 'e']]);
  });

  it('gives none where nothing helps, and asks 300 times at most', () => {
    let asked = 0;
    const never = (): boolean => {
      asked++;
      return false;
    };
    expect(
      smallestSets(
        Array.from({ length: 60 }, (_, index) => index),
        never,
      ),
    ).toEqual([]);
    expect(asked).toBeLessThanOrEqual(300);
  });
});

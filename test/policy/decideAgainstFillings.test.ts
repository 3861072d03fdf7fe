import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Need } from '../../src/iam/decision.js';
import { decide, decisionOf } from '../../src/policy/decide.js';
import { conditionHolds, type Operator, parseOperator } from '../../src/policy/match/condition/index.js';
import { runs, SEED } from '../support/runs.js';
import {
  conditionsOn,
  type Filling,
  fillingsOfCase,
  layersOfCase,
  openCases,
  OPEN_KEYS,
  requestOfCase,
} from './support/openCases.js';

/** More fillings than these are too many for one case. */
const MOST = 600;

function operatorOf(text: string): Operator {
  const operator = parseOperator(text);
  if (operator === null) throw new Error(`no operator: ${text}`);
  return operator;
}

function meets(need: Need, { values, session }: Filling): boolean {
  if (need.kind === 'SESSION') return need.values.includes(session ?? '') !== need.isNegated;
  const key = OPEN_KEYS.find((each) => each.key.toLowerCase() === need.key?.toLowerCase())?.key ?? '';
  return conditionHolds(operatorOf(need.operator), need.values, values.get(key) ?? null) !== need.isNegated;
}

describe('a decision about a request that is not known in full', () => {
  it('is what every way of filling it in gives', { timeout: 900_000 }, () => {
    const seen = { ALLOWED: 0, DENIED: 0, CONDITIONAL: 0 };
    fc.assert(
      fc.property(openCases, (one) => {
        const isVariable = JSON.stringify(one.documents).includes('${');
        const fillings = fillingsOfCase(one, (key, values) =>
          isVariable && key === 'app:Text'
            ? null
            : conditionsOn(one, key)
                .map(([operator, found]) => conditionHolds(operatorOf(operator), found, values))
                .join(),
        );
        fc.pre(fillings.length <= MOST);
        const layers = layersOfCase(one);
        const { decision, needs } = decide(requestOfCase(one, null), layers);
        seen[decision]++;
        expect(decisionOf(requestOfCase(one, null), layers)).toBe(decision);
        const outcomes = fillings.map((filling) => decisionOf(requestOfCase(one, filling), layers));
        expect(outcomes).not.toContain('CONDITIONAL');
        expect(decision).toBe(new Set(outcomes).size === 2 ? 'CONDITIONAL' : outcomes[0]);
        expect(needs !== null).toBe(decision === 'CONDITIONAL');
        const met = new Set<number>();
        for (const { all } of needs?.alternatives ?? []) {
          const own = fillings.flatMap((filling, index) => (all.every((need) => meets(need, filling)) ? [index] : []));
          expect(own.length, 'an alternative can be met').toBeGreaterThan(0);
          expect(
            own.every((index) => outcomes[index] === 'ALLOWED'),
            'an alternative suffices',
          ).toBe(true);
          for (const index of own) met.add(index);
        }
        if (needs?.truncated !== false) return;
        expect(
          outcomes.every((outcome, index) => (outcome === 'ALLOWED') === met.has(index)),
          'the alternatives are all there are',
        ).toBe(true);
      }),
      { numRuns: runs(10_000), seed: SEED },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(runs(10_000) / 50);
  });
});

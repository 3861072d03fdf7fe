import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionHolds, parseOperator } from '../../../src/policy/match/condition/index.js';
import type { Formula, KeyDomain } from '../../../src/policy/model.js';
import { and, judge, literal, not, or } from '../../../src/policy/needs/index.js';
import { runs, SEED } from '../../support/runs.js';

const OPERATORS = [
  'StringLike',
  'StringNotEquals',
  'IpAddress',
  'NumericLessThan',
  'DateGreaterThan',
  'Bool',
  'BinaryEquals',
  'Null',
];
const VALUES = ['10.*', '10.0.0.0/8', '10', 'true', '2020-01-01', 'QQ==', '*', 'false', '${aws:username}'];
const POOL = [
  '10.0.0.1',
  '11.0.0.1',
  '9',
  '10',
  '11',
  'true',
  'false',
  '2019-01-01',
  '2021-01-01',
  'QQ==',
  'QQ',
  '',
  'other',
  '2020',
];

const leaf = fc
  .record({
    operator: fc.constantFrom(...OPERATORS.flatMap((each) => (each === 'Null' ? [each] : [each, `${each}IfExists`]))),
    values: fc.array(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 2 }),
    isNegated: fc.boolean(),
  })
  .map(({ operator, values, isNegated }) =>
    literal({ kind: 'CONTEXT', key: 'k', operator, values, statement: null }, isNegated),
  );

const formulas: fc.Arbitrary<Formula> = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 3, depthSize: 'medium' },
    leaf,
    fc.array(tie('formula'), { minLength: 1, maxLength: 3 }).map(and),
    fc.array(tie('formula'), { minLength: 1, maxLength: 3 }).map(or),
    tie('formula').map(not),
  ),
})).formula;

describe('a key that is compared as values of several kinds', () => {
  it('is never said to be what it is not', () => {
    fc.assert(
      fc.property(formulas, fc.boolean(), (formula, mayBeAbsent) => {
        const domain: KeyDomain = { mayBeAbsent, isMultivalued: false, constraints: [], type: 'TEXT' };
        const { verdict, needs } = judge(formula, () => domain);
        for (const request of [...POOL.map((each) => [each]), ...(mayBeAbsent ? [null] : [])]) {
          const isTrue = holds(formula, request);
          if (verdict !== 'OPEN') expect(isTrue).toBe(verdict === 'TRUE');
          for (const { all } of needs?.alternatives ?? []) {
            const isMet = all.every((need) => asks(need.operator, need.values, request) !== need.isNegated);
            if (isMet) expect(isTrue, 'an alternative suffices').toBe(true);
          }
        }
      }),
      { numRuns: runs(8000), seed: SEED },
    );
  });
});

function holds(formula: Formula, request: readonly string[] | null): boolean {
  switch (formula.kind) {
    case 'TRUE':
    case 'FALSE':
      return formula.kind === 'TRUE';
    case 'AND':
      return formula.of.every((part) => holds(part, request));
    case 'OR':
      return formula.of.some((part) => holds(part, request));
    case 'LITERAL': {
      const { atom, isNegated } = formula.literal;
      return atom.kind === 'CONTEXT' && asks(atom.operator, atom.values, request) !== isNegated;
    }
  }
}

/** The variable is filled with the first value that a request could have, so that it matches some of them. */
function asks(name: string, values: readonly string[], request: readonly string[] | null): boolean {
  const operator = parseOperator(name);
  if (operator === null) throw new Error(`no operator: ${name}`);
  const filled = values.map((value) => value.replace('${aws:username}', 'other'));
  return conditionHolds(operator, filled, request);
}

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionHolds, parseOperator } from '../../../src/policy/match/condition/index.js';
import { matchGlob, parseGlob } from '../../../src/policy/match/condition/glob.js';
import { runs, SEED } from '../../support/runs.js';

interface ConditionCase {
  readonly rule: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly request: readonly string[] | null;
  readonly holds: boolean;
  readonly because: string;
  readonly source: string;
}

const FIELDS = ['because', 'holds', 'operator', 'request', 'rule', 'source', 'values'];
const CASES = JSON.parse(
  readFileSync(new URL('../../cases/policy/conditions.json', import.meta.url), 'utf8'),
) as readonly ConditionCase[];

describe('condition cases', () => {
  it('each say what is expected, why, and where AWS says so', () => {
    for (const each of CASES) {
      expect(Object.keys(each).toSorted()).toEqual(FIELDS);
      expect(each.because).not.toBe('');
      expect(each.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    }
    expect(
      new Set(CASES.map(({ operator, values, request }) => JSON.stringify([operator, values, request]))).size,
    ).toBe(CASES.length);
  });

  it.each(CASES)('$rule $operator $values on $request: $holds, $because', ({ operator, values, request, holds }) => {
    const parsed = parseOperator(operator);
    expect(parsed).not.toBeNull();
    if (parsed !== null) expect(conditionHolds(parsed, values, request)).toBe(holds);
  });
});

describe('parseOperator', () => {
  it('writes an operator as AWS does', () => {
    expect(parseOperator('foranyvalue:STRINGLIKEIFEXISTS')?.text).toBe('ForAnyValue:StringLikeIfExists');
    expect(parseOperator('Null')?.text).toBe('Null');
  });

  it.each([
    '',
    'Equals',
    'NullIfExists',
    'ForAnyValue:Null',
    'ForSomeValues:StringLike',
    'StringLikeIfExistsIfExists',
    ':Bool',
    '__proto__',
    'constructor',
    'NotBool',
  ])('knows no %s', (text) => expect(parseOperator(text)).toBeNull());

  it('knows all 26 base operators, each with IfExists but Null', () => {
    const compared = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];
    const bases = ['Numeric', 'Date']
      .flatMap((family) => compared.map((each) => family + each))
      .concat('StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase')
      .concat('StringLike', 'StringNotLike', 'Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress')
      .concat('ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike');
    expect(bases).toHaveLength(26);
    for (const base of bases) {
      expect(parseOperator(base)?.text).toBe(base);
      expect(parseOperator(`ForAllValues:${base}IfExists`)?.text).toBe(`ForAllValues:${base}IfExists`);
    }
  });
});

describe('wildcards', () => {
  it('match a megabyte in linear time', () => {
    const text = 'a'.repeat(1_000_000);
    const started = performance.now();
    expect(matchGlob(parseGlob('*a*a*a*b', { wildcards: true }), text)).toBe(false);
    expect(matchGlob(parseGlob('*a*a*a*', { wildcards: true }), text)).toBe(true);
    expect(matchGlob(parseGlob(`${'*?'.repeat(1000)}b`, { wildcards: true }), text)).toBe(false);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('agree with a regular expression', () => {
    const unit = fc.constantFrom('a', 'b', '*', '?', '.', '\u{1F600}');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), fc.string({ unit, maxLength: 8 }), (pattern, text) => {
        const source = Array.from(pattern)
          .map((each) => (each === '*' ? '.*' : each === '?' ? '.' : each === '.' ? '\\.' : each))
          .join('');
        const expected = new RegExp(`^${source}$`, 'su').test(text);
        expect(matchGlob(parseGlob(pattern, { wildcards: true }), text)).toBe(expected);
      }),
      { numRuns: runs(20_000), seed: SEED },
    );
  });

  it('never throw, whatever stands in policy and request', () => {
    const texts = fc.array(fc.nat({ max: 0xffff }), { maxLength: 30 }).map((units) => String.fromCharCode(...units));
    const operators = [
      'StringLike',
      'ArnLike',
      'NumericEquals',
      'DateEquals',
      'IpAddress',
      'BinaryEquals',
      'Bool',
      'StringEqualsIgnoreCase',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...operators),
        fc.array(texts),
        fc.option(fc.array(texts)),
        (name, values, request) => {
          const operator = parseOperator(name);
          expect(operator !== null && typeof conditionHolds(operator, values, request)).toBe('boolean');
        },
      ),
      { numRuns: runs(5000), seed: SEED },
    );
  });
});

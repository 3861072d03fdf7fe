import { describe, expect, it } from 'vitest';
import type { Need } from '../../../src/iam/decision.js';
import type { Formula, KeyDomain } from '../../../src/policy/model.js';
import { and, assume, entails, FALSE, judge, literal, not, or, TRUE } from '../../../src/policy/needs/index.js';

const ANY: KeyDomain = { mayBeAbsent: true, isMultivalued: false, constraints: [] };

function condition(key: string, operator: string, ...values: string[]): Formula {
  return literal({ kind: 'CONTEXT', key, operator, values, statement: null });
}

function textsOf(formula: Formula, domain: KeyDomain = ANY): string[] | string {
  const { verdict, needs } = judge(formula, () => domain);
  return needs === null ? verdict : needs.alternatives.map(({ all }) => all.map(textOf).join(' & '));
}

function textOf(need: Need): string {
  return `${need.isNegated ? '!' : ''}${need.key ?? 'session'} ${need.operator} ${need.values.join(',')}`;
}

const mfa = condition('aws:MultiFactorAuthPresent', 'Bool', 'true');

describe('judge', () => {
  it('knows the constants', () => {
    expect(textsOf(TRUE)).toBe('TRUE');
    expect(textsOf(FALSE)).toBe('FALSE');
    expect(textsOf(and([]))).toBe('TRUE');
    expect(textsOf(or([]))).toBe('FALSE');
  });

  it('finds that one key true, false or absent is everything', () => {
    const all = [condition('k', 'Bool', 'true'), condition('k', 'Bool', 'false'), condition('k', 'Null', 'true')];
    expect(textsOf(or(all))).toBe('TRUE');
    expect(textsOf(or(all.slice(1)))).toEqual(['k Bool false', 'k Null true']);
    expect(textsOf(or(all.slice(0, 2)), { ...ANY, mayBeAbsent: false })).toBe('TRUE');
  });

  it('finds contradictions within a request', () => {
    expect(textsOf(and([condition('x', 'StringEquals', 'a'), condition('X', 'StringEquals', 'b')]))).toBe('FALSE');
    expect(textsOf(and([mfa, condition('aws:multifactorauthpresent', 'BoolIfExists', 'false')]))).toBe('FALSE');
    expect(textsOf(and([condition('x', 'StringLike', 'a*'), condition('x', 'StringNotLike', '*')]))).toBe('FALSE');
  });

  it('keeps hops apart', () => {
    const at = (hop: number, value: string) =>
      literal(
        { kind: 'CONTEXT', key: 'sts:ExternalId', operator: 'StringEquals', values: [value], statement: null },
        false,
        hop,
      );
    expect(textsOf(and([at(0, 'a'), at(1, 'b')]))).toEqual([
      'sts:ExternalId StringEquals a & sts:ExternalId StringEquals b',
    ]);
    expect(textsOf(and([at(0, 'a'), at(0, 'b')]))).toBe('FALSE');
  });

  it('drops what the rest implies, a negated need first', () => {
    const equal = condition('x', 'StringEquals', 'abc');
    expect(textsOf(and([condition('x', 'StringLike', 'a*'), equal]))).toEqual(['x StringEquals abc']);
    expect(textsOf(and([not(condition('x', 'StringEquals', 'b')), equal, mfa]))).toEqual([
      'aws:MultiFactorAuthPresent Bool true & x StringEquals abc',
    ]);
  });

  it('leaves out alternatives within others, orders by size', () => {
    const x = condition('x', 'StringEquals', 'abc');
    expect(
      textsOf(or([and([x, mfa]), condition('y', 'Null', 'false'), x, condition('x', 'StringLike', 'a*')])),
    ).toEqual(['x StringLike a*', 'y Null false']);
  });

  it('keeps to what the domain says', () => {
    const constraints = [
      {
        atom: { kind: 'CONTEXT', key: 'x', operator: 'StringLike', values: ['a*'], statement: null },
        isNegated: false,
        hop: null,
      },
    ] as const;
    const domain = { mayBeAbsent: false, isMultivalued: false, constraints };
    expect(textsOf(condition('x', 'StringEquals', 'b'), domain)).toBe('FALSE');
    expect(textsOf(condition('x', 'StringLike', 'a*', 'b'), domain)).toBe('TRUE');
    expect(textsOf(condition('x', 'StringLike', 'ab*'), domain)).toEqual(['x StringLike ab*']);
  });

  it('puts every kind of condition to values that are listed', () => {
    const values = ['10.0.0.1', '10.0.0.2'];
    const constraints = [
      {
        atom: { kind: 'CONTEXT', key: 'x', operator: 'StringEquals', values, statement: null },
        isNegated: false,
        hop: null,
      },
    ] as const;
    const domain = { mayBeAbsent: false, isMultivalued: false, constraints };
    expect(textsOf(condition('x', 'IpAddress', '10.0.0.0/8'), domain)).toBe('TRUE');
    expect(textsOf(and([condition('x', 'IpAddress', '10.0.0.1'), condition('x', 'StringLike', '*2')]), domain)).toBe(
      'FALSE',
    );
    expect(textsOf(or([condition('x', 'IpAddress', '10.0.0.1'), condition('x', 'StringLike', '*2')]), domain)).toBe(
      'TRUE',
    );
  });

  it('looks between thresholds and behind ranges', () => {
    const there = { ...ANY, mayBeAbsent: false };
    const ends = (family: string, low: string, high: string) =>
      or([condition('x', `${family}LessThanEquals`, low), condition('x', `${family}GreaterThanEquals`, high)]);
    expect(judge(ends('Numeric', '1', '2'), () => there).verdict).toBe('OPEN');
    expect(judge(ends('Numeric', '2', '1'), () => there).verdict).toBe('TRUE');
    expect(judge(ends('Date', '2025-01-01', '2025-01-02'), () => there).verdict).toBe('OPEN');
    const part = and([condition('x', 'IpAddress', '10.0.0.0/8'), condition('x', 'NotIpAddress', '10.0.0.0/16')]);
    expect(judge(part, () => there).verdict).toBe('OPEN');
  });

  it('leaves a condition with an unfilled variable open, but for the absence of its key', () => {
    const owner = condition('x', 'StringEquals', '${aws:username}');
    expect(textsOf(owner)).toEqual(['x StringEquals ${aws:username}']);
    expect(textsOf(and([owner, condition('x', 'Null', 'true')]))).toBe('FALSE');
    expect(textsOf(or([condition('x', 'StringNotEquals', '${aws:username}'), condition('x', 'Null', 'false')]))).toBe(
      'TRUE',
    );
  });

  it('gives a session one name', () => {
    const named = (name: string) => literal({ kind: 'SESSION', name, statement: null });
    expect(textsOf(and([named('ann'), named('bob')]))).toBe('FALSE');
    expect(textsOf(or([named('ann'), named('bob')]))).toEqual(['session StringEquals ann', 'session StringEquals bob']);
  });

  it('flags what it cuts and stays open', () => {
    const wide = and(
      Array.from({ length: 8 }, (_, index) =>
        or([condition(`a${index}`, 'Null', 'true'), condition(`b${index}`, 'Null', 'true')]),
      ),
    );
    const { verdict, needs } = judge(wide, () => ANY);
    expect(verdict).toBe('OPEN');
    expect(needs?.truncated).toBe(true);
    expect(needs?.alternatives).toHaveLength(32);
  });
});

describe('past its bounds', () => {
  it('stays open, in time', () => {
    const many: KeyDomain = { mayBeAbsent: true, isMultivalued: true, constraints: [] };
    const patterns = Array.from({ length: 14 }, (_, index) =>
      condition('x', 'ForAnyValue:StringLike', `*${String.fromCharCode(97 + index)}*`),
    );
    const started = performance.now();
    expect(judge(and([...patterns, condition('x', 'Null', 'true')]), () => many).verdict).toBe('OPEN');
    expect(judge(or([...patterns, condition('x', 'Null', 'true')]), () => many).verdict).toBe('OPEN');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('sees contradictions among very many texts', () => {
    const texts = Array.from({ length: 300 }, (_, index) => `a-rather-long-text-with-the-number-${index}`);
    const [first = '', ...rest] = texts;
    expect(textsOf(and([condition('x', 'StringEquals', first), condition('x', 'StringEquals', ...rest)]))).toBe(
      'FALSE',
    );
  });
});

describe('judge with an assumption', () => {
  it('looks only at fillings in which it holds', () => {
    const [x, y] = [condition('x', 'Null', 'false'), condition('y', 'Null', 'false')];
    const notBoth = or([not(x), not(y)]);
    expect(judge(and([x, y]), () => ANY, notBoth).verdict).toBe('FALSE');
    expect(judge(or([not(x), not(y)]), () => ANY, notBoth).verdict).toBe('TRUE');
    const { needs } = judge(and([x, not(y)]), () => ANY, notBoth);
    expect(needs?.alternatives.map(({ all }) => all.map(textOf))).toEqual([['x Null false']]);
  });
});

describe('assume', () => {
  it('decides a literal where its key is known', () => {
    const of = (formula: Formula, values: readonly string[] | null) =>
      formula.kind === 'LITERAL' ? assume(formula.literal, values).kind : formula.kind;
    expect(of(condition('x', 'StringEquals', 'a'), ['a'])).toBe('TRUE');
    expect(of(not(condition('x', 'StringEquals', 'a')), ['a'])).toBe('FALSE');
    expect(of(condition('x', 'StringNotEquals', 'a'), null)).toBe('TRUE');
    expect(of(condition('x', 'StringEquals', '${aws:username}'), ['a'])).toBe('LITERAL');
    expect(of(condition('x', 'StringEquals', '${aws:username}'), null)).toBe('FALSE');
    expect(of(condition('x', 'NoOperator', 'a'), ['a'])).toBe('LITERAL');
  });
});

describe('entails', () => {
  it('takes assumptions as given', () => {
    const [equal] = [condition('x', 'StringEquals', 'abc')];
    const literals = equal?.kind === 'LITERAL' ? [equal.literal] : [];
    expect(entails(literals, condition('x', 'StringLike', 'a*'), () => ANY)).toBe(true);
    expect(entails(literals, condition('x', 'StringLike', 'b*'), () => ANY)).toBe(false);
    expect(entails([], condition('x', 'StringLike', '*'), () => ANY)).toBe(false);
  });
});

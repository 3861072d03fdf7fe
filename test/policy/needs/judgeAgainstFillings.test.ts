import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Need } from '../../../src/iam/decision.js';
import { type CompiledCondition, compileCondition, parseOperator } from '../../../src/policy/match/condition/index.js';
import type { Formula, KeyDomain, Literal } from '../../../src/policy/model.js';
import { and, judge, literal, not, or } from '../../../src/policy/needs/index.js';
import { runs, SEED } from '../../support/runs.js';

/** A filling of every key: its values, or null where the request lacks it. */
type Filling = ReadonlyMap<string, readonly string[] | null>;

interface TestKey {
  readonly name: string;
  readonly operators: readonly string[];
  readonly value: fc.Arbitrary<string>;
  /** More values than any two of the conditions can tell apart. */
  readonly pool: readonly string[];
  readonly isMultivalued: boolean;
}

const texts = (characters: readonly string[], length: number): string[] =>
  length === 0 ? [''] : ['', ...texts(characters, length - 1).flatMap((text) => characters.map((each) => each + text))];
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '${*}'), maxLength: 3 });
const set = (operators: string[]) => operators.flatMap((each) => [each, `${each}IfExists`]);
const numbers = ['1', '2', '3.5', 'x'];
const TEXT = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'];
const NUMERIC = ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan'];
const pool = [...new Set([...texts(['a', 'A', 'b', 'B', '*', '?', 'z'], 3), ...texts(['a', 'b', '*', '?', 'z'], 4)])];
const compiled = new Map<string, CompiledCondition>();

const arnPart = fc.constantFrom('', 'a', '*', 'a*', '?');
const ARN_PARTS = ['', 'a', 'z', 'az', 'zz'];
const ARN_ENDS = [
  '',
  'a',
  'z',
  'za',
  'az',
  'zz',
  'a:b',
  'z:a',
  'z:z',
  'a:z',
  'a:a',
  'a:a:b',
  'a:zz',
  'a:za',
  'z:z:a',
  'a:z:z',
  'a:z:a',
].concat('z:a:b', 'z:a:a', 'a:a:a', 'a:a:z', 'a:az', 'z:az', 'z:za', 'z:zz', 'a:z:a:b');
/** Ends of values whose fourth part runs over colons, as `*` in a text operator may, while an ARN operator sees it as three parts. */
const ARN_RUNS = ['', 'a', 'z'].flatMap((one) =>
  ['', 'a', 'z', 'az'].flatMap((two) => ['a', 'z', 'az', 'za', 'a:b', 'zz'].map((end) => `${one}:${two}:${end}`)),
);

const KEYS: readonly TestKey[] = [
  { name: 'text', operators: [...set(TEXT), 'Null'], value: pattern, pool, isMultivalued: false },
  {
    name: 'many',
    operators: ['ForAnyValue', 'ForAllValues'].flatMap((prefix) => set(TEXT).map((each) => `${prefix}:${each}`)),
    value: pattern,
    pool,
    isMultivalued: true,
  },
  {
    name: 'number',
    operators: set([...NUMERIC, 'NumericGreaterThanEquals']),
    value: fc.constantFrom(...numbers),
    pool: ['0', '1', '1.5', '2.00', '3', '3.5', '4e3'],
    isMultivalued: false,
  },
  {
    name: 'day',
    operators: set(['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateGreaterThanEquals']),
    value: fc.constantFrom('2020-01-01T00:00:00Z', '1577836801', '2021-01-01', 'never'),
    pool: [
      '2019-12-31',
      '1577836800',
      '2020-01-01T00:00:00.500Z',
      '2020-01-01T00:00:01Z',
      '2020-02-03',
      '2021-01-01',
      '2022-01-01',
    ],
    isMultivalued: false,
  },
  {
    name: 'flag',
    operators: set(['Bool']).concat('Null'),
    value: fc.constantFrom('true', 'False'),
    pool: ['true', 'false'],
    isMultivalued: false,
  },
  {
    name: 'address',
    operators: set(['IpAddress', 'NotIpAddress']),
    value: fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '10.1.2.3', '0.0.0.0/0', '2001:db8::/32', '::1', 'here'),
    pool: ['1.2.3.4', '10.0.0.1', '10.1.0.1', '10.1.2.3', '11.0.0.0', '::', '::1', '2001:db8::5', '2001:db9::'],
    isMultivalued: false,
  },
  {
    name: 'arn',
    operators: [...set(['ArnLike', 'ArnNotEquals']), 'StringLike', 'StringNotLike'],
    value: fc
      .tuple(arnPart, arnPart, fc.constantFrom('a', '*', 'a*', '*a', 'a:b', '?'))
      .map((parts) => ['arn', 'p', 's', ...parts].join(':')),
    pool: ['', 'a', 'z:z'].concat(
      ARN_PARTS.flatMap((one) =>
        ARN_PARTS.flatMap((two) =>
          [...ARN_ENDS, ...ARN_RUNS].map((three) => ['arn', 'p', 's', one, two, three].join(':')),
        ),
      ),
    ),
    isMultivalued: false,
  },
];

const KEY_OF = new Map(KEYS.map((key) => [key.name, key]));

const leaf = fc.constantFrom(...KEYS).chain((key) =>
  fc
    .record({
      operator: fc.constantFrom(...key.operators),
      values: fc.array(key.value, { minLength: 1, maxLength: 2 }),
      isNegated: fc.boolean(),
      truth: fc.constantFrom('true', 'false'),
    })
    .map(({ operator, values, isNegated, truth }) =>
      literal(
        { kind: 'CONTEXT', key: key.name, operator, values: operator === 'Null' ? [truth] : values, statement: null },
        isNegated,
      ),
    ),
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

const constraint: fc.Arbitrary<readonly Literal[]> = fc.oneof(
  fc.constant([]),
  fc
    .record({ key: fc.constantFrom('text', 'many'), value: fc.constantFrom('a*', '?', '*b*'), isNegated: fc.boolean() })
    .map(({ key, value, isNegated }): Literal[] => [
      {
        atom: { kind: 'CONTEXT', key, operator: 'StringLike', values: [value], statement: null },
        isNegated,
        hop: null,
      },
    ]),
);

describe('judge against every filling', () => {
  it('agrees on verdict and needs', () => {
    fc.assert(
      fc.property(formulas, fc.boolean(), constraint, (formula, mayBeAbsent, constraints) => {
        const domainOf = ({ atom }: Literal): KeyDomain => ({
          mayBeAbsent,
          isMultivalued: atom.kind === 'CONTEXT' && KEY_OF.get(atom.key)?.isMultivalued === true,
          constraints: constraints.filter(
            (each) => each.atom.kind === 'CONTEXT' && atom.kind === 'CONTEXT' && each.atom.key === atom.key,
          ),
        });
        const fillings = fillingsOf(formula, mayBeAbsent, constraints);
        const { verdict, needs } = judge(formula, domainOf);
        const outcomes = new Set(fillings.map((filling) => holds(formula, filling)));
        expect(verdict).toBe(outcomes.size === 2 ? 'OPEN' : outcomes.has(true) ? 'TRUE' : 'FALSE');
        expect(needs === null).toBe(verdict !== 'OPEN');
        if (needs === null) return;
        const sets = needs.alternatives.map(({ all }) =>
          fillings.filter((filling) => all.every((need) => meets(need, filling))),
        );
        for (const [index, { all }] of needs.alternatives.entries()) {
          const own = sets[index] ?? [];
          expect(own.length, 'an alternative can be met').toBeGreaterThan(0);
          expect(
            own.every((filling) => holds(formula, filling)),
            'an alternative suffices',
          ).toBe(true);
          for (const dropped of all) {
            const rest = all.filter((need) => need !== dropped);
            const met = fillings.filter((filling) => rest.every((need) => meets(need, filling)));
            expect(
              met.every((filling) => holds(formula, filling)),
              'each need is needed',
            ).toBe(false);
          }
          for (const [other, wider] of sets.entries()) {
            if (other !== index)
              expect(
                own.every((filling) => wider.includes(filling)),
                'none lies within another',
              ).toBe(false);
          }
        }
        if (needs.truncated) return;
        const met = new Set(sets.flat());
        expect(
          fillings.every((filling) => holds(formula, filling) === met.has(filling)),
          'complete',
        ).toBe(true);
      }),
      { numRuns: runs(2000), seed: SEED },
    );
  });
});

/** One filling for each way in which the conditions of the formula can come out. */
function fillingsOf(formula: Formula, mayBeAbsent: boolean, constraints: readonly Literal[]): Filling[] {
  let fillings: Filling[] = [new Map()];
  for (const key of KEYS) {
    const own = leavesOf(formula).filter(({ atom }) => atom.kind === 'CONTEXT' && atom.key === key.name);
    if (own.length === 0) continue;
    const profile = (values: readonly string[] | null) =>
      own.map((each) => holds({ kind: 'LITERAL', literal: each }, new Map([[key.name, values]]))).join();
    const admitted = key.pool.filter((value) =>
      constraints.every(
        ({ atom, isNegated }) =>
          atom.kind !== 'CONTEXT' || atom.key !== key.name || asks(atom, new Map([[key.name, [value]]])) !== isNegated,
      ),
    );
    const byValue = new Map(admitted.map((value) => [profile([value]), value]));
    const singles = [...byValue.values()];
    const sets: (readonly string[] | null)[] = singles.map((value) => [value]);
    if (key.isMultivalued)
      for (const one of singles) for (const two of singles) for (const three of singles) sets.push([one, two, three]);
    if (mayBeAbsent) sets.push(null);
    const distinct = [...new Map(sets.map((values) => [profile(values), values])).values()];
    fillings = fillings.flatMap((filling) => distinct.map((values) => new Map([...filling, [key.name, values]])));
  }
  return fillings;
}

function leavesOf(formula: Formula): Literal[] {
  if (formula.kind === 'LITERAL') return [formula.literal];
  return formula.kind === 'AND' || formula.kind === 'OR' ? formula.of.flatMap(leavesOf) : [];
}

function holds(formula: Formula, filling: Filling): boolean {
  switch (formula.kind) {
    case 'TRUE':
      return true;
    case 'FALSE':
      return false;
    case 'AND':
      return formula.of.every((part) => holds(part, filling));
    case 'OR':
      return formula.of.some((part) => holds(part, filling));
    case 'LITERAL': {
      const { atom, isNegated } = formula.literal;
      return atom.kind === 'CONTEXT' && asks(atom, filling) !== isNegated;
    }
  }
}

function meets(need: Need, filling: Filling): boolean {
  return asks({ key: need.key ?? '', operator: need.operator, values: need.values }, filling) !== need.isNegated;
}

function asks(condition: { key: string; operator: string; values: readonly string[] }, filling: Filling): boolean {
  const name = JSON.stringify([condition.operator, condition.values]);
  const known = compiled.get(name);
  if (known !== undefined) return known.holds(filling.get(condition.key) ?? null);
  const operator = parseOperator(condition.operator);
  if (operator === null) throw new Error(`no operator: ${condition.operator}`);
  const made = compileCondition(operator, condition.values);
  compiled.set(name, made);
  return made.holds(filling.get(condition.key) ?? null);
}

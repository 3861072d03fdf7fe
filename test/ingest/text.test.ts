import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { readInstant } from '../../src/ingest/instant.js';
import { shippedManagedPolicies } from '../../src/shippedPolicies.js';
import { writtenKey } from '../../src/ingest/fields.js';
import { lineAndColumn, locateJsonError } from '../../src/ingest/text/locateJsonError.js';
import { isOneShallowJson, measureJson } from '../../src/lib/measureJson.js';
import { parseCsv } from '../../src/ingest/text/parseCsv.js';
import { runs, SEED } from '../support/runs.js';

describe('instants', () => {
  const cases: readonly [unknown, string | null][] = [
    ['2019-08-16 17:27:59+00:00', '2019-08-16T17:27:59Z'],
    ['2019-08-16T17:27:59Z', '2019-08-16T17:27:59Z'],
    ['2019-08-16T17:27:59+0200', '2019-08-16T15:27:59Z'],
    ['2019-08-16T17:27:59.123456+00:00', '2019-08-16T17:27:59.123Z'],
    ['2019-08-16 17:27:59 UTC', '2019-08-16T17:27:59Z'],
    ['2019-08-16T17:27:59', '2019-08-16T17:27:59Z'],
    ['2019-08-16', '2019-08-16T00:00:00Z'],
    [1565976479, '2019-08-16T17:27:59Z'],
    [1565976479.5, '2019-08-16T17:27:59.500Z'],
    ['1565976479', '2019-08-16T17:27:59Z'],
    [1565976479000, '2019-08-16T17:27:59Z'],
    ['2019-02-30T00:00:00Z', null],
    ['2019-13-01T00:00:00Z', null],
    ['yesterday', null],
    ['', null],
    [-1, null],
    [Number.NaN, null],
    [1e300, null],
    [null, null],
    [{}, null],
  ];
  test.each(cases)('%j', (written, instant) => {
    expect(readInstant(written)).toBe(instant);
  });
});

describe('faults of JSON', () => {
  const cases: readonly [string, number | null][] = [
    ['{"a": [1, 2.5e3, "x\\u00e9\\n", true, null, {}]}', null],
    [' [] ', null],
    ['', 0],
    ['{"a" 1}', 5],
    ['{"a": 01}', 7],
    ["{'a': 1}", 1],
    ['[1, 2', 5],
    ['[1,]', 3],
    ['{"a": 1,}', 8],
    ['[1] 2', 4],
    ['"a\nb"', 0],
    ['[tru]', 1],
  ];
  test.each(cases)('%j', (text, offset) => {
    expect(locateJsonError(text)).toBe(offset);
  });

  test('exactly what JSON.parse refuses has one', () => {
    const text = fc
      .json()
      .chain((json) =>
        fc.tuple(fc.constant(json), fc.nat(json.length), fc.constantFrom('', ',', '"', '}', '[', '\\', '1')),
      );
    fc.assert(
      fc.property(text, ([json, at, inserted]) => {
        const changed = json.slice(0, at) + inserted + json.slice(at + (inserted === '' ? 1 : 0));
        expect(locateJsonError(changed) === null).toBe(parses(changed));
      }),
      { seed: SEED, numRuns: runs(5000) },
    );
  });

  test('a place is a line and a column from 1', () => {
    expect(lineAndColumn('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
    expect(lineAndColumn('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
  });
});

describe('the outline of JSON', () => {
  test('brackets in texts do not count, escaped quotes do not end them', () => {
    expect(measureJson('{"a": "[[[\\"[[", "b": ["\\\\", [1]]}', 10)).toMatchObject({
      depth: 3,
      isCutOff: false,
      tooDeepAt: -1,
    });
  });
  test('it stops where the limit is passed', () => {
    expect(measureJson('[[[[', 2)).toMatchObject({ tooDeepAt: 2 });
  });
  test('it finds the ends of texts appended to one another', () => {
    expect(measureJson('{}\n[1]', 5).ends).toEqual([2, 6]);
  });
});

test('CSV with quotes, empty cells and both kinds of line end', () => {
  expect(parseCsv('a,b\r\n"x, ""y""",\n\nlast,1')).toEqual([
    ['a', 'b'],
    ['x, "y"', ''],
    ['last', '1'],
  ]);
});

test('names of fields in every style', () => {
  expect(
    ['UserDetailList', 'Arn', 'SAMLProviderList', 'ClientIDList'].map((name) => writtenKey(name, 'CAMEL')),
  ).toEqual(['userDetailList', 'arn', 'samlProviderList', 'clientIDList']);
  expect(['UserDetailList', 'Arn', 'SAMLProviderList'].map((name) => writtenKey(name, 'SNAKE'))).toEqual([
    'user_detail_list',
    'arn',
    'saml_provider_list',
  ]);
});

describe('the shipped AWS managed policies', () => {
  test('have the newest documents, with their date', () => {
    expect(shippedManagedPolicies.newestPolicyAt).toMatch(/^20\d\d-\d\d-\d\dT/);
    expect(shippedManagedPolicies.find('arn:aws:iam::aws:policy/AdministratorAccess')?.document).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
  });
  test('know nothing by the names of object members', () => {
    for (const name of ['__proto__', 'constructor', 'toString', ''])
      expect(shippedManagedPolicies.find(name)).toBeNull();
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('a file of which nothing more need be measured is one text, and shallow', () => {
  const texts = fc.oneof(
    fc.json(),
    fc.tuple(fc.json(), fc.json()).map(([one, other]) => `${one} ${other}`),
    fc.json().map((text) => text.slice(0, -1)),
    fc.array(fc.constantFrom('[', ']', '{', '}', '"', '\\', 'é', ' ', ':', 'a')).map((units) => units.join('')),
  );
  let shallow = 0;
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 4 }), (text, limit) => {
      if (!isOneShallowJson(Buffer.from(text), limit)) return;
      shallow++;
      const { depth, ends, isCutOff, tooDeepAt } = measureJson(text, limit);
      expect([depth <= limit, ends.length, isCutOff, tooDeepAt]).toEqual([true, 1, false, -1]);
    }),
    { numRuns: runs(5000), seed: SEED },
  );
  expect(shallow).toBeGreaterThan(50);
  expect(isOneShallowJson(Buffer.from('{}"'), 2)).toBe(false);
  expect(isOneShallowJson(Buffer.from('{"a": ["\\"[[[", 1]}'), 2)).toBe(true);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/lib/json.js';
import { admits, allowsAction } from '../../src/policy/candidates.js';
import { compilePolicy } from '../../src/policy/compile.js';
import { decide, decisionOf } from '../../src/policy/decide.js';
import { needsText } from '../../src/policy/explain/needText.js';
import { compileActions } from '../../src/policy/match/action.js';
import { compileResourcePattern } from '../../src/policy/match/wildcards.js';
import type { AccessRequest, Layers } from '../../src/policy/model.js';
import { checkDocument, type PolicyKind } from '../../src/policy/parse/checkDocument.js';
import { runs, SEED } from '../support/runs.js';

const KINDS: readonly PolicyKind[] = ['IDENTITY', 'TRUST', 'RESOURCE', 'SCP', 'RCP', 'SESSION', 'ENDPOINT', 'BOUNDARY'];
const options = (full: number) => ({ seed: SEED, numRuns: runs(full) });

const text = fc.oneof(
  fc.constantFrom(
    '*',
    'sts:AssumeRole',
    'sts:*',
    's?s:Assume*',
    'arn:aws:iam::111111111111:root',
    '__proto__',
    '${aws:username}',
  ),
  fc.constantFrom(
    'arn:aws:iam::111111111111:role/R',
    'arn:aws:iam::*:role/${aws:PrincipalTag/x}',
    '111111111111',
    'true',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const list = fc.oneof(text, fc.array(text, { maxLength: 3 }));
const statement = fc.record(
  {
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: fc.oneof(fc.constant('*'), fc.record({ AWS: list }), fc.record({ Service: list })),
    Action: list,
    Resource: list,
    Condition: fc.dictionary(
      fc.constantFrom(
        'StringEquals',
        'StringNotLike',
        'Null',
        'ForAllValues:StringLike',
        'IpAddressIfExists',
        'ArnLike',
      ),
      fc.dictionary(
        fc.oneof(text, fc.constantFrom('aws:PrincipalArn', 'sts:ExternalId', 'aws:SourceIp', '__proto__')),
        list,
        { maxKeys: 2 },
      ),
      { maxKeys: 2 },
    ),
  },
  { requiredKeys: ['Effect', 'Principal', 'Action'] },
);
const plausible = fc.record({
  Version: fc.constantFrom('2012-10-17', '2008-10-17'),
  Statement: fc.oneof(statement, fc.array(statement, { maxLength: 3 })),
});

const ACCOUNT = { id: '111111111111', organization: undefined };
const REQUEST: AccessRequest = {
  caller: {
    kind: 'USER',
    arn: 'arn:aws:iam::111111111111:user/ann',
    account: ACCOUNT,
    uniqueId: undefined,
    tags: undefined,
    hasBoundary: undefined,
    session: {},
  },
  action: 'sts:AssumeRole',
  resource: { arn: 'arn:aws:iam::111111111111:role/R', account: ACCOUNT, tags: undefined },
  stated: { values: new Map(), absent: new Set(), missing: 'UNKNOWN' },
};

describe('documents from anywhere', () => {
  it('are checked without a crash, whatever JSON they are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...KINDS), (document, kind) => {
        const problems = checkDocument(document as Json, kind);
        if (typeof document !== 'object' || document === null || Array.isArray(document)) {
          expect(problems.map(({ severity }) => severity)).toContain('REFUSED');
        }
      }),
      options(5000),
    );
  });

  it('are compiled and decided wherever they are not refused', () => {
    fc.assert(
      fc.property(plausible, plausible, (resource, identity) => {
        const parsed = (found: unknown): Json => JSON.parse(JSON.stringify(found)) as Json;
        const usable = checkDocument(parsed(resource), 'RESOURCE').every(({ severity }) => severity !== 'REFUSED');
        fc.pre(usable);
        const stripped = parsed(identity) as { Statement: Record<string, unknown> | Record<string, unknown>[] };
        for (const each of [stripped.Statement].flat()) {
          delete each['Principal'];
          each['Resource'] ??= '*';
        }
        fc.pre(checkDocument(stripped as Json, 'IDENTITY').every(({ severity }) => severity !== 'REFUSED'));
        const attach = (document: Json) => ({ id: null, name: 'p', attachedTo: null, policy: compilePolicy(document) });
        const layers: Layers = {
          identity: [attach(stripped as Json)],
          boundary: null,
          session: null,
          scp: null,
          rcp: null,
          resource: attach(parsed(resource)),
          endpoint: null,
        };
        const { decision, needs, evidence } = decide(REQUEST, layers);
        expect(decision === 'CONDITIONAL').toBe(needs !== null);
        expect(evidence.because.length).toBeGreaterThan(0);
        expect(decisionOf(REQUEST, layers)).toBe(decision);
        const compiled = compilePolicy(parsed(resource));
        admits(compiled, REQUEST.action);
        allowsAction(compiled, REQUEST.action, REQUEST.resource);
      }),
      options(3000),
    );
  });

  it('are checked, compiled and asked in time that is linear in texts of a megabyte', () => {
    const long = `${'a*'.repeat(1 << 18)}${'ab'.repeat(1 << 18)}`;
    const start = performance.now();
    for (const element of [{ Action: `s3:${long}` }, { Resource: `arn:aws:s3:::${long}` }, { Sid: long }]) {
      const statement = { Effect: 'Allow', Action: 'sts:*', Resource: '*', ...element };
      const document = {
        Version: '2012-10-17',
        Statement: { ...statement, Condition: { StringLike: { 'aws:x': long } } },
      };
      expect(checkDocument(document, 'IDENTITY').filter(({ severity }) => severity === 'REFUSED')).toEqual([]);
      allowsAction(compilePolicy(document), REQUEST.action, REQUEST.resource);
    }
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it.each(
    Object.entries({
      'what variables begin with': '${'.repeat(100_000),
      'variables without a name': `\${${' '.repeat(200_000)}}`,
      'variables in rows': '${a}'.repeat(5_000),
      'variables with half a default': `\${${", '".repeat(6_000)}}`,
      'wildcards in rows': '*?'.repeat(10_000),
      colons: ':*'.repeat(10_000),
      'what base64 ends with': `${'='.repeat(200_000)}x`,
      'characters of two halves': '😀'.repeat(10_000),
      'halves of characters': '\ud83d'.repeat(20_000),
      'letters that grow in lower case': 'İ'.repeat(20_000),
    }),
  )('are decided in time where they hold nothing but %s', (_, long) => {
    const start = performance.now();
    const identity: Json[] = [{ Effect: 'Allow', Action: '*', Resource: `arn:aws:iam::111111111111:role/${long}` }];
    for (const operator of ['StringLike', 'StringNotEqualsIgnoreCase', 'ArnLike', 'BinaryEquals', 'IpAddress']) {
      identity.push({ Effect: 'Allow', Action: '*', Resource: '*', Condition: { [operator]: { 'app:x': long } } });
    }
    for (const statement of identity) {
      const policy = compilePolicy({ Version: '2012-10-17', Statement: statement });
      const attached = { id: null, name: 'p', attachedTo: null, policy };
      const layers = { boundary: null, session: null, scp: null, rcp: null, resource: null, endpoint: null };
      expect(['ALLOWED', 'CONDITIONAL', 'DENIED']).toContain(
        decide({ ...REQUEST, action: 'iam:GetRole' }, { ...layers, identity: [attached] }).decision,
      );
    }
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('leave open what their variables would have to be where that is too much to try', () => {
    const policy = compilePolicy({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: '*', Resource: 'arn:aws:iam::*:role/*${app:x}*${app:y}*${app:z}*' },
    });
    const layers = { boundary: null, session: null, scp: null, rcp: null, resource: null, endpoint: null };
    const { decision, needs } = decide(
      {
        ...REQUEST,
        action: 'iam:GetRole',
        resource: { ...REQUEST.resource, arn: `${REQUEST.resource.arn}${'ab'.repeat(500)}` },
      },
      { ...layers, identity: [{ id: null, name: 'p', attachedTo: null, policy }] },
    );
    expect(decision).toBe('CONDITIONAL');
    expect(needs && needsText(needs)).toContain('was not worked out to the end');
    expect(needs?.alternatives.some(({ unread }) => unread.some(({ kind }) => kind === 'WORK_BUDGET_SPENT'))).toBe(
      true,
    );
  });

  it('leave no trace in Object.prototype', () => {
    const hostile = JSON.parse(
      '{"__proto__": {"polluted": true}, "Statement": {"__proto__": {"Effect": "Allow"}}}',
    ) as Json;
    expect(checkDocument(hostile, 'IDENTITY').map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/__proto__', '/Statement/__proto__']),
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('matchers', () => {
  it('take any Unicode', () => {
    const unicode = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(unicode, unicode, (pattern, asked) => {
        compileResourcePattern(pattern)(asked);
        compileActions({ isNot: false, values: [pattern] })(asked);
        if (!/[*?$]/.test(asked) && asked.split(':').length >= 6)
          expect(compileResourcePattern(asked)(asked)).toBe(true);
      }),
      options(5000),
    );
  });

  it('answer patterns of many wildcards over long texts in time that is linear in the text', () => {
    const long = 'a'.repeat(200_000);
    const start = performance.now();
    expect(compileResourcePattern(`arn:aws:s3:::${'*a'.repeat(4)}*b`)(`arn:aws:s3:::${long}`)).toBe(false);
    expect(compileResourcePattern('*a*a*a*b')(long)).toBe(false);
    expect(compileActions({ isNot: false, values: ['*a*a*a*b'] })(long)).toBe(null);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

import { describe, expect, it } from 'vitest';
import { admits, allowsAction, resourcePatternsFor } from '../../src/policy/candidates.js';
import { compilePolicy } from '../../src/policy/compile.js';
import type { Json } from '../../src/lib/json.js';
import { checkDocument, type PolicyKind } from '../../src/policy/parse/checkDocument.js';

const ALLOW = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };
const TRUST = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' };
const of = (...statements: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: statements });

const REFUSED: readonly (readonly [string, Json, PolicyKind, string, string])[] = [
  ['no object', [], 'IDENTITY', '', 'NOT_AN_OBJECT'],
  ['no Statement', { Version: '2012-10-17' }, 'IDENTITY', '', 'MISSING_ELEMENT'],
  ['another Version', { Version: '2020-01-01', Statement: [ALLOW] }, 'IDENTITY', '/Version', 'UNKNOWN_VERSION'],
  ['an unknown element', of({ ...ALLOW, Actions: 'x' }), 'IDENTITY', '/Statement/0/Actions', 'UNKNOWN_ELEMENT'],
  ['an unknown Effect', of({ ...ALLOW, Effect: 'allow' }), 'IDENTITY', '/Statement/0/Effect', 'UNKNOWN_EFFECT'],
  [
    'a Principal in an identity policy',
    of({ ...ALLOW, Principal: '*' }),
    'IDENTITY',
    '/Statement/0/Principal',
    'ELEMENT_NOT_ALLOWED_HERE',
  ],
  [
    'a Resource in a trust policy',
    of({ ...TRUST, Resource: '*' }),
    'TRUST',
    '/Statement/0/Resource',
    'ELEMENT_NOT_ALLOWED_HERE',
  ],
  ['no Resource', of({ Effect: 'Allow', Action: '*' }), 'IDENTITY', '/Statement/0', 'MISSING_ELEMENT'],
  [
    'Action and NotAction',
    of({ ...ALLOW, NotAction: 'a:b' }),
    'IDENTITY',
    '/Statement/0',
    'ELEMENTS_EXCLUDE_EACH_OTHER',
  ],
  [
    'an unknown operator',
    of({ ...ALLOW, Condition: { StringIs: { a: 'b' } } }),
    'IDENTITY',
    '/Statement/0/Condition/StringIs',
    'UNKNOWN_OPERATOR',
  ],
  ['a number as action', of({ ...ALLOW, Action: 1 }), 'IDENTITY', '/Statement/0/Action', 'WRONG_TYPE'],
  ['no ARN', of({ ...ALLOW, Resource: ['*', 'bucket'] }), 'IDENTITY', '/Statement/0/Resource/1', 'MALFORMED_ARN'],
  [
    'no principal',
    of({ ...TRUST, Principal: { AWS: 'ann' } }),
    'TRUST',
    '/Statement/0/Principal/AWS',
    'MALFORMED_PRINCIPAL',
  ],
];

describe('checkDocument', () => {
  it.each(REFUSED)('refuses %s', (_, document, kind, pointer, code) => {
    const refused = checkDocument(document, kind).filter(({ severity }) => severity === 'REFUSED');
    expect(refused.map((problem) => [problem.pointer, problem.code])).toEqual([[pointer, code]]);
  });

  it('warns of what is stored and matches nobody', () => {
    const odd = of({ ...TRUST, Principal: { AWS: ['arn:aws:iam::111111111111:role/*', 'AROAEXAMPLEEXAMPLE12'] } });
    expect(checkDocument(odd, 'TRUST').map(({ code, severity }) => [code, severity])).toEqual([
      ['MATCHES_NOBODY', 'WARNING'],
    ]);
    const old = { Statement: { ...ALLOW, Resource: 'arn:aws:s3:::${aws:username}' } };
    expect(checkDocument(old, 'IDENTITY').map(({ code }) => code)).toEqual(['VARIABLE_UNDER_OLD_VERSION']);
  });
});

describe('candidates', () => {
  it('are whom an Allow names for the action', () => {
    const policy = compilePolicy(
      of(
        { ...TRUST, Principal: { AWS: ['111111111111', 'arn:aws:iam::111111111111:user/a', 'AROAEXAMPLEEXAMPLE12'] } },
        { ...TRUST, Effect: 'Deny' },
        { ...TRUST, Action: 'sts:TagSession' },
        { ...TRUST, Principal: { Service: 'ec2.amazonaws.com', AWS: 'arn:aws:iam::111111111111:role/*' } },
      ),
    );
    expect(admits(policy, 'sts:assumerole').map(({ statement, kind, value }) => [statement, kind, value])).toEqual([
      [0, 'ACCOUNT', '111111111111'],
      [0, 'ARN', 'arn:aws:iam::111111111111:user/a'],
      [0, 'DELETED', 'AROAEXAMPLEEXAMPLE12'],
      [3, 'SERVICE', 'ec2.amazonaws.com'],
    ]);
  });

  it('are roles that an identity policy can be about', () => {
    const named = 'arn:aws:iam::111111111111:role/app-1';
    const policy = compilePolicy(of({ ...ALLOW, Resource: [named, 'arn:aws:iam::*:role/${aws:username}-x'] }));
    expect(allowsAction(policy, 'sts:AssumeRole', { arn: named })).toBe(true);
    expect(allowsAction(policy, 'sts:AssumeRole', { arn: 'arn:aws:iam::111111111111:role/ann-x' })).toBe(true);
    expect(allowsAction(policy, 'sts:AssumeRole', { arn: 'arn:aws:iam::111111111111:role/ann-y' })).toBe(false);
    expect(resourcePatternsFor(policy, 'sts:AssumeRole').map((pattern) => pattern.named)).toEqual([[named]]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validatePolicy } from '../../src/evaluate/index.js';
import type { PolicyKind } from '../../src/policy/parse/checkDocument.js';
import { shippedActions } from '../../src/shippedActions.js';
import { runs, SEED } from '../support/runs.js';

const check = (document: unknown, kind: PolicyKind | null = null) =>
  validatePolicy(typeof document === 'string' ? document : JSON.stringify(document), kind, shippedActions());

const statement = (rest: object): object => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...rest }] });

const FOUND: readonly (readonly [string, object | string, boolean, string, string])[] = [
  ['no JSON', '{"Version"', true, 'NOT_JSON', ''],
  ['no end of nesting', `${'['.repeat(99)}${']'.repeat(99)}`, true, 'TOO_DEEP', ''],
  [
    'an element twice',
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":["a:b","c:d"],"\\u0045ffect":"Allow","Resource":"*"}]}',
    true,
    'REPEATED_KEY',
    '/Statement/1/Effect',
  ],
  [
    'an operator twice',
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"a:b":"true"},"Bool":{"c:d":"true"}}}}',
    true,
    'REPEATED_KEY',
    '/Statement/Condition/Bool',
  ],
  ['no statement', { Version: '2012-10-17' }, true, 'MISSING_ELEMENT', ''],
  ['an unknown version', { Version: '2012', Statement: [] }, true, 'UNKNOWN_VERSION', '/Version'],
  [
    'an effect in small letters',
    { Statement: [{ Effect: 'allow', Action: '*', Resource: '*' }] },
    true,
    'UNKNOWN_EFFECT',
    '/Statement/0/Effect',
  ],
  [
    'an unknown element',
    statement({ Action: '*', Resource: '*', Conditions: {} }),
    true,
    'UNKNOWN_ELEMENT',
    '/Statement/0/Conditions',
  ],
  [
    'an unknown operator',
    statement({ Action: '*', Resource: '*', Condition: { StringMatches: { a: 'b' } } }),
    true,
    'UNKNOWN_OPERATOR',
    '/Statement/0/Condition/StringMatches',
  ],
  ['a malformed ARN', statement({ Action: '*', Resource: 'bucket' }), true, 'MALFORMED_ARN', '/Statement/0/Resource'],
  [
    'a wildcard in a principal',
    statement({ Action: 's3:*', Resource: '*', Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } }),
    false,
    'MATCHES_NOBODY',
    '/Statement/0/Principal/AWS',
  ],
  [
    'a variable under the old version',
    { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:username}' }] },
    false,
    'VARIABLE_UNDER_OLD_VERSION',
    '/Statement/0/Resource',
  ],
  [
    'an unknown action',
    statement({ Action: ['s3:GetObject', 's3:GetObjekt'], Resource: '*' }),
    false,
    'UNKNOWN_ACTION',
    '/Statement/0/Action/1',
  ],
  [
    'a pattern of no action',
    statement({ Action: 's3:Fetch*', Resource: '*' }),
    false,
    'UNKNOWN_ACTION',
    '/Statement/0/Action',
  ],
  [
    'an unknown service',
    statement({ NotAction: 's4:*', Resource: '*' }),
    false,
    'UNKNOWN_ACTION',
    '/Statement/0/NotAction',
  ],
  [
    'a resource beside an action that takes none',
    statement({ Action: 'ec2:DescribeInstances', Resource: 'arn:aws:ec2:*:*:instance/*' }),
    false,
    'TAKES_NO_RESOURCE',
    '/Statement/0/Action',
  ],
];

describe('a policy document', () => {
  it.each(FOUND)('with %s', (_, document, isRefused, code, pointer) => {
    const found = check(document);
    expect(found.isRefused).toBe(isRefused);
    expect(found.problems).toContainEqual({
      code,
      pointer,
      severity: isRefused ? 'REFUSED' : 'WARNING',
      reason: expect.stringMatching(/./u) as unknown,
      cure: expect.stringMatching(/./u) as unknown,
    });
  });

  it.each([
    ['IDENTITY', statement({ Action: ['s3:Get*', 'S3:listbucket', '*', '*:*', 's?:GetObject'], Resource: '*' })],
    ['IDENTITY', statement({ Action: 'ec2:DescribeInstances', Resource: ['*'] })],
    ['TRUST', statement({ Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } })],
    ['RESOURCE', statement({ Action: 'sqs:SendMessage', Principal: '*', Resource: '*' })],
  ])('that is good, as %s', (kind, document) => {
    expect(check(document)).toEqual({ kind, isRefused: false, problems: [] });
  });

  it('is judged by the kind that is named', () => {
    const document = statement({ Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } });
    expect(check(document, 'SCP').problems.map(({ code }) => code)).toContain('ELEMENT_NOT_ALLOWED_HERE');
  });

  it('of any shape is judged, never thrown at', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.jsonValue().map((Statement) => JSON.stringify({ Statement })),
        ),
        (text) => {
          expect(check(text).problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: runs(5_000), seed: SEED },
    );
  });
});

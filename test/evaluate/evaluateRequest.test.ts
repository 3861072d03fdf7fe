import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateLine, evaluateRequest } from '../../src/evaluate/index.js';
import type { Json } from '../../src/lib/json.js';
import { runs, SEED } from '../support/runs.js';
import { allow, goodCase, withValue } from './support.js';

const told = (answer: ReturnType<typeof evaluateRequest> | null) =>
  answer === null ? null : 'error' in answer ? [answer.error.code, answer.error.pointer] : answer.decision;

const line = (text: string | Uint8Array) => evaluateLine(typeof text === 'string' ? Buffer.from(text) : text);

describe('a case that is right', () => {
  it('is decided, with every layer and the pointers of its statements', () => {
    const answer = evaluateRequest(goodCase());
    if ('error' in answer) throw new Error(answer.error.message);
    expect(answer).toMatchObject({ id: 'good', decision: 'ALLOWED' });
    expect(
      answer.layers.map(({ kind, level }) => (level === undefined ? kind : `${kind} ${level}`)).toSorted(),
    ).toEqual(['BOUNDARY', 'ENDPOINT', 'IDENTITY', 'RCP 0', 'RESOURCE', 'SCP 0', 'SCP 1', 'SESSION'].toSorted());
    const pointers = answer.layers.flatMap(({ statements }) => statements.map(({ pointer }) => pointer));
    expect(pointers).toContain('/policies/scp/1/0/Statement/0');
    expect(answer.because).toMatch(/^Allowed: /u);
  });

  it('has needs only when it is conditional, and a denial only when it is denied', () => {
    const open = withValue('/policies/identity', [
      {
        Statement: {
          Effect: 'Allow',
          Action: '*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
        },
      },
    ]);
    const answer = evaluateRequest({
      ...(open as object),
      policies: { identity: (open as never)['policies']['identity'] },
    });
    expect(answer).toMatchObject({
      decision: 'CONDITIONAL',
      needs: {
        alternatives: [{ all: [{ key: 'aws:RequestedRegion', statement: '/policies/identity/0/Statement' }] }],
        truncated: false,
      },
    });
    expect(answer).not.toHaveProperty('denial');
    const denied = evaluateRequest(withValue('/policies', {}));
    expect(denied).toMatchObject({ decision: 'DENIED', denial: 'IMPLICIT' });
    expect(denied).not.toHaveProperty('needs');
  });
});

const user = 'arn:aws:iam::111122223333:user/ann';

it('says in words what a case cannot tell', () => {
  const answer = evaluateRequest({
    request: { principal: user, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', resourceAccount: '444455556666' },
    policies: {
      identity: [allow('s3:*')],
      resource: {
        Statement: [{ Effect: 'Allow', Principal: { CanonicalUser: 'a'.repeat(64) }, Action: 's3:*', Resource: '*' }],
      },
    },
  });
  expect(answer).toMatchObject({ decision: 'CONDITIONAL', needs: { truncated: false } });
  expect(JSON.stringify(answer)).toContain('Whether the canonical user id aaaa');
});

const REFUSED: readonly (readonly [string, Json | undefined, string, string?])[] = [
  ['/surprise', 1, 'CASE_MALFORMED'],
  ['/__proto__', { x: 1 }, 'CASE_MALFORMED'],
  ['/id', ['x'], 'CASE_MALFORMED'],
  ['/missingContext', 'MAYBE', 'CASE_MALFORMED'],
  ['/request', undefined, 'CASE_MALFORMED'],
  ['/request', [], 'CASE_MALFORMED'],
  ['/request/extra', 1, 'CASE_MALFORMED'],
  ['/request/constructor', 1, 'CASE_MALFORMED'],
  ['/request/principal', undefined, 'CASE_MALFORMED'],
  ['/request/principal', 'ann', 'CASE_MALFORMED'],
  ['/request/principal', 'arn:aws:iam::111122223333:group/g', 'CASE_MALFORMED'],
  ['/request/principal', 'arn:aws:iam::111122223333:role/*', 'CASE_MALFORMED'],
  ['/request/principal', 'arn:aws:iam::1:role/x', 'CASE_MALFORMED'],
  ['/request/principal', 'arn:aws:sts::111122223333:assumed-role/app', 'CASE_MALFORMED'],
  [
    '/request/principal',
    'arn:aws:sts::111122223333:assumed-role/app/other',
    'CASE_CONTRADICTORY',
    '/request/session/name',
  ],
  ['/request/principal', user, 'CASE_CONTRADICTORY', '/request/session/name'],
  ['/request/principal', 'ec2.amazonaws.com', 'CASE_CONTRADICTORY', '/request/session/name'],
  ['/request/principal', 'anonymous', 'CASE_CONTRADICTORY', '/request/session/name'],
  ['/request/action', 's3:*', 'CASE_MALFORMED'],
  ['/request/action', 'GetObject', 'CASE_MALFORMED'],
  ['/request/action', `s3:${'a'.repeat(5000)}`, 'CASE_TOO_LARGE'],
  ['/request/resource', 'b/k', 'CASE_MALFORMED'],
  ['/request/resource', 'arn:aws:sqs:eu-west-1:999988887777:q', 'CASE_CONTRADICTORY', '/request/resourceAccount'],
  ['/request/resourceAccount', '1', 'CASE_MALFORMED'],
  ['/request/context', [], 'CASE_MALFORMED'],
  ['/request/context/aws:sourceip', '1.2.3.4', 'CASE_MALFORMED'],
  ['/request/context/x', {}, 'CASE_MALFORMED'],
  ['/request/context/x', [[]], 'CASE_MALFORMED', '/request/context/x/0'],
  ['/request/context/aws:PrincipalAccount', '999988887777', 'CASE_CONTRADICTORY'],
  ['/request/context/aws:PrincipalArn', user, 'CASE_CONTRADICTORY'],
  ['/request/context/aws:PrincipalOrgID', 'o-other', 'CASE_CONTRADICTORY'],
  ['/request/context/aws:ResourceAccount', '999988887777', 'CASE_CONTRADICTORY'],
  ['/request/context/aws:PrincipalTag~1team', 'b', 'CASE_CONTRADICTORY'],
  ['/request/context/aws:username', 'ann', 'CASE_CONTRADICTORY'],
  ['/request/context/aws:MultiFactorAuthPresent', 'true', 'CASE_CONTRADICTORY'],
  ['/request/context/aws:SecureTransport', [], 'CASE_CONTRADICTORY'],
  ['/request/session/mfa', true, 'CASE_CONTRADICTORY'],
  ['/request/session/mfa', 'yes', 'CASE_MALFORMED'],
  ['/request/session/transitiveTagKeys', ['cost'], 'CASE_CONTRADICTORY', '/request/session/transitiveTagKeys/0'],
  ['/request/session/tags', { team: 1 }, 'CASE_MALFORMED', '/request/session/tags/team'],
  ['/request/session/tags', { team: 'a', TEAM: 'b' }, 'CASE_MALFORMED'],
  ['/request/session/other', 1, 'CASE_MALFORMED'],
  ['/policies', 'x', 'CASE_MALFORMED'],
  ['/policies/idenity', [], 'CASE_MALFORMED'],
  ['/policies/identity', {}, 'CASE_MALFORMED'],
  ['/policies/identity/0', 'x', 'CASE_MALFORMED'],
  [
    '/policies/identity/0',
    { Statement: [{ Effect: 'allow', Action: '*', Resource: '*' }] },
    'POLICY_MALFORMED',
    '/policies/identity/0/Statement/0/Effect',
  ],
  [
    '/policies/identity/0',
    { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] },
    'POLICY_MALFORMED',
    '/policies/identity/0/Statement/0/Principal',
  ],
  ['/policies/identity/0', { Id: 'x'.repeat(1024 * 1024), Statement: [] }, 'CASE_TOO_LARGE'],
  ['/policies/scp', [{}], 'CASE_MALFORMED', '/policies/scp/0'],
  ['/policies/resource', [], 'CASE_MALFORMED'],
  ['/settings/principleOrg', {}, 'CASE_MALFORMED'],
  ['/settings/principalOrg', { id: 'x' }, 'CASE_MALFORMED', '/settings/principalOrg/id'],
  ['/settings/principalOrg', { id: 'o-abc', path: 'o-other/' }, 'CASE_CONTRADICTORY', '/settings/principalOrg/path'],
  ['/settings/serviceLinkedRole', 'yes', 'CASE_MALFORMED'],
];

describe('a case that cannot be read', () => {
  it.each(REFUSED.map((row) => [`${row[0]} = ${(JSON.stringify(row[1]) ?? 'nothing').slice(0, 60)}`, row] as const))(
    'is refused at %s',
    (_, [pointer, value, code, at = pointer]) => {
      expect(told(evaluateRequest(withValue(pointer, value)))).toEqual([code, at]);
    },
  );

  it('keeps its id where that can be read', () => {
    expect(evaluateRequest({ id: 'x', request: 1 })).toMatchObject({ id: 'x', error: { pointer: '/request' } });
    expect(evaluateRequest({ id: {}, request: 1 })).toMatchObject({ id: null, error: { pointer: '/id' } });
  });

  it('is a line that is no JSON, no UTF-8, or nested without end', () => {
    expect(told(line('{"id":'))).toEqual(['CASE_NOT_JSON', '']);
    expect(told(line(new Uint8Array([0x7b, 0xff, 0x7d])))).toEqual(['CASE_NOT_JSON', '']);
    expect(told(line(`${'['.repeat(200_000)}${']'.repeat(200_000)}`))).toEqual(['CASE_TOO_LARGE', '']);
    expect(told(line('[]'))).toEqual(['CASE_MALFORMED', '']);
    const twice = JSON.stringify(goodCase()).replace('"Effect":"Allow"', '"Effect":"Deny","Effect":"Allow"');
    expect(told(line(twice))).toEqual(['CASE_MALFORMED', '/policies/identity/0/Statement/0/Effect']);
    expect(line(' \r')).toBeNull();
    expect(told(line(`{"policies":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}`))).toEqual(['CASE_TOO_LARGE', '']);
    const cycle: Record<string, unknown> = {};
    cycle['id'] = cycle;
    expect(told(evaluateRequest(cycle))).toEqual(['CASE_TOO_LARGE', '']);
    cycle['request'] = [cycle, cycle, { cycle }];
    expect(told(evaluateRequest(cycle))).toEqual(['CASE_TOO_LARGE', '']);
  });

  it('is what no JSON is, given to the library', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (value) => {
          expect(evaluateRequest(value)).toHaveProperty('error');
        },
      ),
      { numRuns: runs(2_000), seed: SEED },
    );
    for (const value of [1n, Symbol('x'), () => null]) {
      const document = { Statement: [], Id: value };
      expect(told(evaluateRequest(withValue('/policies/identity/0', document as unknown as Json)))).toEqual([
        'CASE_MALFORMED',
        '',
      ]);
    }
  });

  it('throws for no JSON at all, and pollutes nothing', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(line(text)).toHaveProperty('error');
      }),
      { numRuns: runs(2_000), seed: SEED },
    );
    expect(line('{"__proto__":{"polluted":1},"request":{"__proto__":{"principal":"x"}}}')).toHaveProperty('error');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('is a good one in which any one value was replaced: refused with its place, or decided', () => {
    const pointers: string[] = [];
    const walk = (value: Json, pointer: string): void => {
      if (pointer !== '') pointers.push(pointer);
      if (typeof value === 'object' && value !== null)
        for (const [key, each] of Object.entries(value)) walk(each, `${pointer}/${key}`);
    };
    walk(goodCase(), '');
    fc.assert(
      fc.property(
        fc.constantFrom(...pointers),
        fc.oneof(
          fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
          fc.constantFrom<Json>('*', 'arn:aws:s3:::b', '', null, 1e308),
        ),
        (pointer, value) => {
          const answer = evaluateRequest(withValue(pointer, value));
          if ('error' in answer) expect(answer.error.pointer, JSON.stringify(answer)).toMatch(/^\/|^$/u);
          else expect(['ALLOWED', 'DENIED', 'CONDITIONAL']).toContain(answer.decision);
        },
      ),
      { numRuns: runs(5_000), seed: SEED },
    );
  });
});

describe('who calls', () => {
  const decide = (principal: string, rest: Json = {}) =>
    evaluateRequest({
      request: {
        principal,
        action: 'sqs:SendMessage',
        resource: 'arn:aws:sqs:eu-west-1:111122223333:q',
        ...(rest as object),
      },
      policies: {
        resource: {
          Statement: [
            { Effect: 'Allow', Principal: { AWS: user, Service: 'sns.amazonaws.com' }, Action: '*', Resource: '*' },
            {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/app/web' },
              Action: '*',
              Resource: '*',
            },
            {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:sts::111122223333:federated-user/bob' },
              Action: '*',
              Resource: '*',
            },
            { Effect: 'Allow', Principal: { AWS: '999988887777' }, Action: '*', Resource: '*' },
          ],
        },
      },
    });

  it.each([
    [user, 'ALLOWED'],
    ['arn:aws:iam::111122223333:user/bob', 'DENIED'],
    ['arn:aws:sts::111122223333:assumed-role/app/web', 'ALLOWED'],
    ['arn:aws:sts::111122223333:assumed-role/app/other', 'DENIED'],
    ['arn:aws:iam::111122223333:role/app', 'CONDITIONAL'],
    ['arn:aws:sts::111122223333:federated-user/bob', 'ALLOWED'],
    ['arn:aws:sts::111122223333:federated-user/ann', 'DENIED'],
    ['arn:aws:iam::111122223333:root', 'ALLOWED'],
    ['sns.amazonaws.com', 'ALLOWED'],
    ['events.amazonaws.com', 'DENIED'],
    ['999988887777', 'ALLOWED'],
    ['arn:aws:iam::999988887777:user/x', 'DENIED'],
    ['anonymous', 'DENIED'],
  ])('%s is %s', (principal, decision) => {
    expect(told(decide(principal))).toBe(decision);
  });

  it('is the session that a role ARN and a name make', () => {
    expect(told(decide('arn:aws:iam::111122223333:role/app', { session: { name: 'web' } }))).toBe('ALLOWED');
  });

  it('says which stated keys count for nothing', () => {
    expect(decide(user, { context: { 'AWS:sourcearn': 'arn:aws:sns:eu-west-1:111122223333:t' } })).toMatchObject({
      ignoredContext: ['aws:SourceArn'],
    });
  });
});

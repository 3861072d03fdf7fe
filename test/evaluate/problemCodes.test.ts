import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { validatePolicy } from '../../src/evaluate/index.js';
import type { PolicyKind } from '../../src/policy/parse/checkDocument.js';
import { PROBLEM_CODES } from '../../src/policy/parse/problem.js';
import { shippedActions } from '../../src/shippedActions.js';

const ALLOW = { Effect: 'Allow', Action: '*', Resource: '*' };
const RCP = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };

const one = (statement: object): object => ({ Version: '2012-10-17', Statement: [statement] });
const when = (operator: string, value: unknown): object =>
  one({ ...ALLOW, Condition: { [operator]: { 'a:b': value } } });
/** What is wrong, of which kind of policy, with which code where. */
const FAULTS = z
  .array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['IDENTITY', 'TRUST', 'RESOURCE', 'SCP', 'RCP', 'SESSION', 'ENDPOINT', 'BOUNDARY']),
      document: z.unknown(),
      code: z.enum(PROBLEM_CODES),
      pointer: z.string(),
      severity: z.enum(['REFUSED', 'WARNING']),
    }),
  )
  .parse(JSON.parse(readFileSync(path.join(import.meta.dirname, '../cases/validate/faults.json'), 'utf8')));

const check = (document: unknown, kind: PolicyKind) => validatePolicy(JSON.stringify(document), kind, shippedActions());

describe('what is wrong with a document is told with its place', () => {
  it.each(FAULTS)('$name', ({ document, kind, code, pointer, severity }) => {
    const { isRefused, problems } = check(document, kind);
    expect(problems.map((problem) => [problem.code, problem.pointer, problem.severity])).toContainEqual([
      code,
      pointer,
      severity,
    ]);
    expect(isRefused).toBe(problems.some((problem) => problem.severity === 'REFUSED'));
    for (const { reason, cure } of problems) expect([reason, cure].every((text) => text.length > 5)).toBe(true);
  });

  it('every code is told of something', () => {
    expect([...new Set(FAULTS.map(({ code }) => code))].toSorted()).toEqual([...PROBLEM_CODES].toSorted());
  });

  it.each([
    ['RCP', { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] }],
    ['RCP', one(RCP)],
    [
      'SCP',
      one({
        Effect: 'Allow',
        NotAction: 's3:*',
        NotResource: 'arn:aws:s3:::b/*',
        Condition: { Bool: { 'aws:SecureTransport': true } },
      }),
    ],
    ['ENDPOINT', one({ ...ALLOW, Principal: '*' })],
    ['IDENTITY', when('IpAddress', ['10.0.0.0/8', '2001:db8::/32', '203.0.113.7'])],
    ['IDENTITY', when('ArnLike', 'arn:aws:iam::${aws:PrincipalAccount}:role/x')],
    ['IDENTITY', when('DateGreaterThan', ['2026-01-01T00:00:00Z', '1767225600'])],
    ['IDENTITY', one({ ...ALLOW, Resource: ['arn:aws:sqs', 'arn:aws:s3:::b/${aws:username}/*'] })],
  ] as const)('nothing is said of what is right, as %s', (kind, document) => {
    expect(check(document, kind).problems).toEqual([]);
  });
});

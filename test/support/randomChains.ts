import fc from 'fast-check';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import type { Graph } from '../../src/graph/graph.js';
import type { Json } from '../../src/lib/json.js';
import { policy, sketchSnapshot } from './snapshots.js';

const ACCOUNTS = ['111111111111', '222222222222'] as const;
const ROLES = 6;

const arnOfRole = (index: number): string => `arn:aws:iam::${accountOf(index)}:role/r${index}`;
const accountOf = (index: number): string => ACCOUNTS[index % 2] ?? ACCOUNTS[0];
const USER = `arn:aws:iam::${ACCOUNTS[0]}:user/u`;

/** Who starts in the graphs of `randomChains`: a user, a role, two roles, an account. */
export const STARTS: readonly Json[] = [
  { arn: USER },
  { arn: arnOfRole(0) },
  { principals: { arns: [arnOfRole(0), arnOfRole(1)] } },
  { account: ACCOUNTS[0] },
];

/** Conditions whose outcome turns on where in a path the request is made, and on what came before. */
const condition = fc.constantFrom<Json | null>(
  null,
  null,
  null,
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { StringEquals: { 'aws:PrincipalTag/team': 'red' } },
  { StringEquals: { 'aws:SourceIdentity': 'ann' } },
  { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
  { StringEquals: { 'sts:RoleSessionName': 'one' } },
  { StringLike: { 'aws:userid': '*:two' } },
  { StringEquals: { 'sts:ExternalId': 'x' } },
  { Null: { 'aws:SourceIdentity': 'true' } },
  { StringEquals: { 'aws:RequestTag/team': 'red' } },
);

const statement = fc.record({
  from: fc.integer({ min: -1, max: ROLES - 1 }),
  condition,
  companions: fc.subarray(['sts:TagSession', 'sts:SetSourceIdentity']),
});

const role = fc.record({
  trusts: fc.array(statement, { minLength: 1, maxLength: 3 }),
  tag: fc.constantFrom('red', 'blue', null),
  mayTag: fc.boolean(),
});

/** Graphs of a user and six roles in two accounts that enter one another under conditions that turn on the session. */
export const randomChains: fc.Arbitrary<() => Promise<Graph>> = fc
  .array(role, { minLength: ROLES, maxLength: ROLES })
  .map((roles) => async () => {
    const allow = (mayTag: boolean): Json =>
      policy({
        Effect: 'Allow',
        Action: mayTag ? 'sts:*' : ['sts:AssumeRole', 'sts:SetSourceIdentity'],
        Resource: '*',
      });
    const snapshot = sketchSnapshot({
      users: [{ account: ACCOUNTS[0], name: 'u', policies: [allow(true)] }],
      roles: roles.map(({ trusts, tag, mayTag }, index) => ({
        account: accountOf(index),
        name: `r${index}`,
        policies: [allow(mayTag)],
        tags: tag === null ? {} : { team: tag },
        trust: policy(
          ...trusts.map((each) => ({
            Effect: 'Allow',
            Principal: { AWS: each.from < 0 ? USER : arnOfRole(each.from) },
            Action: ['sts:AssumeRole', ...each.companions],
            ...(each.condition === null ? {} : { Condition: each.condition }),
          })),
        ),
      })),
    });
    return deriveGraph(snapshot, { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal });
  });

/** What is stated of requests, for questions over these graphs. */
export const givens = fc.constantFrom<Json>(
  null,
  null,
  { session: { sourceIdentity: 'ann' } },
  { session: { tags: [{ key: 'team', value: 'red' }], transitiveTagKeys: ['team'] } },
  { session: { mfa: true } },
  { missingContext: 'ABSENT' },
  { context: [{ key: 'aws:PrincipalTag/team', values: ['red'] }] },
  { session: { policies: [policy({ Effect: 'Allow', Action: 'sts:*', Resource: arnOfRole(2) })] } },
);

/** A user alone who starts has no session policies, and what is stated of them is refused. */
export function mayBeStated(from: unknown, given: Json): boolean {
  const ofUser = JSON.stringify(from) === JSON.stringify({ arn: USER });
  return !(ofUser && JSON.stringify(given).includes('"policies"'));
}

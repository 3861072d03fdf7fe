import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { errorsOf, execute, storeOf } from './execute.js';

const HOME = '111111111111';
const VENDOR = '333333333333';
const MANAGEMENT = '999999999999';
const OPEN = 'arn:aws:s3:::open';
const CLOSED = 'arn:aws:s3:::closed';
const TOPIC = `arn:aws:sns:eu-west-1:${HOME}:alerts`;
const NARROW = `arn:aws:sns:eu-west-1:${HOME}:narrow`;
const QUEUE = `arn:aws:sqs:eu-west-1:${HOME}:jobs`;
const SECRET = `arn:aws:secretsmanager:eu-west-1:${HOME}:secret:token-abcdef`;
const SWITCHES = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false };

const allow = (Principal: unknown, Action: string, Resource = '*', Condition?: object) =>
  ({ Effect: 'Allow', Principal, Action, Resource, ...(Condition === undefined ? {} : { Condition }) }) as never;
const bucket = (arn: string, restricts: boolean) => ({
  arn,
  type: 'AWS::S3::Bucket',
  account: HOME,
  policy: policy(allow('*', 's3:GetObject', `${arn}/public/*`)),
  properties: {
    objectOwnership: 'BucketOwnerEnforced',
    publicAccessBlock: { ...SWITCHES, RestrictPublicBuckets: restricts },
  },
});
const topic = (arn: string, condition?: object) => ({
  arn,
  type: 'AWS::SNS::Topic',
  account: HOME,
  policy: policy(allow({ Service: 's3.amazonaws.com' }, 'sns:Publish', '*', condition)),
});

const store = await storeOf(
  await deriveGraph(
    sketchSnapshot({
      organization: {
        management: MANAGEMENT,
        members: [HOME, '222222222222'],
        scps: [],
        rcps: [
          {
            targets: ['r-root'],
            document: policy({
              Effect: 'Deny',
              Principal: '*',
              Action: 'secretsmanager:*',
              Resource: '*',
              Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-test' } },
            }),
          },
        ],
      },
      users: [{ account: HOME, name: 'ann' }],
      roles: [
        {
          account: HOME,
          name: 'Partner',
          trust: policy({ Effect: 'Allow', Principal: { AWS: VENDOR }, Action: 'sts:AssumeRole' }),
        },
        {
          account: HOME,
          name: 'Worker',
          trust: policy({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }),
        },
      ],
      resources: [
        bucket(OPEN, false),
        bucket(CLOSED, true),
        topic(TOPIC),
        topic(NARROW, { StringEquals: { 'aws:SourceAccount': HOME } }),
        {
          arn: QUEUE,
          type: 'AWS::SQS::Queue',
          account: HOME,
          policy: policy(
            allow({ AWS: VENDOR }, 'sqs:SendMessage', '*', { Bool: { 'aws:SecureTransport': 'true' } }),
            allow({ AWS: '222222222222' }, 'sqs:*'),
          ),
        },
        {
          arn: SECRET,
          type: 'AWS::SecretsManager::Secret',
          account: HOME,
          policy: policy(allow({ AWS: VENDOR }, 'secretsmanager:GetSecretValue')),
        },
      ],
    }),
    { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal },
  ),
);

interface Row {
  readonly principal: { readonly id: string; readonly name: string };
  readonly resource: { readonly arn: string };
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly decision: string;
  readonly via: readonly string[];
  readonly needs: { readonly text: string } | null;
  readonly serviceReach: { readonly kind: string } | null;
  readonly evidence: { readonly layers: readonly { readonly kind: string; readonly statements: readonly unknown[] }[] };
}

interface Connection {
  readonly totalCount: number;
  readonly counts: { readonly allowed: number; readonly conditional: number };
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const EXPOSURE = `query ($where: ExposureFilter, $first: Int, $after: String) {
  exposure(where: $where, first: $first, after: $after) {
    totalCount counts { allowed conditional } pageInfo { hasNextPage endCursor }
    nodes { principal { id name } resource { arn } actions resources decision via needs { text } serviceReach { kind }
      evidence { layers { kind statements { sid } } } } } }`;

async function ask(more: object = {}): Promise<Connection> {
  const answer = await execute(store, EXPOSURE, { ...more });
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { exposure: Connection }).exposure;
}

const rowsOf = ({ nodes }: Connection) =>
  nodes.map(
    ({ decision, principal, actions, resources }) =>
      `${decision} ${principal.name} ${actions.join()} ${resources.join()}`,
  );

describe('exposure', () => {
  it('is what Anyone, outside accounts and every customer of a service can do, and nothing that a layer closes', async () => {
    const answer = await ask();
    expect(rowsOf(answer)).toEqual([
      `ALLOWED anyone s3:GetObject ${OPEN}/public/*`,
      `ALLOWED ${VENDOR} sts:AssumeRole arn:aws:iam::${HOME}:role/Partner`,
      `ALLOWED s3.amazonaws.com sns:Publish ${TOPIC}`,
      `CONDITIONAL ${VENDOR} sqs:SendMessage ${QUEUE}`,
    ]);
    expect(answer.counts).toEqual({ allowed: 3, conditional: 1 });
    expect(answer.nodes.map(({ serviceReach }) => serviceReach?.kind ?? null)).toEqual([
      null,
      null,
      'EVERY_CUSTOMER',
      null,
    ]);
    expect(answer.nodes.map(({ via }) => via.join())).toEqual(answer.nodes.map(() => 'RESOURCE_POLICY'));
    for (const { evidence } of answer.nodes) {
      expect(evidence.layers.find(({ kind }) => kind === 'RESOURCE')?.statements).toHaveLength(1);
    }
  });

  it('says what canPerform says of each row', async () => {
    const request = `query ($requests: [AccessRequest!]!) { canPerformEach(requests: $requests) { decision needs { text } } }`;
    const { nodes } = await ask();
    const requests = nodes.map(({ principal, actions, resources }) => ({
      principal: principal.id,
      action: actions[0],
      resource: resources[0]?.replace('*', 'x'),
    }));
    const { data } = await execute(store, request, { requests });
    const said = (data as unknown as { canPerformEach: readonly unknown[] }).canPerformEach;
    expect(said).toEqual(nodes.map(({ decision, needs }) => ({ decision, needs })));
  });

  it('is narrowed by account, type and whom it is open to', async () => {
    expect((await ask({ where: { types: ['AWS::IAM::Role'] } })).nodes.map(({ resource }) => resource.arn)).toEqual([
      `arn:aws:iam::${HOME}:role/Partner`,
    ]);
    expect((await ask({ where: { to: ['SERVICE'] } })).totalCount).toBe(1);
    const none = await ask({ where: { accounts: ['222222222222'] } });
    expect([none.totalCount, none.counts.allowed]).toEqual([0, 3]);
  });

  it('gives the same rows in pages of 1 and all, and names what is wrong', async () => {
    const all = rowsOf(await ask());
    const rows: string[] = [];
    let after: string | null = null;
    do {
      const page: Connection = await ask({ first: 1, after });
      rows.push(...rowsOf(page));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(rows).toEqual(all);
    expect(await errorsOf(store, EXPOSURE, { first: 201 })).toEqual([{ code: 'BAD_USER_INPUT', argument: 'first' }]);
  });
});

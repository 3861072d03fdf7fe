import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { errorsOf, execute, storeOf } from './execute.js';

const HOME = '111111111111';
const AWAY = '222222222222';
const OUTSIDE = '333333333333';
const BUCKET = 'arn:aws:s3:::reports';
const CLOSED = 'arn:aws:s3:::closed';
const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/one`;
const allow = (action: string, resource = '*') => policy({ Effect: 'Allow', Action: action, Resource: resource });
const trust = (principal: string) =>
  policy({ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' });

const EVERYTHING = { targets: ['r-root', HOME, AWAY], document: allow('*') };

const store = await storeOf(
  await deriveGraph(
    sketchSnapshot({
      organization: { management: '999999999999', members: [HOME, AWAY], scps: [EVERYTHING], rcps: [] },
      groups: [{ account: HOME, name: 'readers', policies: [allow('s3:GetObject', `${BUCKET}/*`)] }],
      users: [
        { account: HOME, name: 'ann', groups: ['readers'] },
        { account: HOME, name: 'bob', policies: [allow('s3:Get*')], boundary: `arn:aws:iam::${HOME}:policy/Edge` },
        { account: HOME, name: 'cas' },
      ],
      roles: [
        { account: HOME, name: 'Owner', policies: [allow('s3:*'), allow('kms:*')], trust: trust(HOME) },
        { account: AWAY, name: 'Admin', policies: [allow('*')], trust: trust(AWAY) },
        { account: AWAY, name: 'Named', policies: [allow('s3:GetObject', `${CLOSED}/a`)], trust: trust(AWAY) },
        { account: AWAY, name: 'Granted', trust: trust(AWAY) },
      ],
      managed: { [`arn:aws:iam::${HOME}:policy/Edge`]: allow('sqs:*') },
      resources: [
        {
          arn: BUCKET,
          type: 'AWS::S3::Bucket',
          account: HOME,
          policy: policy(
            { Effect: 'Allow', Principal: { AWS: AWAY }, Action: 's3:GetObject', Resource: `${BUCKET}/shared/*` },
            {
              Effect: 'Allow',
              Principal: { AWS: `arn:aws:iam::${OUTSIDE}:role/Vendor` },
              Action: 's3:GetObject',
              Resource: `${BUCKET}/shared/*`,
              Condition: { Bool: { 'aws:SecureTransport': 'true' } },
            },
            { Effect: 'Allow', Principal: { Service: 'logs.amazonaws.com' }, Action: 's3:PutObject', Resource: '*' },
          ),
          properties: { objectOwnership: 'BucketOwnerEnforced' },
        },
        {
          arn: CLOSED,
          type: 'AWS::S3::Bucket',
          account: HOME,
          isPolicyCollected: false,
          properties: { objectOwnership: 'ObjectWriter', acl: 'public-read' },
        },
        {
          arn: KEY,
          type: 'AWS::KMS::Key',
          account: HOME,
          policy: policy({
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${HOME}:root` },
            Action: 'kms:*',
            Resource: '*',
          }),
          properties: {
            grants: [{ GrantId: 'g', GranteePrincipal: `arn:aws:iam::${AWAY}:role/Granted`, Operations: ['Decrypt'] }],
          },
        },
      ],
    }),
    { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal },
  ),
);

interface Connection {
  readonly totalCount: number;
  readonly counts: { readonly allowed: number; readonly conditional: number; readonly denied: number | null };
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly {
    readonly principal: { readonly name: string };
    readonly decision: string;
    readonly via: readonly string[];
    readonly needs: { readonly text: string } | null;
  }[];
  readonly completeness: { readonly gaps: readonly { readonly kind: string; readonly subject: string | null }[] };
}

const FIELDS = `totalCount counts { allowed conditional denied } pageInfo { hasNextPage endCursor }
  nodes { principal { name } decision via needs { text } } completeness { gaps { kind subject } }`;
const WHO_CAN = `query ($action: String!, $resource: Arn!, $where: AccessFilter, $first: Int, $after: String) {
  whoCan(action: $action, resource: $resource, where: $where, first: $first, after: $after) { ${FIELDS} } }`;
const WHO_CAN_ANY = `query ($action: String!, $type: String!, $account: AccountId!) {
  whoCanAny(action: $action, type: $type, account: $account) { ${FIELDS} } }`;

async function ask(action: string, resource: string, more: object = {}): Promise<Connection> {
  const answer = await execute(store, WHO_CAN, { action, resource, ...more });
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { whoCan: Connection }).whoCan;
}

const rowsOf = ({ nodes }: Connection) =>
  nodes.map(({ principal, decision, via }) => `${decision} ${principal.name} ${via.join(' ')}`.trim());

describe('whoCan', () => {
  it('lists everybody by decision, then ARN, with the ways by which they come by it', async () => {
    const answer = await ask('s3:GetObject', `${BUCKET}/shared/a`);
    expect(rowsOf(answer)).toEqual([
      'ALLOWED Owner IDENTITY_POLICY',
      'ALLOWED root',
      'ALLOWED ann GROUP_POLICY',
      'ALLOWED Admin IDENTITY_POLICY RESOURCE_POLICY',
      'ALLOWED root RESOURCE_POLICY',
      'CONDITIONAL Vendor RESOURCE_POLICY',
      `CONDITIONAL ${OUTSIDE} RESOURCE_POLICY`,
    ]);
    expect(answer.counts).toEqual({ allowed: 5, conditional: 2, denied: null });
    expect(answer.completeness.gaps.filter(({ subject }) => subject === BUCKET)).toEqual([]);
  });

  it('finds those whom a list and a grant admit, and services', async () => {
    const byGrant = await ask('kms:Decrypt', KEY, { where: { via: ['KMS_GRANT'] } });
    expect(rowsOf(byGrant)).toEqual(['ALLOWED Granted KMS_GRANT']);
    const byList = await ask('s3:ListBucket', CLOSED, { where: { via: ['ACL'], kinds: ['ANYONE'] } });
    expect(byList.nodes.map(({ principal }) => principal.name)).toEqual(['anyone']);
    const services = await ask('s3:PutObject', `${BUCKET}/a`, { where: { kinds: ['SERVICE'] } });
    expect(rowsOf(services)).toEqual(['ALLOWED logs.amazonaws.com RESOURCE_POLICY']);
  });

  it('shows near misses where they are asked for: whom one side admits, and nobody else', async () => {
    const where = { decisions: ['DENIED'] };
    const inside = await ask('s3:GetObject', `${BUCKET}/private`, { where });
    expect(rowsOf(inside)).toEqual(['DENIED bob IDENTITY_POLICY']);
    expect(inside.counts.denied).toBe(1);
    // Admin may do everything and is of an account that the bucket is not open to; Named names the object.
    const named = await ask('s3:GetObject', `${CLOSED}/a`, { where: { ...where, accounts: [AWAY] } });
    expect(named.nodes.map(({ principal }) => principal.name)).toEqual(['Named']);
  });

  it('gives the same rows in pages of 1, 2 and all', async () => {
    const all = rowsOf(await ask('s3:GetObject', `${BUCKET}/shared/a`));
    for (const first of [1, 2]) {
      const rows: string[] = [];
      let after: string | null = null;
      do {
        const page: Connection = await ask('s3:GetObject', `${BUCKET}/shared/a`, { first, after });
        expect(page.totalCount).toBe(all.length);
        rows.push(...rowsOf(page));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      expect(rows).toEqual(all);
    }
    expect((await ask('s3:GetObject', `${BUCKET}/shared/a`, { first: 0 })).totalCount).toBe(all.length);
  });

  it('says what was not collected and could add somebody, and of which resource', async () => {
    const { completeness } = await ask('s3:DeleteBucket', CLOSED);
    expect(completeness.gaps).toContainEqual({ kind: 'RESOURCE_POLICY_NOT_COLLECTED', subject: CLOSED });
    const unknown = await ask('s3:ListBucket', 'arn:aws:s3:::nobodys');
    expect(unknown.completeness.gaps).toContainEqual({ kind: 'ARN_UNKNOWN', subject: 'arn:aws:s3:::nobodys' });
  });

  it('says of a pattern which members it is', async () => {
    const objects = await ask('s3:GetObject', `${BUCKET}/*`);
    const admin = objects.nodes.find(({ principal }) => principal.name === 'Admin');
    expect(admin).toMatchObject({ decision: 'CONDITIONAL' });
    expect(admin?.needs?.text).toContain(`the resource is "${BUCKET}/shared/*"`);
    const actions = await ask('s3:*Object', `${BUCKET}/shared/a`);
    const ann = actions.nodes.find(({ principal }) => principal.name === 'ann');
    expect(ann?.needs?.text).toContain('the action is "s3:GetObject"');
  });

  it('names the argument that is wrong', async () => {
    const bad = [
      { action: 's3:GetObject', resource: BUCKET, argument: 'resource' },
      { action: 's3:GetObject', resource: 'reports', argument: 'resource' },
      { action: 's3:GetObject', resource: 'arn:aws:s*:::reports/a', argument: 'resource' },
      { action: '*', resource: BUCKET, argument: 'action' },
      { action: 's3:Nothing*', resource: BUCKET, argument: 'action' },
      { action: 's3:ListBucket', resource: BUCKET, first: 201, argument: 'first' },
      { action: 's3:ListBucket', resource: BUCKET, after: 'x', argument: 'after' },
    ];
    for (const { argument, ...variables } of bad) {
      expect(await errorsOf(store, WHO_CAN, variables)).toEqual([{ code: 'BAD_USER_INPUT', argument }]);
    }
  });
});

describe('whoCanAny', () => {
  it('is whoCan of all resources of the type in the account', async () => {
    const variables = { action: 's3:GetObject', type: 'AWS::S3::Bucket', account: HOME };
    const { data } = await execute(store, WHO_CAN_ANY, variables);
    const any = (data as unknown as { whoCanAny: Connection }).whoCanAny;
    expect(any.nodes).toEqual((await ask('s3:GetObject', 'arn:aws:s3:::*/*')).nodes);
    expect(any.totalCount).toBeGreaterThan(5);
  });

  it('has a gap where the snapshot has no resource of the type', async () => {
    const variables = { action: 'sqs:SendMessage', type: 'AWS::SQS::Queue', account: HOME };
    const { data } = await execute(store, WHO_CAN_ANY, variables);
    const { nodes, completeness } = (data as unknown as { whoCanAny: Connection }).whoCanAny;
    expect(nodes).toEqual([]);
    expect(completeness.gaps).toContainEqual({ kind: 'RESOURCE_POLICY_NOT_COLLECTED', subject: 'AWS::SQS::Queue' });
  });
});

import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { errorsOf, execute, storeOf } from './execute.js';

const HOME = '111111111111';
const AWAY = '222222222222';
const BUCKET = 'arn:aws:s3:::reports';
const SECRET = 'arn:aws:s3:::secrets';
const FOREIGN = 'arn:aws:s3:::elsewhere';
const QUEUE = `arn:aws:sqs:eu-west-1:${HOME}:jobs`;
const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/one`;
const user = (name: string) => `arn:aws:iam::${HOME}:user/${name}`;
const allow = (action: string | string[], resource: string | string[] = '*', more: object = {}) =>
  policy({ Effect: 'Allow', Action: action, Resource: resource, ...more });
const deny = (action: string, resource: string) => policy({ Effect: 'Deny', Action: action, Resource: resource });
const EVERYTHING = { targets: ['r-root', HOME, AWAY], document: allow('*') };
const bucket = (arn: string, account: string, document?: ReturnType<typeof policy>) => ({
  arn,
  type: 'AWS::S3::Bucket',
  account,
  isPolicyCollected: true,
  ...(document === undefined ? {} : { policy: document }),
  properties: { objectOwnership: 'BucketOwnerEnforced' },
});

const store = await storeOf(
  await deriveGraph(
    sketchSnapshot({
      organization: { management: '999999999999', members: [HOME, AWAY], scps: [EVERYTHING], rcps: [] },
      users: [
        { account: HOME, name: 'admin', policies: [allow('*')] },
        { account: HOME, name: 'reader', policies: [allow('s3:GetObject')] },
        {
          account: HOME,
          name: 'partly',
          policies: [allow('s3:GetObject', `${BUCKET}/*`), deny('s3:GetObject', `${BUCKET}/private/*`)],
        },
        { account: HOME, name: 'home', policies: [allow('s3:PutObject', `${BUCKET}/home/\${aws:username}/*`)] },
        {
          account: HOME,
          name: 'bounded',
          policies: [allow('sqs:*')],
          boundary: `arn:aws:iam::${HOME}:policy/Edge`,
        },
        { account: HOME, name: 'odd', policies: [allow('made:Up', '*'), allow('ec2:DescribeInstances')] },
        { account: HOME, name: 'nobody' },
        {
          account: HOME,
          name: 'entering',
          policies: [
            allow('sts:AssumeRole', `arn:aws:iam::${HOME}:role/Deploy`),
            allow('s3:GetObject', ['arn:aws:s3:::unlisted/*', `${BUCKET}/*`]),
          ],
        },
      ],
      roles: [
        {
          account: HOME,
          name: 'Deploy',
          policies: [],
          trust: policy({ Effect: 'Allow', Principal: { AWS: user('nobody') }, Action: 'sts:AssumeRole' }),
        },
      ],
      managed: { [`arn:aws:iam::${HOME}:policy/Edge`]: allow('sqs:SendMessage', QUEUE) },
      resources: [
        bucket(BUCKET, HOME),
        bucket(
          SECRET,
          HOME,
          policy({
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: '*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ),
        bucket(
          FOREIGN,
          AWAY,
          policy({
            Effect: 'Allow',
            Principal: { AWS: user('reader') },
            Action: 's3:*',
            Resource: `${FOREIGN}/shared/*`,
          }),
        ),
        {
          arn: KEY,
          type: 'AWS::KMS::Key',
          account: HOME,
          policy: policy({ Effect: 'Allow', Principal: { AWS: user('nobody') }, Action: 'kms:Decrypt', Resource: '*' }),
        },
      ],
    }),
    { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal },
  ),
);

interface Row {
  readonly service: string;
  readonly accessLevel: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly decision: string;
  readonly needs: { readonly text: string } | null;
  readonly evidence: { readonly because: string };
}

interface Connection {
  readonly totalCount: number;
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly completeness: { readonly gaps: readonly { readonly kind: string; readonly text: string }[] };
}

const WHAT_CAN = `query ($principal: Arn!, $resource: Arn, $action: String, $given: Given, $first: Int, $after: String) {
  whatCan(principal: $principal, resource: $resource, action: $action, given: $given, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } completeness { gaps(first: 200) { kind text } }
    nodes { service accessLevel actions resources decision needs { text } evidence { because } } } }`;

async function ask(principal: string, more: object = {}): Promise<Connection> {
  const answer = await execute(store, WHAT_CAN, { principal, first: 200, ...more });
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { whatCan: Connection }).whatCan;
}

const rowsOf = ({ nodes }: Connection) =>
  nodes.map(({ decision, actions, resources, needs }) =>
    [decision, actions.join(','), resources.join(','), needs?.text ?? ''].join(' ').trim(),
  );

describe('whatCan', () => {
  it('names patterns as policies write them, and apart what is decided otherwise', async () => {
    expect(rowsOf(await ask(user('reader'), { action: 's3:GetObject' }))).toEqual([
      `ALLOWED s3:GetObject ${FOREIGN}/shared/*`,
      `CONDITIONAL s3:GetObject * It takes that the resource is not "${SECRET}/*".`,
      `CONDITIONAL s3:GetObject ${SECRET}/* It takes that aws:SecureTransport is absent or not false.`,
    ]);
  });

  it('takes a Deny out of a pattern, and fills variables that are known', async () => {
    expect(rowsOf(await ask(user('partly'), { action: 's3:*' }))).toEqual([
      `CONDITIONAL s3:GetObject ${BUCKET}/* It takes that the resource is not "${BUCKET}/private/*".`,
    ]);
    expect(rowsOf(await ask(user('home'), { action: 's3:*' }))).toEqual([`ALLOWED s3:PutObject ${BUCKET}/home/home/*`]);
  });

  it('names what a boundary leaves', async () => {
    expect(rowsOf(await ask(user('bounded')))).toEqual([
      `ALLOWED sqs:SendMessage ${QUEUE}`,
      'ALLOWED sts:GetCallerIdentity,sts:GetSessionToken *',
    ]);
  });

  it('shows what policies of resources alone let somebody do, and the roles that it enters', async () => {
    const rows = rowsOf(await ask(user('nobody')));
    expect(rows).toContain(`ALLOWED kms:Decrypt ${KEY}`);
    expect(rows).toContain(`ALLOWED sts:AssumeRole arn:aws:iam::${HOME}:role/Deploy`);
    expect(rows.some((row) => row.includes('s3:'))).toBe(false);
  });

  it('says of resources alone that the dump lacks that their policies were not collected', async () => {
    const { completeness } = await ask(user('entering'));
    const texts = completeness.gaps.map(({ text }) => text);
    expect(texts.some((text) => text.includes('role/Deploy') || text.includes(BUCKET))).toBe(false);
    expect(texts).toContain('The resource policy of arn:aws:s3:::unlisted/* was not collected.');
  });

  it('tells what AWS does not document where a policy names it, and actions that take no resource', async () => {
    const { nodes } = await ask(user('odd'));
    expect(nodes).toContainEqual(
      expect.objectContaining({ service: 'made', accessLevel: 'UNKNOWN', actions: ['made:Up'], resources: ['*'] }),
    );
    expect(nodes).toContainEqual(
      expect.objectContaining({ accessLevel: 'LIST', actions: ['ec2:DescribeInstances'], resources: ['*'] }),
    );
  });

  it('puts all of a service and level in one row for an administrator, but what it can do to no key', async () => {
    const { nodes } = await ask(user('admin'), { action: 'sqs:*' });
    const levels = nodes.map(({ accessLevel, resources, decision }) => [accessLevel, resources, decision]);
    expect(levels).toEqual(
      ['READ', 'WRITE', 'TAGGING', 'PERMISSIONS_MANAGEMENT'].map((level) => [level, ['*'], 'ALLOWED']),
    );
    const keys = await ask(user('admin'), { action: 'kms:Decrypt' });
    expect(keys.nodes).toEqual([]);
  });

  it('says of everything what it says of each service alone', async () => {
    const { nodes } = await ask(user('admin'));
    const services = [...new Set(nodes.map(({ service }) => service))].slice(0, -1);
    expect(services.length).toBeGreaterThan(20);
    for (const service of services.filter((_, place) => place % 12 === 0)) {
      const alone = await ask(user('admin'), { action: `${service}:*` });
      expect(nodes.filter((row) => row.service === service)).toEqual(alone.nodes);
    }
  });

  it('is narrowed to a resource, known or not', async () => {
    expect(rowsOf(await ask(user('reader'), { resource: `${FOREIGN}/*` }))).toEqual([
      `ALLOWED s3:GetObject ${FOREIGN}/shared/*`,
    ]);
    const unknown = await ask(user('reader'), { resource: 'arn:aws:s3:::nobodys/key', action: 's3:Get*' });
    expect(rowsOf(unknown)).toEqual(['ALLOWED s3:GetObject arn:aws:s3:::nobodys/key']);
    const all = await ask(user('admin'), { resource: '*', action: 'ec2:DescribeInstances' });
    expect(rowsOf(all)).toEqual(['ALLOWED ec2:DescribeInstances *']);
  });

  it('settles what is given', async () => {
    const given = { context: [{ key: 'aws:SecureTransport', values: ['true'] }] };
    expect(rowsOf(await ask(user('reader'), { action: 's3:GetObject', given }))).toEqual([
      `ALLOWED s3:GetObject *,${FOREIGN}/shared/*`,
    ]);
  });

  it('gives the same rows in pages of 7 and all', async () => {
    const all = rowsOf(await ask(user('admin'), { action: 's3:*' }));
    const rows: string[] = [];
    let after: string | null = null;
    do {
      const page: Connection = await ask(user('admin'), { action: 's3:*', first: 7, after });
      expect(page.totalCount).toBe(all.length);
      rows.push(...rowsOf(page));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(rows).toEqual(all);
  });

  it('names the argument that is wrong', async () => {
    const bad = [
      { principal: 'x', argument: 'principal' },
      { principal: user('admin'), action: 'everything', argument: 'action' },
      { principal: user('admin'), resource: 'reports', argument: 'resource' },
      { principal: user('admin'), first: 201, argument: 'first' },
    ];
    for (const { argument, ...variables } of bad) {
      expect(await errorsOf(store, WHAT_CAN, variables)).toEqual([{ code: 'BAD_USER_INPUT', argument }]);
    }
  });
});

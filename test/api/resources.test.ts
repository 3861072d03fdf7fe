import { expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { errorsOf, execute, storeOf } from './execute.js';

const ACCOUNT = '111111111111';
const BUCKET = 'arn:aws:s3:::reports';
const QUEUE = `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs`;
const PROFILE = `arn:aws:iam::${ACCOUNT}:user/ann`;
const OPEN = policy({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${BUCKET}/*` });

const snapshot = sketchSnapshot({
  users: [{ account: ACCOUNT, name: 'ann' }],
  resources: [
    {
      arn: BUCKET,
      type: 'AWS::S3::Bucket',
      account: ACCOUNT,
      policy: OPEN,
      tags: { team: 'data' },
      properties: { objectOwnership: 'BucketOwnerEnforced' },
    },
    { arn: QUEUE, type: 'AWS::SQS::Queue', account: ACCOUNT, isPolicyCollected: false },
    { arn: 'arn:aws:s3:::elsewhere', type: 'AWS::S3::Bucket', account: '999999999999' },
    { arn: PROFILE, type: 'AWS::IAM::User', account: ACCOUNT, properties: { mfa: true } },
  ],
});
const graph = await deriveGraph(snapshot, {
  createdAt: '2026-01-01T00:00:00Z',
  signal: new AbortController().signal,
});
const store = await storeOf(graph);

it('tells of a resource, its owner and its policy', async () => {
  const answer = await execute(
    store,
    `query ($bucket: Arn!) { resource(arn: $bucket) { __typename id arn name type region tags { key value } isCollected
      isPolicyCollected properties account { accountId }
      resourcePolicy { id kind arn owner { __typename arn } document account { accountId } } } }`,
    { bucket: BUCKET },
  );
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({
    resource: {
      __typename: 'Bucket',
      id: BUCKET,
      arn: BUCKET,
      name: 'reports',
      type: 'AWS::S3::Bucket',
      region: null,
      tags: [{ key: 'team', value: 'data' }],
      isCollected: true,
      isPolicyCollected: true,
      properties: { objectOwnership: 'BucketOwnerEnforced' },
      account: { accountId: ACCOUNT },
      resourcePolicy: {
        id: `resource-policy:${BUCKET}`,
        kind: 'RESOURCE',
        arn: null,
        owner: { __typename: 'Bucket', arn: BUCKET },
        document: OPEN,
        account: { accountId: ACCOUNT },
      },
    },
  });
});

it('tells a resource without a policy from one whose policy is not known', async () => {
  const answer = await execute(
    store,
    `query ($queue: Arn!) { queue: resource(arn: $queue) { resourcePolicy { id } isPolicyCollected region }
      elsewhere: resource(arn: "arn:aws:s3:::elsewhere") { resourcePolicy { id } isPolicyCollected account { accountId isCollected } }
      none: resource(arn: "arn:aws:s3:::none") { id } }`,
    { queue: QUEUE },
  );
  expect(answer.data).toEqual({
    queue: { resourcePolicy: null, isPolicyCollected: false, region: 'eu-west-1' },
    elsewhere: {
      resourcePolicy: null,
      isPolicyCollected: true,
      account: { accountId: '999999999999', isCollected: false },
    },
    none: null,
  });
});

it('lists the resources of an account by type, tag and text, a page at a time', async () => {
  const answer = await execute(
    store,
    `query ($account: AccountId!) { account(id: $account) {
      all: resources { totalCount nodes { arn } }
      buckets: resources(where: { types: ["AWS::S3::Bucket"] }) { nodes { arn } }
      tagged: resources(where: { tags: [{ key: "team", values: ["data"] }] }) { nodes { arn } }
      named: resources(where: { text: "JOB" }) { nodes { arn } }
      first: resources(first: 1) { edges { node { arn } } pageInfo { hasNextPage endCursor } } } }`,
    { account: ACCOUNT },
  );
  const { account } = answer.data as unknown as { account: { first: { pageInfo: { endCursor: string } } } };
  expect(account).toMatchObject({
    all: { totalCount: 2, nodes: [{ arn: BUCKET }, { arn: QUEUE }] },
    buckets: { nodes: [{ arn: BUCKET }] },
    tagged: { nodes: [{ arn: BUCKET }] },
    named: { nodes: [{ arn: QUEUE }] },
    first: { edges: [{ node: { arn: BUCKET } }], pageInfo: { hasNextPage: true } },
  });
  const next = await execute(
    store,
    `query ($account: AccountId!, $after: String) { account(id: $account) { resources(first: 1, after: $after) { nodes { arn } pageInfo { hasNextPage } } } }`,
    { account: ACCOUNT, after: account.first.pageInfo.endCursor },
  );
  expect(next.data).toEqual({
    account: { resources: { nodes: [{ arn: QUEUE }], pageInfo: { hasNextPage: false } } },
  });
});

it('keeps an identity one node, whatever else the dump states of it', async () => {
  const answer = await execute(
    store,
    `query ($user: Arn!, $id: ID!) { resource(arn: $user) { id } node(id: $id) { __typename } search(text: "reports") { __typename name } }`,
    { user: PROFILE, id: PROFILE },
  );
  expect(answer.data).toEqual({
    resource: null,
    node: { __typename: 'User' },
    search: [{ __typename: 'Bucket', name: 'reports' }],
  });
});

it('says that a resource is no principal, no role, and at most the start of a path', async () => {
  const source = `query ($bucket: Arn!) { principal(arn: $bucket) { id } whoCanAssume(role: $bucket) { totalCount }
    paths(from: { arn: $bucket }, to: { arn: $bucket }) { nodes { text } } resource(arn: "bucket") { id } }`;
  const errors = await errorsOf(store, source, { bucket: BUCKET });
  expect(errors.map(({ code, argument }) => `${code} ${String(argument)}`).sort()).toEqual([
    'BAD_USER_INPUT arn',
    'BAD_USER_INPUT arn',
    'BAD_USER_INPUT role',
    'BAD_USER_INPUT to.arn',
  ]);
});

it('tells what bears on access to a bucket, a key and a function, and null where it cannot be read', async () => {
  const key = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/one`;
  const run = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:pay`;
  const role = `arn:aws:iam::${ACCOUNT}:role/pay`;
  const block = { IgnorePublicAcls: true };
  const settled = sketchSnapshot({
    roles: [{ account: ACCOUNT, name: 'pay' }],
    resources: [
      {
        arn: BUCKET,
        type: 'AWS::S3::Bucket',
        account: ACCOUNT,
        properties: { publicAccessBlock: block, acl: 'public-read', objectOwnership: 'Nobody' },
      },
      {
        arn: 'arn:aws:s3:::account/one',
        type: 'AWS::S3::AccountPublicAccessBlock',
        account: ACCOUNT,
        properties: { publicAccessBlock: { RestrictPublicBuckets: true } },
      },
      {
        arn: key,
        type: 'AWS::KMS::Key',
        account: ACCOUNT,
        properties: {
          grants: [
            { GranteePrincipal: role, Operations: ['Decrypt'], Constraints: { EncryptionContextEquals: { a: 'b' } } },
          ],
        },
      },
      {
        arn: run,
        type: 'AWS::Lambda::Function',
        account: ACCOUNT,
        properties: { roleArn: role, functionUrl: { url: 'https://example.test/', authType: 'NONE' } },
      },
    ],
  });
  const options = { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal };
  const answer = await execute(
    await storeOf(await deriveGraph(settled, options)),
    `query ($bucket: Arn!, $key: Arn!, $run: Arn!) {
      bucket: resource(arn: $bucket) { ... on Bucket { objectOwnership acl { grantee permission }
        publicAccessBlock { ignorePublicAcls restrictPublicBuckets } accountPublicAccessBlock { restrictPublicBuckets } } }
      key: resource(arn: $key) { ... on Key { grants { grantee retiring operations isContextExact sourceArn
        encryptionContext { key value } } } }
      run: resource(arn: $run) { ... on Function { role { arn } functionUrl { url authType } } } }`,
    { bucket: BUCKET, key, run },
  );
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({
    bucket: {
      objectOwnership: null,
      acl: [
        { grantee: 'OWNER', permission: 'FULL_CONTROL' },
        { grantee: 'AllUsers', permission: 'READ' },
      ],
      publicAccessBlock: { ignorePublicAcls: true, restrictPublicBuckets: false },
      accountPublicAccessBlock: { restrictPublicBuckets: true },
    },
    key: {
      grants: [
        {
          grantee: role,
          retiring: null,
          operations: ['Decrypt'],
          isContextExact: true,
          sourceArn: null,
          encryptionContext: [{ key: 'a', value: 'b' }],
        },
      ],
    },
    run: { role: { arn: role }, functionUrl: { url: 'https://example.test/', authType: 'NONE' } },
  });
});

it('walks from a policy to its statements and to what it is attached to', async () => {
  const managed = `arn:aws:iam::${ACCOUNT}:policy/Read`;
  const names = ['ann', 'bob', 'cleo'];
  const attached = sketchSnapshot({
    users: names.map((name) => ({ account: ACCOUNT, name, attached: [managed] })),
    managed: { [managed]: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' } } },
    resources: [{ arn: BUCKET, type: 'AWS::S3::Bucket', account: ACCOUNT, policy: OPEN }],
  });
  const options = { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal };
  const both = await storeOf(await deriveGraph(attached, options));
  const source = `query ($arn: Arn!, $bucket: Arn!, $after: String) { policy(arn: $arn) { statements
    attachedTo(first: 2, after: $after) { totalCount nodes { arn } edges { node { id } } pageInfo { hasNextPage endCursor } } }
    resource(arn: $bucket) { resourcePolicy { statements attachedTo { nodes { arn } } } } }`;
  const first = await execute(both, source, { arn: managed, bucket: BUCKET });
  expect(first.errors).toBeUndefined();
  const arns = names.map((name) => `arn:aws:iam::${ACCOUNT}:user/${name}`);
  const { policy: found, resource } = first.data as unknown as {
    policy: { attachedTo: { pageInfo: { endCursor: string } } };
    resource: object;
  };
  expect(found).toMatchObject({
    statements: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }],
    attachedTo: {
      totalCount: 3,
      nodes: arns.slice(0, 2).map((arn) => ({ arn })),
      edges: arns.slice(0, 2).map((id) => ({ node: { id } })),
      pageInfo: { hasNextPage: true },
    },
  });
  expect(resource).toMatchObject({ resourcePolicy: { attachedTo: { nodes: [{ arn: BUCKET }] } } });
  const { endCursor: after } = found.attachedTo.pageInfo;
  const second = await execute(both, source, { arn: managed, bucket: BUCKET, after });
  expect(second.data).toMatchObject({ policy: { attachedTo: { nodes: [{ arn: arns[2] }] } } });
});

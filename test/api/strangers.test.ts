import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import type { Json, JsonObject } from '../../src/lib/json.js';
import { policy, sketchSnapshot, type SnapshotSketch } from '../support/snapshots.js';
import { execute, storeOf } from './execute.js';

const A = '111122223333';
const B = '222233334444';
const MANAGEMENT = '100010001000';
const VENDOR = '999988887777';
const OTHER = '888877776666';
const role = (name: string): string => `arn:aws:iam::${A}:role/${name}`;
const user = (account: string, name: string): string => `arn:aws:iam::${account}:user/${name}`;
const allow = (Action: string | readonly string[]): Json => policy({ Effect: 'Allow', Action, Resource: '*' });
const LAMBDA = policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });

/** A function that runs as the role of its name, and whom its policy lets replace its code. */
const functionOf = (name: string, Principal: Json, more: JsonObject = {}) => ({
  arn: `arn:aws:lambda:eu-west-1:${A}:function:${name}`,
  type: 'AWS::Lambda::Function',
  account: A,
  properties: { roleArn: role(name) },
  policy: policy({ Effect: 'Allow', Principal, Action: 'lambda:UpdateFunctionCode', Resource: '*', ...more }),
});
const bucketOf = (name: string, statement: JsonObject, properties: JsonObject) => ({
  arn: `arn:aws:s3:::${name}`,
  type: 'AWS::S3::Bucket',
  account: A,
  properties,
  policy: policy({ Effect: 'Allow', ...statement, Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`] }),
});

const WORLD: SnapshotSketch = {
  organization: { management: MANAGEMENT, members: [A, B] },
  users: [
    { account: A, name: 'leaked' },
    { account: A, name: 'hidden' },
    { account: B, name: 'builder', policies: [allow('lambda:*')] },
    { account: B, name: 'idle' },
  ],
  roles: ['of-vendor', 'of-users', 'of-all', 'of-organization', 'of-account', 'with-mfa'].map((name) => ({
    account: A,
    name,
    trust: LAMBDA,
  })),
  resources: [
    functionOf('of-vendor', { AWS: `arn:aws:iam::${VENDOR}:root` }),
    functionOf('of-users', { AWS: user(OTHER, 'named') }),
    functionOf('of-all', '*'),
    functionOf('of-organization', '*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-test' } } }),
    functionOf('of-account', { AWS: A }),
    functionOf('with-mfa', { AWS: VENDOR }, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    bucketOf('open', { Principal: '*', Action: 's3:GetObject' }, { exposesCredentialsOf: [user(A, 'leaked')] }),
    bucketOf(
      'of-root',
      { Principal: { AWS: VENDOR }, Action: 's3:GetObject' },
      { exposesCredentialsOf: [`arn:aws:iam::${A}:root`] },
    ),
    {
      arn: `arn:aws:ecr:eu-west-1:${A}:repository/images`,
      type: 'AWS::ECR::Repository',
      account: A,
      properties: { exposesCredentialsOf: [user(A, 'hidden')] },
      policy: policy({ Effect: 'Allow', Principal: { AWS: VENDOR }, Action: 'ecr:SetRepositoryPolicy' }),
    },
  ],
};

const signal = new AbortController().signal;
const store = await storeOf(await deriveGraph(sketchSnapshot(WORLD), { createdAt: '2026-01-01T00:00:00Z', signal }));

const PATHS = `query ($from: PathEnd!, $to: PathEnd!) {
  paths(from: $from, to: $to, maxHops: 1, first: 50) {
    nodes { decision from { name } to { name } hops { kind technique { id } evidence { because } } }
  }
}`;

interface Answer {
  readonly paths: {
    readonly nodes: readonly {
      readonly decision: string;
      readonly from: { readonly name: string };
      readonly to: { readonly name: string };
      readonly hops: readonly {
        readonly kind: string;
        readonly technique: { readonly id: string } | null;
        readonly evidence: { readonly because: string };
      }[];
    }[];
  };
}

async function nodes(from: object, to: object): Promise<Answer['paths']['nodes']> {
  const { data, errors } = await execute(store, PATHS, { from, to });
  expect(errors).toBeUndefined();
  return (data as unknown as Answer).paths.nodes;
}

async function ways(from: object, to: object): Promise<readonly string[]> {
  return (await nodes(from, to)).map(
    (path) => `${path.decision} ${path.to.name} ${path.hops.map(({ technique }) => technique?.id ?? '').join(' ')}`,
  );
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-cross-account.html */
describe('whoever is not known', () => {
  it('becomes the role of a function whose code its policy lets that account replace', async () => {
    expect(await ways({ arn: `arn:aws:iam::${VENDOR}:root` }, { arn: role('of-vendor') })).toEqual([
      'ALLOWED of-vendor lambda-003',
    ]);
    expect(await ways({ arn: `arn:aws:iam::${OTHER}:root` }, { arn: role('of-vendor') })).toEqual([]);
  });

  it('says that its own side is taken as given', async () => {
    const [path] = await nodes({ arn: `arn:aws:iam::${VENDOR}:root` }, { arn: role('of-vendor') });
    expect(path?.hops[0]?.evidence.because).toContain('whoever runs the caller’s account can allow it');
  });

  it('is a user of another account that a policy names, and no other', async () => {
    expect(await ways({ arn: user(OTHER, 'named') }, { arn: role('of-users') })).toEqual([
      'ALLOWED of-users lambda-003',
    ]);
    expect(await ways({ arn: user(OTHER, 'named') }, { arn: role('of-vendor') })).toEqual([]);
  });

  it('is anyone where everybody is let in', async () => {
    expect(await ways({ anyone: true }, { account: A })).toEqual([
      'ALLOWED of-all lambda-003',
      'ALLOWED leaked exposed-001',
    ]);
  });

  it('is an outside account where everybody is let in', async () => {
    expect(await ways({ arn: `arn:aws:iam::${OTHER}:root` }, { arn: role('of-all') })).toEqual([
      'ALLOWED of-all lambda-003',
    ]);
    expect(await ways({ arn: `arn:aws:iam::${OTHER}:root` }, { arn: role('of-organization') })).toEqual([]);
  });

  it('needs what the policy asks for', async () => {
    expect(await ways({ arn: `arn:aws:iam::${VENDOR}:root` }, { arn: role('with-mfa') })).toEqual([
      'CONDITIONAL with-mfa lambda-003',
    ]);
  });

  it('controls an account whose root key it can read', async () => {
    expect(await ways({ arn: `arn:aws:iam::${VENDOR}:root` }, { administratorOf: A })).toEqual([
      `ALLOWED control of account ${A} exposed-001`,
    ]);
    expect(await ways({ arn: `arn:aws:iam::${OTHER}:root` }, { administratorOf: A })).toEqual([]);
  });

  it('writes a policy that it may write, and reads what is behind', async () => {
    const hidden = { arn: user(A, 'hidden') };
    expect(await ways({ arn: `arn:aws:iam::${VENDOR}:root` }, hidden)).toEqual(['ALLOWED hidden ecr-001']);
    expect(await ways({ arn: `arn:aws:iam::${OTHER}:root` }, hidden)).toEqual([]);
  });

  it('starts every path from outside', async () => {
    const found = await nodes({ outside: true }, { arn: role('of-vendor') });
    expect(found.map(({ from }) => from.name)).toEqual([VENDOR]);
  });
});

describe('a function that everybody of the organisation may change', () => {
  it('leads those of other accounts on whom their own policies let', async () => {
    expect(await ways({ arn: user(B, 'builder') }, { arn: role('of-organization') })).toEqual([
      'ALLOWED of-organization lambda-003',
    ]);
    expect(await ways({ arn: user(B, 'builder') }, { arn: role('of-all') })).toEqual(['ALLOWED of-all lambda-003']);
    expect(await ways({ arn: user(B, 'idle') }, { arn: role('of-organization') })).toEqual([]);
    expect(await ways({ arn: user(B, 'builder') }, { arn: role('of-account') })).toEqual([]);
  });
});

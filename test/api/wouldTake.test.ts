import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { errorsOf, execute, storeOf } from './execute.js';

const HOME = '111111111111';
const AWAY = '222222222222';
const QUEUE = `arn:aws:sqs:eu-west-1:${HOME}:jobs`;
const BUCKET = 'arn:aws:s3:::reports';
const PROVIDER = `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com`;
const CENTER = '/aws-reserved/sso.amazonaws.com/eu-west-1/';
const user = (name: string): string => `arn:aws:iam::${HOME}:user/${name}`;
const role = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;
const allow = (action: string, resource = '*') => policy({ Effect: 'Allow', Action: action, Resource: resource });
const repository = (name: string) =>
  policy({
    Effect: 'Allow',
    Principal: { Federated: PROVIDER },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { 'token.actions.githubusercontent.com:sub': `repo:org/${name}:ref:refs/heads/main` } },
  });

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
const outsideEurope = {
  Sid: 'OutsideEurope',
  Effect: 'Deny',
  Action: 's3:*',
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
};

const store = await storeOf(
  await deriveGraph(
    sketchSnapshot({
      organization: {
        management: '999999999999',
        members: [HOME, AWAY],
        scps: [{ targets: ['r-root', HOME, AWAY], document: policy(everything, outsideEurope) }],
      },
      users: [
        { account: HOME, name: 'ann', policies: [allow('sqs:*'), allow('s3:GetObject', `${BUCKET}/*`)] },
        { account: HOME, name: 'bounded', policies: [allow('sqs:*')], boundary: `arn:aws:iam::${HOME}:policy/Edge` },
        { account: HOME, name: 'admin', attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
        { account: HOME, name: 'suspect', attached: ['arn:aws:iam::aws:policy/AWSDenyAll'], policies: [allow('*')] },
      ],
      roles: [
        { account: HOME, name: 'Deploy', trust: repository('one') },
        { account: HOME, name: 'Other', trust: repository('two') },
        { account: AWAY, name: 'Away', trust: repository('two') },
        { account: HOME, name: 'AWSReservedSSO_Ops_0123456789abcdef', path: CENTER },
        { account: HOME, name: 'AWSServiceRoleForX', path: '/aws-service-role/x.amazonaws.com/' },
      ],
      managed: {
        [`arn:aws:iam::${HOME}:policy/Edge`]: allow('sqs:SendMessage'),
        'arn:aws:iam::aws:policy/AdministratorAccess': allow('*'),
        'arn:aws:iam::aws:policy/AWSDenyAll': policy({ Effect: 'Deny', Action: '*', Resource: '*' }),
      },
      providers: [{ arn: PROVIDER, clientIds: ['sts.amazonaws.com'] }],
      resources: [
        { arn: QUEUE, type: 'AWS::SQS::Queue', account: HOME },
        { arn: BUCKET, type: 'AWS::S3::Bucket', account: HOME },
      ],
    }),
    { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal },
  ),
);

interface Shown {
  readonly by: string;
  readonly layer: string | null;
  readonly at: { readonly id: string } | null;
  readonly statement: { readonly sid: string | null; readonly policyName: string } | null;
  readonly addition: unknown;
  readonly need: { readonly key: string } | null;
  readonly decision: string;
  readonly text: string;
  readonly with?: readonly Shown[];
}

const FIELDS = 'by layer at { id } statement { sid policyName } addition need { key } decision needs { text } text';
const WOULD = `query ($request: AccessRequest!) { canPerform(request: $request) {
  wouldTakeIsBounded wouldTake { ${FIELDS} with { ${FIELDS} } } } }`;

async function remedies(principal: string, action: string, resource: string, more = {}): Promise<readonly Shown[]> {
  const answer = await execute(store, WOULD, { request: { principal, action, resource, ...more } });
  expect(answer.errors).toBeUndefined();
  const data = answer.data as unknown as {
    canPerform: { wouldTake: readonly Shown[]; wouldTakeIsBounded: boolean };
  };
  expect(data.canPerform.wouldTakeIsBounded).toBe(false);
  return data.canPerform.wouldTake;
}

const outside = { given: { context: [{ key: 'aws:RequestedRegion', values: ['us-east-1'] }] } };

describe('wouldTake', () => {
  it('names the boundary that is in the way, and the queue’s own policy as another way', async () => {
    const found = await remedies(user('bounded'), 'sqs:PurgeQueue', QUEUE);
    expect(found).toMatchObject([
      { by: 'PRINCIPAL_ACCOUNT', layer: 'BOUNDARY', decision: 'ALLOWED', with: [] },
      { by: 'RESOURCE_ACCOUNT', layer: 'RESOURCE', decision: 'ALLOWED', with: [] },
    ]);
    expect(found[1]?.addition).toEqual({
      Effect: 'Allow',
      Action: 'sqs:PurgeQueue',
      Principal: { AWS: user('bounded') },
      Resource: QUEUE,
    });
  });

  it('names the statement that denies, whose it is, and what else it takes', async () => {
    const found = await remedies(user('ann'), 's3:PutObject', `${BUCKET}/a`, outside);
    const taken = found.find(({ statement }) => statement?.sid === 'OutsideEurope');
    expect(taken).toMatchObject({ by: 'ORGANIZATION', layer: 'SCP', at: { id: 'unit:r-root' }, decision: 'ALLOWED' });
    expect(taken?.with?.map(({ layer }) => layer)).toEqual(['IDENTITY']);
    const brought = found.find((each) => each.with?.some(({ need }) => need?.key === 'aws:RequestedRegion'));
    expect(brought).toMatchObject({ layer: 'IDENTITY', with: [{ by: 'CALLER', layer: null }] });
  });

  it('names the key to bring', async () => {
    const [bring] = await remedies(user('ann'), 's3:GetObject', `${BUCKET}/a`, outside);
    expect(bring).toMatchObject({
      by: 'CALLER',
      layer: null,
      need: { key: 'aws:RequestedRegion' },
      decision: 'ALLOWED',
    });
  });

  it('detaches what AWS manages, and takes no statement of it away', async () => {
    const [first] = await remedies(user('admin'), 'sqs:PurgeQueue', QUEUE);
    expect(first?.text).toMatch(/can detach `AdministratorAccess`, which AWS manages, from arn:.*user\/admin\.$/u);
    const denied = await remedies(user('suspect'), 'sqs:PurgeQueue', QUEUE);
    expect(denied.map(({ text }) => text)).toEqual([expect.stringContaining('can detach `AWSDenyAll`')]);
  });

  it('changes a role of IAM Identity Center through its permission set, and a service-linked role not at all', async () => {
    const ops = role(HOME, `${CENTER.slice(1)}AWSReservedSSO_Ops_0123456789abcdef`);
    const found = await remedies(ops, 'sqs:SendMessage', QUEUE);
    expect(found).toMatchObject([
      { by: 'ORGANIZATION', layer: 'IDENTITY', text: expect.stringContaining('in the permission set') as string },
      { by: 'RESOURCE_ACCOUNT', layer: 'RESOURCE' },
    ]);
    const linked = role(HOME, 'aws-service-role/x.amazonaws.com/AWSServiceRoleForX');
    expect((await remedies(linked, 's3:ListAllMyBuckets', '*')).map(({ layer }) => layer)).toEqual([]);
    expect(await remedies(user('admin'), 'sts:AssumeRole', linked)).toEqual([]);
  });

  it('offers nothing to everybody, to users of a provider as a whole, or to whom nobody can help', async () => {
    expect(await remedies('anonymous', 'sqs:SendMessage', QUEUE)).toEqual([]);
    const rows = `query ($role: Arn!) { whoCanAssume(role: $role) { nodes { principal { id __typename } } } }`;
    const answer = await execute(store, rows, { role: role(HOME, 'Deploy') });
    const { nodes } = (answer.data as unknown as { whoCanAssume: { nodes: { principal: Record<string, string> }[] } })
      .whoCanAssume;
    const identity = nodes.find(({ principal }) => principal['__typename'] === 'FederatedIdentity')?.principal['id'];
    const entry = 'sts:AssumeRoleWithWebIdentity';
    expect(await remedies(identity ?? '', entry, role(HOME, 'Other'))).toEqual([]);
    expect(await remedies(identity ?? '', entry, role(AWAY, 'Away'))).toEqual([]);
    expect((await remedies(identity ?? '', entry, role(HOME, 'Deploy'))).length).toBeGreaterThan(0);
    expect(await remedies(`arn:aws:iam::${HOME}:root`, 'sts:AssumeRole', role(HOME, 'Deploy'))).toEqual([]);
    expect(await remedies(user('nobody'), 'sqs:SendMessage', QUEUE)).toEqual([]);
  });

  it('says of what passes what would stop it', async () => {
    const found = await remedies(user('ann'), 'sqs:SendMessage', QUEUE);
    expect(found.length).toBeGreaterThan(3);
    expect(found.every(({ decision }) => decision === 'DENIED')).toBe(true);
    expect(found.filter(({ layer, statement }) => layer === 'SCP' && statement !== null)).toEqual([]);
  });

  it('says that it was cut short', async () => {
    const Condition = (index: number) => ({ Bool: { [`x:key${index}`]: 'true' } });
    const many = Array.from({ length: 12 }, (_, index) => ({ ...everything, Condition: Condition(index) }));
    const users = [{ account: HOME, name: 'ann', policies: [policy(...many)] }];
    const signal = new AbortController().signal;
    const wide = await storeOf(await deriveGraph(sketchSnapshot({ users }), { createdAt: '', signal }));
    const request = { principal: user('ann'), action: 's3:ListAllMyBuckets', resource: '*' };
    const answer = await execute(wide, WOULD, { request });
    expect(answer.data).toMatchObject({ canPerform: { wouldTakeIsBounded: true } });
  });

  it('ends with the deadline, whatever is asked of how many', async () => {
    const request = { principal: user('ann'), action: 's3:PutObject', resource: `${BUCKET}/a`, ...outside };
    const requests = Array.from({ length: 200 }, () => request);
    const each = `query ($requests: [AccessRequest!]!) { canPerformEach(requests: $requests) { wouldTake { text } } }`;
    const start = performance.now();
    const errors = await errorsOf(store, each, { requests }, { deadlineMs: 30 });
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['DEADLINE_EXCEEDED']));
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

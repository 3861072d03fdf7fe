import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { EXAMPLE_DUMP } from '../../src/example.js';
import { isPrincipal } from '../../src/graph/nodes.js';
import { readDumps } from '../../src/ingest/dump/readDumps.js';
import { checkDocument } from '../../src/policy/parse/checkDocument.js';
import { runs } from '../support/runs.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { errorsOf, execute, storeOf } from './execute.js';

const signal = new AbortController().signal;
const options = { createdAt: '2026-01-01T00:00:00Z', signal };
const HOME = '111111111111';
const AWAY = '222222222222';
const ann = `arn:aws:iam::${HOME}:user/ann`;
const bounded = `arn:aws:iam::${HOME}:user/bounded`;
const reader = `arn:aws:iam::${AWAY}:role/Reader`;
const BUCKET = 'arn:aws:s3:::reports';
const QUEUE = `arn:aws:sqs:eu-west-1:${HOME}:jobs`;
const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/one`;
const TABLE = `arn:aws:dynamodb:eu-west-1:${HOME}:table/orders`;

const allow = (action: string, resource = '*') => policy({ Effect: 'Allow', Action: action, Resource: resource });

const store = await storeOf(
  await deriveGraph(
    sketchSnapshot({
      organization: {
        management: '999999999999',
        members: [HOME, AWAY],
        scps: [
          {
            targets: ['r-root', HOME, AWAY],
            document: policy(
              { Effect: 'Allow', Action: '*', Resource: '*' },
              {
                Sid: 'OutsideEurope',
                Effect: 'Deny',
                Action: 's3:*',
                Resource: '*',
                Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
              },
            ),
          },
        ],
        rcps: [
          {
            targets: ['r-root', HOME, AWAY],
            document: policy(
              { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
              { Effect: 'Deny', Principal: '*', Action: 'sqs:DeleteQueue', Resource: '*' },
            ),
          },
        ],
      },
      groups: [{ account: HOME, name: 'readers', policies: [allow('s3:GetObject', `${BUCKET}/*`)] }],
      users: [
        {
          account: HOME,
          name: 'ann',
          groups: ['readers'],
          policies: [allow('sqs:*'), allow('dynamodb:Query'), allow('s3:ListAllMyBuckets')],
        },
        { account: HOME, name: 'bounded', policies: [allow('sqs:*')], boundary: `arn:aws:iam::${HOME}:policy/Edge` },
      ],
      roles: [
        {
          account: AWAY,
          name: 'Reader',
          policies: [allow('s3:GetObject'), allow('kms:Decrypt')],
          trust: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${AWAY}:root` }, Action: 'sts:AssumeRole' }),
        },
      ],
      managed: { [`arn:aws:iam::${HOME}:policy/Edge`]: allow('sqs:SendMessage') },
      resources: [
        {
          arn: BUCKET,
          type: 'AWS::S3::Bucket',
          account: HOME,
          policy: policy({
            Sid: 'Readers',
            Effect: 'Allow',
            Principal: { AWS: reader },
            Action: 's3:GetObject',
            Resource: `${BUCKET}/public/*`,
          }),
        },
        { arn: QUEUE, type: 'AWS::SQS::Queue', account: HOME },
        { arn: KEY, type: 'AWS::KMS::Key', account: HOME, isPolicyCollected: false },
        { arn: TABLE, type: 'AWS::DynamoDB::Table', account: HOME, tags: { team: 'orders' } },
      ],
    }),
    options,
  ),
);

interface Answer {
  readonly decision: string;
  readonly denial: string | null;
  readonly needs: { readonly text: string } | null;
  readonly because: string;
  readonly evidence: { readonly layers: readonly { kind: string; outcome: string; statements: readonly Shown[] }[] };
  readonly completeness: { readonly gaps: readonly Gap[] };
}

interface Shown {
  readonly policyName: string;
  readonly policy: { readonly id: string } | null;
  readonly attachedTo: { readonly id: string } | null;
  readonly statement: unknown;
}

interface Gap {
  readonly kind: string;
  readonly subject: string | null;
  readonly mayHide: boolean;
  readonly mayOverstate: boolean;
}

const SOURCE = `query ($request: AccessRequest!) { canPerform(request: $request) { decision denial needs { text } because
  evidence { layers { kind outcome statements { policyName policy { id } attachedTo { id } statement } } }
  completeness { gaps { kind subject mayHide mayOverstate } } } }`;

async function ask(principal: string, action: string, resource: string, more: object = {}): Promise<Answer> {
  const answer = await execute(store, SOURCE, { request: { principal, action, resource, ...more } });
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { canPerform: Answer }).canPerform;
}

const inRegion = (region: string) => ({ given: { context: [{ key: 'aws:RequestedRegion', values: [region] }] } });

describe('canPerform', () => {
  it('decides through groups and an SCP whose condition is open', async () => {
    const open = await ask(ann, 's3:GetObject', `${BUCKET}/a`);
    expect(open.decision).toBe('CONDITIONAL');
    expect(open.needs?.text).toContain('aws:RequestedRegion');
    const allowed = await ask(ann, 's3:GetObject', `${BUCKET}/a`, inRegion('eu-west-1'));
    expect(allowed).toMatchObject({ decision: 'ALLOWED', denial: null, needs: null });
    const identity = allowed.evidence.layers.find(({ kind }) => kind === 'IDENTITY');
    expect(identity?.statements[0]?.attachedTo?.id).toBe(`arn:aws:iam::${HOME}:group/readers`);
    const denied = await ask(ann, 's3:GetObject', `${BUCKET}/a`, inRegion('us-east-1'));
    expect(denied).toMatchObject({ decision: 'DENIED', denial: 'EXPLICIT' });
    expect(denied.because).toContain('OutsideEurope');
  });

  it('asks both sides across accounts, and reads the policy of the bucket for its objects', async () => {
    const inside = await ask(reader, 's3:GetObject', `${BUCKET}/public/a`, inRegion('eu-west-1'));
    expect(inside.decision).toBe('ALLOWED');
    const resource = inside.evidence.layers.find(({ kind }) => kind === 'RESOURCE');
    expect(resource?.statements[0]).toMatchObject({
      policy: { id: `resource-policy:${BUCKET}` },
      attachedTo: { id: BUCKET },
      statement: { Sid: 'Readers' },
    });
    const outside = await ask(reader, 's3:GetObject', `${BUCKET}/private/a`, inRegion('eu-west-1'));
    expect(outside).toMatchObject({ decision: 'DENIED', denial: 'IMPLICIT' });
  });

  it('heeds boundaries and RCPs', async () => {
    expect((await ask(bounded, 'sqs:SendMessage', QUEUE)).decision).toBe('ALLOWED');
    expect(await ask(bounded, 'sqs:PurgeQueue', QUEUE)).toMatchObject({ decision: 'DENIED', denial: 'IMPLICIT' });
    expect(await ask(ann, 'sqs:DeleteQueue', QUEUE)).toMatchObject({ decision: 'DENIED', denial: 'EXPLICIT' });
  });

  it('has no gap where everything that bears was collected, and none that changes nothing', async () => {
    expect((await ask(ann, 'sqs:SendMessage', QUEUE)).completeness.gaps).toEqual([]);
    // An RCP denies it whatever a policy of the queue would say.
    expect((await ask(ann, 'sqs:DeleteQueue', `${QUEUE}-other`)).completeness.gaps).toEqual([]);
    expect(
      (await ask(ann, 'ec2:RunInstances', `arn:aws:ec2:eu-west-1:${HOME}:instance/*`.replace('*', 'i-1'))).completeness
        .gaps,
    ).toEqual([]);
  });

  it('says of a policy that was not collected what it may change', async () => {
    const unlisted = await ask(ann, 'sqs:SendMessage', `${QUEUE}-other`);
    expect(unlisted).toMatchObject({
      decision: 'ALLOWED',
      completeness: {
        gaps: [
          { kind: 'RESOURCE_POLICY_NOT_COLLECTED', subject: `${QUEUE}-other`, mayHide: false, mayOverstate: true },
        ],
      },
    });
    const across = await ask(reader, 'kms:Decrypt', KEY);
    expect(across.decision).toBe('DENIED');
    expect(across.completeness.gaps).toContainEqual({
      kind: 'RESOURCE_POLICY_NOT_COLLECTED',
      subject: KEY,
      mayHide: true,
      mayOverstate: false,
    });
    // A grant alone admits as well.
    expect(across.completeness.gaps.filter(({ subject }) => subject === KEY)).toHaveLength(2);
  });

  it('reads the policy of a table for its indexes, and its tags for itself alone', async () => {
    expect((await ask(ann, 'dynamodb:Query', `${TABLE}/index/by-date`)).completeness.gaps).toEqual([]);
  });

  it('takes a session of a role, a service, an unsigned request, a stranger, and `*` for no resource', async () => {
    const session = `arn:aws:sts::${AWAY}:assumed-role/Reader/nightly`;
    expect((await ask(session, 's3:GetObject', `${BUCKET}/public/a`, inRegion('eu-west-1'))).decision).toBe('ALLOWED');
    expect((await ask('anonymous', 's3:GetObject', `${BUCKET}/public/a`)).decision).toBe('DENIED');
    expect((await ask('sns.amazonaws.com', 'sqs:SendMessage', QUEUE)).decision).toBe('DENIED');
    expect((await ask(ann, 's3:ListAllMyBuckets', '*', inRegion('eu-west-1'))).decision).toBe('ALLOWED');
    const nobody = await ask(`arn:aws:iam::${HOME}:user/nobody`, 'sqs:SendMessage', QUEUE);
    expect(nobody).toMatchObject({ decision: 'DENIED', completeness: { gaps: [{ kind: 'ARN_UNKNOWN' }] } });
  });

  it('says that a bucket of nobody is taken to be the caller’s own, unless its account is stated', async () => {
    const guessed = await ask(ann, 's3:GetObject', 'arn:aws:s3:::unknown/a', inRegion('eu-west-1'));
    expect(guessed.completeness.gaps.map(({ kind }) => kind)).toContain('ARN_UNKNOWN');
    const stated = await ask(ann, 's3:GetObject', 'arn:aws:s3:::unknown/a', {
      ...inRegion('eu-west-1'),
      resourceAccount: AWAY,
    });
    expect(stated.decision).toBe('DENIED');
    expect(stated.completeness.gaps.map(({ kind }) => kind)).not.toContain('ARN_UNKNOWN');
  });

  it.each([
    [{ principal: ann, action: 's3', resource: BUCKET }, 'request.action'],
    [{ principal: ann, action: 's3:Get*', resource: BUCKET }, 'request.action'],
    [{ principal: ann, action: 's3:GetObject', resource: BUCKET }, 'request.resource'],
    [{ principal: ann, action: 's3:ListBucket', resource: `${BUCKET}/a` }, 'request.resource'],
    [{ principal: ann, action: 's3:GetObject', resource: `${BUCKET}/*` }, 'request.resource'],
    [{ principal: ann, action: 's3:GetObject', resource: 'reports' }, 'request.resource'],
    [{ principal: 'nobody', action: 's3:GetObject', resource: `${BUCKET}/a` }, 'request.principal'],
    [{ principal: BUCKET, action: 's3:GetObject', resource: `${BUCKET}/a` }, 'request.principal'],
    [
      { principal: `arn:aws:sts::${HOME}:federated-user/fred`, action: 's3:GetObject', resource: `${BUCKET}/a` },
      'request.principal',
    ],
    [{ principal: ann, action: 'sqs:SendMessage', resource: QUEUE, resourceAccount: AWAY }, 'request.resourceAccount'],
    [
      { principal: 'anonymous', action: 'sqs:SendMessage', resource: QUEUE, given: { session: { mfa: true } } },
      'given.session',
    ],
  ])('names what is wrong with %o', async (request, argument) => {
    expect(await errorsOf(store, SOURCE, { request })).toEqual([{ code: 'BAD_USER_INPUT', argument }]);
  });
});

describe('a session of sts:GetFederationToken', () => {
  it('is asked for by its name, as the user that makes it', async () => {
    const named = await storeOf(
      await deriveGraph(
        sketchSnapshot({
          users: [{ account: HOME, name: 'ann', policies: [allow('sts:GetFederationToken')] }],
          resources: [
            {
              arn: QUEUE,
              type: 'AWS::SQS::Queue',
              account: HOME,
              policy: policy({
                Effect: 'Allow',
                Principal: { AWS: `arn:aws:sts::${HOME}:federated-user/fred` },
                Action: 'sqs:SendMessage',
                Resource: '*',
              }),
            },
          ],
        }),
        options,
      ),
    );
    const decisionAs = async (name?: string): Promise<unknown> => {
      const given = name === undefined ? {} : { given: { session: { name } } };
      const request = { principal: ann, action: 'sqs:SendMessage', resource: QUEUE, ...given };
      const { data } = await execute(named, SOURCE, { request });
      return (data as { canPerform?: { decision: string } }).canPerform?.decision;
    };
    expect([await decisionAs(), await decisionAs('fred'), await decisionAs('gina')]).toEqual([
      'CONDITIONAL',
      'ALLOWED',
      'DENIED',
    ]);
  });
});

describe('canPerformEach', () => {
  const EACH = 'query ($requests: [AccessRequest!]!) { canPerformEach(requests: $requests) { decision because } }';

  it('answers in the order of the requests', async () => {
    const requests = [
      { principal: ann, action: 'sqs:SendMessage', resource: QUEUE },
      { principal: ann, action: 'sqs:DeleteQueue', resource: QUEUE },
      { principal: bounded, action: 'sqs:SendMessage', resource: QUEUE },
    ];
    const answer = await execute(store, EACH, { requests });
    expect(answer.data).toMatchObject({
      canPerformEach: [{ decision: 'ALLOWED' }, { decision: 'DENIED' }, { decision: 'ALLOWED' }],
    });
  });

  it('names the request that is wrong, and takes at most 200', async () => {
    const good = { principal: ann, action: 'sqs:SendMessage', resource: QUEUE };
    expect(await errorsOf(store, EACH, { requests: [good, { ...good, action: '*' }] })).toEqual([
      { code: 'BAD_USER_INPUT', argument: 'requests.1.action' },
    ]);
    expect(await errorsOf(store, EACH, { requests: Array.from({ length: 201 }, () => good) })).toEqual([
      { code: 'BAD_USER_INPUT', argument: 'requests' },
    ]);
    expect((await execute(store, EACH, { requests: [] })).data).toEqual({ canPerformEach: [] });
  });
});

describe('canPerform and whoCanAssume', () => {
  it('say the same of every principal and role of the example organisation', async () => {
    const { snapshot } = await readDumps([EXAMPLE_DUMP], { checkDocument, lenient: false, strict: false, signal });
    const graph = await deriveGraph(snapshot, options);
    const example = await storeOf(graph);
    const principals = graph.nodes.filter(isPrincipal);
    const rows = `query ($role: Arn!) { whoCanAssume(role: $role, first: 200) { totalCount
      nodes { principal { id } action decision needs { text } } } }`;
    const each = `query ($requests: [AccessRequest!]!) { canPerformEach(requests: $requests) { decision needs { text } } }`;
    let compared = 0;
    const roles = graph.nodes.filter((node) => node.label === 'Role');
    for (const role of roles.filter((_, index) => index % Math.ceil(roles.length / runs(roles.length)) === 0)) {
      if (role.arn === null) continue;
      const answer = await execute(example, rows, { role: role.arn });
      const { nodes } = (answer.data as unknown as { whoCanAssume: { nodes: readonly Row[] } }).whoCanAssume;
      for (const action of ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML']) {
        const asked = principals.filter(({ label }) => label !== 'FederatedIdentity' || action !== 'sts:AssumeRole');
        const requests = asked.map(({ arn, id, label, name }) => ({
          principal: label === 'Service' ? name : (arn ?? id),
          action,
          resource: role.arn,
        }));
        const decided = await execute(example, each, { requests: requests.slice(0, 200) });
        expect(decided.errors).toBeUndefined();
        const { canPerformEach } = decided.data as unknown as { canPerformEach: readonly Decided[] };
        for (const [index, { decision, needs }] of canPerformEach.entries()) {
          const row = nodes.find((one) => one.principal.id === asked[index]?.id && one.action === action);
          const expected =
            row === undefined ? { decision: 'DENIED', needs: null } : { decision: row.decision, needs: row.needs };
          expect({ decision, needs }, `${requests[index]?.principal ?? ''} ${action} ${role.arn}`).toEqual(expected);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(500);
  });
});

interface Decided {
  readonly decision: string;
  readonly needs: { readonly text: string } | null;
}

interface Row extends Decided {
  readonly principal: { readonly id: string };
  readonly action: string;
}

import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import type { JsonObject } from '../../src/lib/json.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { errorsOf, execute, storeOf } from './execute.js';

const A = '111111111111';
const B = '222222222222';
const BUCKET = 'arn:aws:s3:::reports';
const OBJECT = `${BUCKET}/a`;
const user = (name: string) => `arn:aws:iam::${A}:user/${name}`;
const role = (name: string, account = A) => `arn:aws:iam::${account}:role/${name}`;
const allow = (action: string, resource = '*', condition: JsonObject = {}) =>
  policy({ Effect: 'Allow', Action: action, Resource: resource, Condition: condition });
const trust = (principal: string, condition: JsonObject = {}, ...actions: readonly string[]) =>
  policy({
    Effect: 'Allow',
    Principal: { AWS: principal },
    Action: ['sts:AssumeRole', ...actions],
    Condition: condition,
  });

const read = 's3:GetObject';
const store = await storeOf(
  await deriveGraph(
    sketchSnapshot({
      users: [
        { account: A, name: 'ann' },
        { account: A, name: 'bob', policies: [allow(read)] },
      ],
      roles: [
        {
          account: A,
          name: 'Reader',
          trust: trust(user('ann')),
          policies: [allow(read), allow('sts:AssumeRole', role('Away', B))],
        },
        {
          account: A,
          name: 'WithMfa',
          trust: trust(user('ann')),
          policies: [allow(read, '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } })],
        },
        {
          account: A,
          name: 'Tagged',
          trust: trust(user('ann'), {}, 'sts:TagSession'),
          policies: [allow(read, '*', { StringEquals: { 'aws:PrincipalTag/team': 'red' } })],
        },
        { account: A, name: 'Own', trust: trust(user('ann')), policies: [allow('iam:UpdateAssumeRolePolicy')] },
        { account: B, name: 'Away', trust: trust(role('Reader')), policies: [allow('s3:*')] },
      ],
      resources: [
        {
          arn: BUCKET,
          type: 'AWS::S3::Bucket',
          account: A,
          policy: policy({ Effect: 'Allow', Principal: { AWS: B }, Action: read, Resource: `${BUCKET}/*` }),
          properties: { objectOwnership: 'BucketOwnerEnforced' },
        },
      ],
    }),
    { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal },
  ),
);

const PATHS = `query ($from: PathEnd!, $to: PathEnd!, $given: Given, $edges: [EdgeKind!], $where: PathFilter, $maxHops: Int, $first: Int, $after: String) {
  paths(from: $from, to: $to, given: $given, edges: $edges, where: $where, maxHops: $maxHops, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    completeness { gaps { kind subject } }
    nodes { decision length text crossesAccounts to { id arn __typename } needs { alternatives { all { hop kind key values } } }
      hops { index kind action decision from { name } to { id } evidence { because layers { kind outcome statements { policyName } } }
        edge { id kind rule decision to { id } needs { text } evidence { because } } } } } }`;

interface Answer {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly completeness: { readonly gaps: readonly { readonly kind: string; readonly subject: string }[] };
  readonly nodes: readonly {
    readonly decision: string;
    readonly length: number;
    readonly text: string;
    readonly crossesAccounts: boolean;
    readonly to: { readonly id: string; readonly arn: string };
    readonly needs: {
      readonly alternatives: readonly {
        readonly all: readonly {
          readonly hop: number;
          readonly kind: string;
          readonly key: string | null;
          readonly values: readonly string[];
        }[];
      }[];
    } | null;
    readonly hops: readonly {
      readonly kind: string;
      readonly action: string;
      readonly from: { readonly name: string };
      readonly evidence: { readonly layers: readonly { readonly kind: string; readonly outcome: string }[] };
      readonly edge: { readonly id: string; readonly rule: string | null; readonly decision: string };
    }[];
  }[];
}

const toObject = { resource: { arn: OBJECT, action: read } };

async function paths(variables: Readonly<Record<string, unknown>>): Promise<Answer> {
  const answer = await execute(store, PATHS, {
    from: { arn: user('ann') },
    to: toObject,
    edges: ['CAN_ASSUME', 'CAN_FEDERATE', 'CAN_PERFORM'],
    ...variables,
  });
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { paths: Answer }).paths;
}

const shown = ({ nodes }: Answer) =>
  nodes.map(({ decision, needs, hops }) =>
    [
      decision,
      ...hops.map(({ kind, from }) => `${from.name} ${kind}`),
      ...(needs?.alternatives ?? []).map(({ all }) =>
        all.map((need) => `${need.hop} ${need.key ?? need.kind}`).join(' & '),
      ),
    ].join(' | '),
  );

describe('paths to a resource', () => {
  it('end in CAN_PERFORM with evidence, what it needs in its position', async () => {
    const answer = await paths({});
    expect(shown(answer)).toEqual([
      'ALLOWED | ann CAN_ASSUME | Reader CAN_PERFORM',
      'CONDITIONAL | ann CAN_ASSUME | Tagged CAN_PERFORM | 0 aws:RequestTag/team',
      'ALLOWED | ann CAN_ASSUME | Reader CAN_ASSUME | Away CAN_PERFORM',
    ]);
    expect(answer.nodes[0]).toMatchObject({
      text: `User ann of ${A} enters role Reader of ${A} by sts:AssumeRole, then does ${read} to ${OBJECT}.`,
      crossesAccounts: false,
      to: { id: BUCKET, __typename: 'Bucket' },
      hops: [{}, { action: read, edge: { rule: null, decision: 'ALLOWED', to: { id: BUCKET } } }],
    });
    expect(answer.nodes[0]?.hops[1]?.evidence.layers).toContainEqual(
      expect.objectContaining({ kind: 'IDENTITY', outcome: 'ALLOWED' }),
    );
    expect(answer.nodes[2]?.crossesAccounts).toBe(true);
  });

  it('is one hop for whoever can do it, none of them within none', async () => {
    expect(shown(await paths({ from: { arn: user('bob') } }))).toEqual(['ALLOWED | bob CAN_PERFORM']);
    expect(shown(await paths({ from: { arn: user('bob') }, maxHops: 0 }))).toEqual([]);
    const first = await paths({ from: { account: A }, maxHops: 1 });
    expect(shown(first)).toEqual([
      'ALLOWED | Reader CAN_PERFORM',
      'CONDITIONAL | Tagged CAN_PERFORM | 0 aws:PrincipalTag/team',
      'ALLOWED | bob CAN_PERFORM',
    ]);
  });

  it('may end in what somebody on the way is itself', async () => {
    const to = { resource: { arn: role('Own'), action: 'iam:UpdateAssumeRolePolicy' } };
    expect(shown(await paths({ to }))).toEqual(['ALLOWED | ann CAN_ASSUME | Own CAN_PERFORM']);
  });

  it('take what is stated: MFA never travels, a tag that is passed does', async () => {
    const given = { context: [{ key: 'aws:MultiFactorAuthPresent', values: ['true'] }] };
    expect(shown(await paths({ given, maxHops: 2 }))).toHaveLength(2);
    const tagged = { context: [{ key: 'aws:RequestTag/team', values: ['red'], resource: role('Tagged') }] };
    expect(shown(await paths({ given: tagged, maxHops: 2 }))).toContain(
      'ALLOWED | ann CAN_ASSUME | Tagged CAN_PERFORM',
    );
  });

  it('are filtered, paged and avoided like others', async () => {
    expect(shown(await paths({ where: { avoid: [role('Reader')] } }))).toHaveLength(1);
    expect(shown(await paths({ where: { avoid: [OBJECT] } }))).toEqual([]);
    expect(shown(await paths({ where: { avoid: [BUCKET] } }))).toEqual([]);
    expect(shown(await paths({ where: { decisions: ['CONDITIONAL'] } }))).toHaveLength(1);
    expect(shown(await paths({ edges: ['CAN_ASSUME', 'CAN_PERFORM'] }))).toHaveLength(3);
    const page = await paths({ first: 1 });
    expect(page.pageInfo.hasNextPage).toBe(true);
    const next = await paths({ first: 5, after: page.pageInfo.endCursor });
    expect([...shown(page), ...shown(next)]).toEqual(shown(await paths({})));
  });

  it('take a pattern of what lies in one resource, and name the member that it takes', async () => {
    const to = { resource: { arn: `${BUCKET}/*`, action: 's3:GetObject*' } };
    const [path] = (await paths({ to, from: { arn: user('bob') } })).nodes;
    expect(path?.decision).toBe('CONDITIONAL');
    expect(path?.needs?.alternatives[0]?.all).toMatchObject([{ kind: 'ACTION', hop: 0, values: [read] }]);
  });

  it('tell of what the graph does not have, and refuse what is no end', async () => {
    const unknown = await paths({
      to: { resource: { arn: `arn:aws:sqs:eu-west-1:${A}:gone`, action: 'sqs:SendMessage' } },
    });
    expect(unknown.completeness.gaps).toContainEqual(
      expect.objectContaining({ subject: `arn:aws:sqs:eu-west-1:${A}:gone` }),
    );
    const refused = async (variables: object) =>
      (await errorsOf(store, PATHS, { from: { arn: user('ann') }, to: toObject, ...variables })).map(
        ({ argument }) => argument,
      );
    expect(await refused({ edges: ['CAN_ASSUME'] })).toEqual(['edges']);
    expect(await refused({ from: toObject })).toEqual(['from.resource']);
    expect(await refused({ to: { resource: { arn: BUCKET, action: read } } })).toEqual(['to.resource.arn']);
  });

  it('have a last hop that is found again by its id', async () => {
    const [path] = (await paths({})).nodes;
    const id = path?.hops[1]?.edge.id;
    const query =
      'query ($id: ID!) { node(id: $id) { __typename ... on GraphEdge { id kind decision action to { id } evidence { because } } } }';
    const answer = await execute(store, query, { id });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      node: { id, kind: 'CAN_PERFORM', decision: 'ALLOWED', action: read, to: { id: BUCKET } },
    });
  });
});

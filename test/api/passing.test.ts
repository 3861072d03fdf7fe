import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { unboundedCall, workBudget } from '../../src/graph/call.js';
import { BECOMING_KINDS, EDGE_KINDS, type EdgeKind } from '../../src/graph/edges.js';
import type { GraphStore } from '../../src/graph/store.js';
import type { Json, JsonObject } from '../../src/lib/json.js';
import { policy, sketchSnapshot, type SnapshotSketch } from '../support/snapshots.js';
import { errorsOf, execute, storeOf } from './execute.js';

const A = '111122223333';
const arn = (name: string): string => `arn:aws:iam::${A}:${name}`;
const allow = (Action: string, more: JsonObject = {}) => policy({ Effect: 'Allow', Action, Resource: '*', ...more });
const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const trusting = (Principal: Json) => policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });

/** Dev enters a builder that may pass a role to EC2, and passes it itself with MFA; that role may enter another. */
const WORLD: SnapshotSketch = {
  users: [{ account: A, name: 'dev', policies: [allow('iam:PassRole', MFA)] }],
  roles: [
    {
      account: A,
      name: 'builder',
      trust: trusting({ AWS: arn('user/dev') }),
      policies: [
        allow('iam:PassRole', { Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }),
      ],
    },
    {
      account: A,
      name: 'guarded',
      trust: trusting({ AWS: arn('user/dev') }),
      policies: [allow('iam:PassRole', MFA)],
    },
    { account: A, name: 'worker', trust: trusting({ Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] }) },
    { account: A, name: 'behind', trust: trusting({ AWS: arn('role/worker') }) },
  ],
};

const signal = new AbortController().signal;
const graph = await deriveGraph(sketchSnapshot(WORLD), { createdAt: '2026-01-01T00:00:00Z', signal });
const store = await storeOf(graph);

interface Answer {
  readonly paths: {
    readonly nodes: readonly {
      readonly decision: string;
      readonly text: string;
      readonly hops: readonly {
        readonly kind: string;
        readonly from: { readonly name: string };
        readonly evidence: { readonly because: string };
      }[];
    }[];
  };
}

const PATHS = `query ($from: PathEnd!, $to: PathEnd!, $edges: [EdgeKind!], $given: Given) {
  paths(from: $from, to: $to, edges: $edges, given: $given) { nodes { decision text hops { kind from { name } evidence { because } } } } }`;

async function paths(to: string, edges: readonly string[] | null, given: object | null = null) {
  const answer = await execute(store, PATHS, { from: { arn: arn('user/dev') }, to: { arn: arn(to) }, edges, given });
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as Answer).paths.nodes;
}

async function shown(to: string, edges: readonly string[] | null, given: object | null = null) {
  const found = await paths(to, edges, given);
  return found.map(
    ({ decision, hops }) => `${decision} ${hops.map(({ from, kind }) => `${from.name} ${kind}`).join(' > ')}`,
  );
}

/** Edges that are looked at for who leads to the worker. */
async function workOf(of: GraphStore, kinds: readonly EdgeKind[]): Promise<number> {
  const most = 1_000_000;
  const call = { ...unboundedCall(), budget: workBudget(most) };
  const reader = await of.open(null, call);
  const query = { kinds, from: [arn('user/dev')], to: [arn('role/worker')], avoid: [], maxHops: 4 };
  for await (const layers of reader.walks(query, call)) expect(layers.length).toBeGreaterThan(0);
  return most - (call.budget.left ?? 0);
}

describe('CAN_PASS', () => {
  it('is on no path where it is not named', async () => {
    expect(await shown('role/worker', null)).toEqual([]);
    expect(await shown('role/worker', ['CAN_ASSUME'])).toEqual([]);
  });

  it('ends a path, in position: no session of a role has MFA', async () => {
    expect(await shown('role/worker', ['CAN_ASSUME', 'CAN_PASS'])).toEqual([
      'CONDITIONAL dev CAN_PASS',
      'ALLOWED dev CAN_ASSUME > builder CAN_PASS',
    ]);
  });

  it('names the service, and says what is done', async () => {
    const found = await paths('role/worker', ['CAN_ASSUME', 'CAN_PASS']);
    expect(found[1]?.text).toBe(
      `User dev of ${A} enters role builder of ${A} by sts:AssumeRole, then may pass role worker of ${A} to a service.`,
    );
    expect(found[1]?.hops[1]?.evidence.because).toContain('passed to ec2.amazonaws.com');
  });

  it('is settled by what is given', async () => {
    const given = (value: string) => ({ context: [{ key: 'aws:MultiFactorAuthPresent', values: [value] }] });
    expect(await shown('role/worker', ['CAN_PASS'], given('true'))).toEqual(['ALLOWED dev CAN_PASS']);
    expect(await shown('role/worker', ['CAN_PASS'], given('false'))).toEqual([]);
  });

  it('costs a question that does not name it no work', async () => {
    const passing = EDGE_KINDS.indexOf('CAN_PASS');
    const kept = [...graph.edges.kind.keys()].filter((edge) => graph.edges.kind[edge] !== passing);
    const pick = (column: Uint32Array) => Uint32Array.from(kept, (edge) => column[edge] ?? 0);
    const { kind, from, to, conclusion } = graph.edges;
    const edges = { kind: Uint8Array.from(kept, (edge) => kind[edge] ?? 0), from: pick(from), to: pick(to) };
    const bare = await storeOf({ ...graph, edges: { ...edges, conclusion: pick(conclusion) } });
    expect(kept.length).toBeLessThan(kind.length);
    expect(await workOf(store, BECOMING_KINDS)).toBe(await workOf(bare, BECOMING_KINDS));
    expect(await workOf(store, EDGE_KINDS)).toBeGreaterThan(await workOf(bare, EDGE_KINDS));
  });

  it('leads to nothing behind it', async () => {
    expect(await shown('role/behind', ['CAN_ASSUME', 'CAN_PASS'])).toEqual([]);
  });

  it.each([
    ['blastRadius', '{ blastRadius(from: { account: "111122223333" }, edges: [CAN_PASS]) { total } }'],
    [
      'chokePoints',
      `{ chokePoints(from: { account: "111122223333" }, to: { arn: "${arn('role/worker')}" }, edges: [CAN_PASS]) { optimal } }`,
    ],
  ])('is refused by %s, which asks who becomes whom', async (_name, source) => {
    expect(await errorsOf(store, source)).toEqual([{ code: 'BAD_USER_INPUT', argument: 'edges' }]);
  });
});

describe('the row of a service', () => {
  const OF_SERVICE = `query ($role: Arn!, $given: Given, $first: Int) { whoCanAssume(role: $role, given: $given, where: { kinds: [SERVICE] }) {
    nodes { principal { name } passableBy(first: $first) {
      totalCount counts { allowed conditional } pageInfo { endCursor }
      nodes { principal { name } decision needs { text } }
    } } } }`;

  interface Passers {
    readonly totalCount: number;
    readonly counts: { readonly allowed: number; readonly conditional: number };
    readonly pageInfo: { readonly endCursor: string | null };
    readonly nodes: readonly {
      readonly principal: { readonly name: string };
      readonly decision: string;
      readonly needs: { readonly text: string } | null;
    }[];
  }

  interface ServiceRow {
    readonly principal: { readonly name: string };
    readonly passableBy: Passers | null;
  }

  async function passersOf(role: string, of: GraphStore = store, more: object = {}) {
    const answer = await execute(of, OF_SERVICE, { role: arn(role), ...more });
    expect(answer.errors).toBeUndefined();
    const { nodes } = (answer.data as unknown as { whoCanAssume: { nodes: readonly ServiceRow[] } }).whoCanAssume;
    return new Map(nodes.map(({ principal, passableBy }) => [principal.name, passableBy]));
  }

  const text = (found: Passers | null | undefined) =>
    found?.nodes.map(({ principal, decision }) => `${decision} ${principal.name}`);

  it('says who may pass the role to that service, each service for itself', async () => {
    const found = await passersOf('role/worker');
    expect(text(found.get('ec2.amazonaws.com'))).toEqual(['ALLOWED builder', 'ALLOWED root', 'CONDITIONAL dev']);
    expect(text(found.get('lambda.amazonaws.com'))).toEqual(['ALLOWED root', 'CONDITIONAL dev']);
    expect(
      found.get('ec2.amazonaws.com')?.nodes.find(({ decision }) => decision === 'CONDITIONAL')?.needs?.text,
    ).toContain('aws:MultiFactorAuthPresent');
  });

  it('takes nothing from what is given of the request that enters', async () => {
    const given = { context: [{ key: 'aws:MultiFactorAuthPresent', values: ['true'] }] };
    const found = await passersOf('role/worker', store, { given });
    expect(text(found.get('lambda.amazonaws.com'))).toEqual(['ALLOWED root', 'CONDITIONAL dev']);
  });

  it('shows the first rows, from which whoCan goes on', async () => {
    const found = (await passersOf('role/worker', store, { first: 1 })).get('lambda.amazonaws.com');
    expect([found?.totalCount, text(found)]).toEqual([2, ['ALLOWED root']]);
    const more = await execute(
      store,
      `query ($role: Arn!, $after: String) { whoCan(action: "iam:PassRole", resource: $role, first: 1, after: $after,
        given: { context: [{ key: "iam:PassedToService", values: ["lambda.amazonaws.com"] }] }) { nodes { principal { name } } } }`,
      { role: arn('role/worker'), after: found?.pageInfo.endCursor },
    );
    expect(more.errors).toBeUndefined();
    expect(more.data).toMatchObject({ whoCan: { nodes: [{ principal: { name: 'dev' } }] } });
  });

  it('is null where nobody has to pass the role, or can', async () => {
    const trusted = sketchSnapshot({
      roles: [
        { account: A, name: 'sms', trust: trusting({ Service: 'cognito-idp.amazonaws.com' }) },
        {
          account: A,
          name: 'AWSServiceRoleForSupport',
          path: '/aws-service-role/support.amazonaws.com/',
          trust: trusting({ Service: 'support.amazonaws.com' }),
        },
      ],
    });
    const of = await storeOf(await deriveGraph(trusted, { createdAt: '2026-01-01T00:00:00Z', signal }));
    expect([...(await passersOf('role/sms', of)).entries()]).toEqual([['cognito-idp.amazonaws.com', null]]);
    const linked = await passersOf('role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport', of);
    expect([...linked.entries()]).toEqual([['support.amazonaws.com', null]]);
  });
});

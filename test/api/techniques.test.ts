import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { EXAMPLE_DUMP } from '../../src/example.js';
import { edgeId } from '../../src/graph/ids.js';
import { isEntering } from '../../src/graph/edges.js';
import type { JsonObject } from '../../src/lib/json.js';
import { readDumps } from '../../src/ingest/dump/readDumps.js';
import { checkDocument } from '../../src/policy/parse/checkDocument.js';
import { expandEdges } from '../derive/expandEdges.js';
import { policy, sketchSnapshot, type SnapshotSketch } from '../support/snapshots.js';
import { execute, storeOf } from './execute.js';

const signal = new AbortController().signal;
const OPTIONS = { createdAt: '2026-01-01T00:00:00Z', signal };
const A = '111122223333';
const arn = (name: string): string => `arn:aws:iam::${A}:${name}`;
const allow = (Action: string | readonly string[], more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const trusting = (...names: readonly string[]) =>
  policy({ Effect: 'Allow', Principal: { AWS: names.map(arn) }, Action: 'sts:AssumeRole' });

const LAMBDA = policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });

/** Dev enters a builder that can pass a role to a function; that role writes its own policies. Ops is an administrator with MFA. */
const WORLD: SnapshotSketch = {
  users: [
    { account: A, name: 'dev' },
    { account: A, name: 'ops', policies: [policy(allow('*', MFA))] },
    { account: A, name: 'victim' },
  ],
  roles: [
    {
      account: A,
      name: 'builder',
      trust: trusting('user/dev'),
      policies: [policy(allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction']))],
    },
    { account: A, name: 'worker', trust: LAMBDA, policies: [policy(allow('iam:PutRolePolicy'))] },
    {
      account: A,
      name: 'needs-mfa',
      trust: policy({ Effect: 'Allow', Principal: { AWS: arn('user/victim') }, Action: 'sts:AssumeRole', ...MFA }),
    },
  ],
};

const PATHS = `query ($from: PathEnd!, $to: PathEnd!, $given: Given, $edges: [EdgeKind!]) {
  paths(from: $from, to: $to, given: $given, edges: $edges) { nodes { text decision needs { text } hops { kind decision technique { id } } } } }`;

interface Found {
  readonly text: string;
  readonly decision: string;
  readonly needs: { readonly text: string } | null;
  readonly hops: readonly {
    readonly kind: string;
    readonly decision: string;
    readonly technique: { readonly id: string } | null;
  }[];
}

const graph = await deriveGraph(sketchSnapshot(WORLD), OPTIONS);
const store = await storeOf(graph);

async function paths(variables: Readonly<Record<string, unknown>>): Promise<readonly Found[]> {
  const answer = await execute(store, PATHS, variables);
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { paths: { nodes: readonly Found[] } }).paths.nodes;
}

const shown = (found: readonly Found[]): readonly string[] =>
  found.map(
    ({ decision, hops }) => `${decision} ${hops.map(({ kind, technique }) => technique?.id ?? kind).join(' > ')}`,
  );

describe('paths over techniques', () => {
  it('lead to control of the account, and from there to everybody in it', async () => {
    const found = await paths({ from: { arn: arn('user/dev') }, to: { administratorOf: A } });
    expect(shown(found)).toEqual(['ALLOWED CAN_ASSUME > lambda-001 > iam-005']);
    expect(found[0]?.text).toBe(
      `User dev of ${A} enters role builder of ${A} by sts:AssumeRole, then becomes role worker of ${A} by lambda-001 (iam:PassRole), then gains control of account ${A} by iam-005 (iam:PutRolePolicy).`,
    );
    expect(shown(await paths({ from: { arn: arn('user/dev') }, to: { arn: arn('user/victim') } }))).toEqual([
      'ALLOWED CAN_ASSUME > lambda-001 > iam-005 > CAN_ADMINISTER',
    ]);
  });

  it('are those of the kinds that are named', async () => {
    expect(await paths({ from: { arn: arn('user/dev') }, to: { administratorOf: A }, edges: ['CAN_ASSUME'] })).toEqual(
      [],
    );
  });

  it('carry what an administrator needs, and are settled by what is given', async () => {
    const ends = { from: { arn: arn('user/ops') }, to: { administrator: true } };
    const [open] = await paths(ends);
    expect([open?.decision, open?.needs?.text]).toEqual([
      'CONDITIONAL',
      expect.stringContaining('aws:MultiFactorAuthPresent'),
    ]);
    const given = (value: string) => ({ context: [{ key: 'aws:MultiFactorAuthPresent', values: [value] }] });
    expect(
      (await paths({ ...ends, given: given('true') })).map(({ decision, hops }) => [decision, hops[0]?.decision]),
    ).toEqual([['ALLOWED', 'ALLOWED']]);
    expect(await paths({ ...ends, given: given('false') })).toEqual([]);
  });

  it('begin anew with a user that was taken over, whose own call may have MFA', async () => {
    const found = await paths({ from: { arn: arn('user/dev') }, to: { arn: arn('role/needs-mfa') } });
    expect(shown(found)).toEqual([
      'ALLOWED CAN_ASSUME > lambda-001 > iam-005 > CAN_ADMINISTER',
      'CONDITIONAL CAN_ASSUME > lambda-001 > iam-005 > CAN_ADMINISTER > CAN_ASSUME',
    ]);
    expect(found[1]?.needs?.text).toContain('aws:MultiFactorAuthPresent');
  });
});

it('says of each principal whether it is an administrator now', async () => {
  const source = `{ principals(first: 50) { nodes { name administrator } } }`;
  const answer = await execute(store, source);
  const { nodes } = (
    answer.data as unknown as { principals: { nodes: readonly { name: string; administrator: string | null }[] } }
  ).principals;
  expect(Object.fromEntries(nodes.map(({ name, administrator }) => [name, administrator]))).toEqual({
    dev: 'DENIED',
    ops: 'CONDITIONAL',
    victim: 'DENIED',
    builder: 'DENIED',
    worker: 'DENIED',
    'needs-mfa': 'DENIED',
    root: 'ALLOWED',
    'lambda.amazonaws.com': null,
  });
});

it('reads what the dump states of a user beside the credential report', async () => {
  const decisions = async (properties: JsonObject) => {
    const drawn = await deriveGraph(
      sketchSnapshot({
        users: [
          { account: A, name: 'dev', policies: [policy(allow(['iam:CreateAccessKey', 'iam:CreateLoginProfile']))] },
          { account: A, name: 'victim' },
        ],
        resources: [{ arn: arn('user/victim'), type: 'AWS::IAM::User', account: A, properties }],
      }),
      OPTIONS,
    );
    return expandEdges(drawn)
      .filter(({ kind, from }) => kind === 'CAN_ESCALATE' && from.name === 'dev')
      .map(({ conclusion }) => `${conclusion.technique ?? ''} ${conclusion.decision}`)
      .toSorted();
  };
  expect(await decisions({ accessKeys: 1, loginProfile: true })).toEqual(['iam-002 ALLOWED']);
  expect(await decisions({ accessKeys: 2, loginProfile: false })).toEqual(['iam-004 ALLOWED']);
  expect(await decisions({ accessKeys: 'two' })).toEqual(['iam-002 CONDITIONAL', 'iam-004 CONDITIONAL']);
});

describe.each([
  [
    'the example organisation',
    async () => (await readDumps([EXAMPLE_DUMP], { checkDocument, lenient: false, strict: false, signal })).snapshot,
  ],
  ['a small world', () => sketchSnapshot(WORLD)],
])('evidence of %s', (_name, read) => {
  it('names statements that are there', async () => {
    const drawn = await deriveGraph(await read(), OPTIONS);
    const edges = expandEdges(drawn).filter(({ kind }) => !isEntering(kind));
    const ids = edges.map(({ kind, from, to, conclusion: { action, technique } }) =>
      edgeId({ kind, from: from.id, to: to.id, action, ...(technique === undefined ? {} : { technique }) }),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const source = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on GraphEdge { id from { id } to { id } technique { id title } needs { text }
      evidence { because layers { text at { id } statements { policyName statement attachedTo { id } } } } } } }`;
    const held = await storeOf(drawn);
    for (let start = 0; start < ids.length; start += 200) {
      const some = ids.slice(start, start + 200);
      const answer = await execute(held, source, { ids: some });
      expect(answer.errors).toBeUndefined();
      expect(JSON.stringify(answer.data)).not.toContain('⟦');
      expect((answer.data as unknown as { nodes: readonly { id: string }[] }).nodes.map(({ id }) => id)).toEqual(some);
    }
  });
});

import { expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import type { IdentityCenter, Snapshot } from '../../src/iam/snapshot.js';
import type { Json } from '../../src/lib/json.js';
import { verifyProof } from '../../src/questions/proof/verifyProof.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { execute, storeOf } from './execute.js';

const A = '111111111111';
const B = '222222222222';
const OTHER = '333333333333';
const INSTANCE = 'arn:aws:sso:::instance/ssoins-1111111111111111';
const ADMIN = 'arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-1111111111111111';
const GONE = 'arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-2222222222222222';
const PATH = '/aws-reserved/sso.amazonaws.com/eu-west-1/';
const roleIn = (account: string, name = 'AWSReservedSSO_Admin_0123456789abcdef'): string =>
  `arn:aws:iam::${account}:role${PATH}${name}`;
const trustsSaml = policy({
  Effect: 'Allow',
  Principal: { Federated: `arn:aws:iam::${A}:saml-provider/AWSSSO_1_DO_NOT_DELETE` },
  Action: 'sts:AssumeRoleWithSAML',
});
const person = (id: string, groups: readonly string[] = [], isDisabled = false): IdentityCenter['users'][number] => ({
  id,
  userName: `${id}@example.com`,
  displayName: null,
  isDisabled,
  groups,
});
const to = (principalType: 'USER' | 'GROUP', principalId: string, account: string, permissionSet = ADMIN) => ({
  account,
  permissionSet,
  principalType,
  principalId,
});

const center: IdentityCenter = {
  instanceArn: INSTANCE,
  identityStoreId: 'd-1',
  ownerAccount: A,
  permissionSets: [
    { arn: ADMIN, name: 'Admin', inlinePolicy: null, attachedPolicies: [], customerPolicies: [], boundary: null },
  ],
  users: [
    person('ann', ['ops']),
    person('bob'),
    person('cas', ['ops', 'leads'], true),
    person('dee', ['ops', 'leads']),
    person('eve', ['idle']),
  ],
  groups: ['ops', 'leads', 'idle'].map((id) => ({ id, displayName: null })),
  assignments: [
    to('GROUP', 'ops', A),
    to('GROUP', 'leads', A),
    to('USER', 'bob', B),
    to('USER', 'dee', A),
    to('USER', 'cas', B),
    to('USER', 'bob', A, GONE),
    to('USER', 'ghost', B),
  ],
  unlisted: [],
};

const snapshotOf = (one: IdentityCenter | null, gaps: Snapshot['gaps'] = []) =>
  sketchSnapshot({
    gaps,
    roles: [
      ...[A, B].map((account) => ({
        account,
        name: 'AWSReservedSSO_Admin_0123456789abcdef',
        path: PATH,
        trust: trustsSaml,
      })),
      { account: A, name: 'AWSReservedSSO_Stray_0123456789abcdef', path: PATH, trust: trustsSaml },
      { account: OTHER, name: 'AWSReservedSSO_Admin_fedcba9876543210', path: PATH, trust: trustsSaml },
      {
        account: B,
        name: 'Target',
        trust: policy({
          Effect: 'Allow',
          Principal: { AWS: roleIn(B) },
          Action: 'sts:AssumeRole',
          Condition: { StringLike: { 'aws:userid': '*:bob@example.com' } },
        }),
      },
      {
        account: B,
        name: 'WithMfa',
        trust: policy({
          Effect: 'Allow',
          Principal: { AWS: roleIn(B) },
          Action: 'sts:AssumeRole',
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        }),
      },
    ],
    organization: {
      management: A,
      members: [B],
      scps: [{ document: policy({ Effect: 'Allow', Action: '*', Resource: '*' }), targets: ['r-root', A, B] }],
    },
    identityCenters: one === null ? [] : [one],
  });
const open = async (one: IdentityCenter | null, gaps: Snapshot['gaps'] = []) =>
  storeOf(
    await deriveGraph(snapshotOf(one, gaps), {
      createdAt: '2026-01-01T00:00:00Z',
      signal: new AbortController().signal,
    }),
  );
const store = await open(center);

const ask = async <T>(from: typeof store, source: string, variables: Record<string, Json> = {}): Promise<T> => {
  const { data, errors } = await execute(from, source, variables);
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join());
  return data as T;
};

const WHO = `query ($role: Arn!) { whoCanAssume(role: $role) { totalCount counts { allowed } completeness { status gaps { kind subject } }
  nodes { decision action crossAccount principal { __typename name } evidence { because } edge { kind from { name } } } } }`;
interface Who {
  readonly totalCount: number;
  readonly counts: { readonly allowed: number };
  readonly completeness: { readonly status: string; readonly gaps: readonly { readonly subject: string }[] };
  readonly nodes: readonly {
    readonly action: string;
    readonly principal: { readonly __typename: string; readonly name: string };
    readonly evidence: { readonly because: string };
    readonly edge: { readonly kind: string; readonly from: { readonly name: string } };
  }[];
}
const who = async (role: string, from = store): Promise<Who> =>
  (await ask<{ whoCanAssume: Who }>(from, WHO, { role })).whoCanAssume;

it('lets in whom it assigns, themselves or through groups, each once, and nobody who is disabled', async () => {
  const found = await who(roleIn(A));
  expect(found.nodes.map(({ principal, edge }) => [principal.__typename, principal.name, edge.from.name])).toEqual([
    ['Person', 'ann@example.com', 'ops'],
    ['Person', 'dee@example.com', 'dee@example.com'],
  ]);
  expect([found.totalCount, found.counts.allowed]).toEqual([2, 2]);
  expect(found.nodes[0]?.evidence.because).toContain('member of the directory group ops');
  expect(found.nodes[0]?.evidence.because).toContain('assigned the permission set Admin in account 111111111111');
  const { nodes, completeness } = await who(roleIn(B));
  expect(nodes.map(({ principal }) => principal.name)).toEqual(['bob@example.com', 'ghost']);
  expect(completeness.status).toBe('COMPLETE');
});

it('says of a role whom it does not know to be assigned it', async () => {
  for (const role of [
    roleIn(A, 'AWSReservedSSO_Stray_0123456789abcdef'),
    roleIn(OTHER, 'AWSReservedSSO_Admin_fedcba9876543210'),
  ]) {
    const { nodes, completeness } = await who(role);
    expect(nodes).toEqual([]);
    expect(completeness.gaps.map(({ subject }) => subject)).toContain(role);
  }
  const without = await who(roleIn(A), await open(null));
  expect(without.completeness.gaps.map(({ subject }) => subject)).toEqual([roleIn(A)]);
  const unlisted = await who(roleIn(A), await open({ ...center, unlisted: ['GroupMemberships'] }));
  expect(unlisted.completeness.gaps.map(({ subject }) => subject)).toContain(roleIn(A));
});

it('puts what Identity Center did not tell on its own roles alone', async () => {
  const refused = {
    kind: 'LISTING_INCOMPLETE',
    account: B,
    subject: 'sso-admin:ListInstances',
    mayHide: true,
    mayOverstate: false,
    text: 'When the dump was collected, sso-admin:ListInstances was left out.',
  } as const;
  const from = await open(null, [refused]);
  expect((await who(`arn:aws:iam::${B}:role/Target`, from)).completeness).toEqual({ status: 'COMPLETE', gaps: [] });
  expect((await who(roleIn(B), from)).completeness.gaps.map(({ subject }) => subject)).toEqual([roleIn(B)]);
  const iam = await open(null, [{ ...refused, subject: 'iam:ListRoles' }]);
  expect((await who(`arn:aws:iam::${B}:role/Target`, iam)).completeness.status).toBe('PARTIAL');
});

it('says of an assignment without a role that its account lacks it', async () => {
  const found = await ask<{ rolesAssumableBy: Who }>(
    store,
    `{ rolesAssumableBy(principal: "person:d-1/bob") { completeness { gaps { kind subject } } nodes { role { arn } } } }`,
  );
  expect(found.rolesAssumableBy.nodes).toEqual([{ role: { arn: roleIn(B) } }]);
  expect(found.rolesAssumableBy.completeness.gaps).toContainEqual({ kind: 'LISTING_INCOMPLETE', subject: GONE });
});

it('narrows people like everybody', async () => {
  const query = `query ($where: AssumptionFilter, $given: Given) { whoCanAssume(role: "${roleIn(A)}", where: $where, given: $given) { nodes { principal { name } } } }`;
  const named = async (variables: Record<string, Json>) =>
    (await ask<{ whoCanAssume: Who }>(store, query, variables)).whoCanAssume.nodes.map(
      ({ principal }) => principal.name,
    );
  const all = ['ann@example.com', 'dee@example.com'];
  expect(await named({ where: { kinds: ['PERSON'] } })).toEqual(all);
  expect(await named({ where: { kinds: ['USER'] } })).toEqual([]);
  expect(await named({ where: { decisions: ['DENIED', 'ALLOWED', 'CONDITIONAL'] } })).toEqual(all);
  expect(await named({ given: { missingContext: 'ABSENT' } })).toEqual(all);
});

const PATHS = `query ($from: PathEnd!, $to: PathEnd!, $edges: [EdgeKind!]) { paths(from: $from, to: $to, edges: $edges) { nodes { decision hops { kind action edge { id rule } } } proof } }`;
interface Paths {
  readonly nodes: readonly {
    readonly decision: string;
    readonly hops: readonly {
      readonly kind: string;
      readonly action: string | null;
      readonly edge: { readonly id: string };
    }[];
  }[];
  readonly proof: Json;
}
const paths = async (variables: Record<string, Json>): Promise<Paths> =>
  (await ask<{ paths: Paths }>(store, PATHS, variables)).paths;

it('leads over the group to the role, by a proof that holds, and no further with MFA', async () => {
  const found = await paths({ from: { node: 'person:d-1/ann' }, to: { arn: roleIn(A) } });
  expect(found.nodes.map(({ decision, hops }) => [decision, hops.map(({ kind, action }) => [kind, action])])).toEqual([
    [
      'ALLOWED',
      [
        ['MEMBER_OF', null],
        ['IS_ASSIGNED', 'sso:GetRoleCredentials'],
      ],
    ],
  ]);
  const proof = verifyProof(Buffer.from(JSON.stringify(found.proof)), 'proof.json');
  expect([proof.changed, proof.differing, proof.undecided]).toEqual([[], [], []]);
  const edge = await ask<{ node: Json }>(
    store,
    `query ($id: ID!) { node(id: $id) { ... on GraphEdge { kind from { name } to { name } } } }`,
    {
      id: found.nodes[0]?.hops[0]?.edge.id ?? '',
    },
  );
  expect(edge.node).toEqual({ kind: 'MEMBER_OF', from: { name: 'ann@example.com' }, to: { name: 'ops' } });
  const further = await paths({ from: { node: 'person:d-1/bob' }, to: { account: B } });
  const last = further.nodes.map(({ decision, hops }) => [decision, hops.length]);
  expect(last).toEqual([
    ['ALLOWED', 1],
    ['CONDITIONAL', 2],
  ]);
  expect((await paths({ from: { node: 'directory-group:d-1/leads' }, to: { arn: roleIn(A) } })).nodes).toHaveLength(1);
  expect((await paths({ from: { node: 'person:d-1/eve' }, to: { arn: roleIn(A) } })).nodes).toEqual([]);
  expect((await paths({ from: { node: 'person:d-1/cas' }, to: { account: B } })).nodes).toEqual([]);
});

it('asks nothing of a person, who makes no requests', async () => {
  await expect(
    ask(
      store,
      `{ canPerform(request: { principal: "person:d-1/ann", action: "s3:GetObject", resource: "arn:aws:s3:::b/k" }) { decision } }`,
    ),
  ).rejects.toThrow('ask about the roles that it signs in to');
});

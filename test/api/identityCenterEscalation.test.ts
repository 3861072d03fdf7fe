import { expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import type { IdentityCenter } from '../../src/iam/snapshot.js';
import type { Json } from '../../src/lib/json.js';
import { verifyProof } from '../../src/questions/proof/verifyProof.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { execute, storeOf } from './execute.js';

const MANAGEMENT = '111111111111';
const SECURITY = '222222222222';
const PRODUCTION = '333333333333';
const PATH = '/aws-reserved/sso.amazonaws.com/';
const INSTANCE = 'ssoins-1111111111111111';
const setArn = (digit: number): string => `arn:aws:sso:::permissionSet/${INSTANCE}/ps-${String(digit).repeat(16)}`;
const roleName = (name: string): string => `AWSReservedSSO_${name}_0123456789abcdef`;
const roleArn = (account: string, name: string): string => `arn:aws:iam::${account}:role${PATH}${roleName(name)}`;
const set = (digit: number, name: string): IdentityCenter['permissionSets'][number] => ({
  arn: setArn(digit),
  name,
  inlinePolicy: null,
  attachedPolicies: [],
  customerPolicies: [],
  boundary: null,
});
const FULL = policy({ Effect: 'Allow', Action: '*', Resource: '*' });

const center: IdentityCenter = {
  instanceArn: `arn:aws:sso:::instance/${INSTANCE}`,
  identityStoreId: 'd-1',
  ownerAccount: MANAGEMENT,
  permissionSets: [set(1, 'Directory'), set(2, 'Deploy'), set(3, 'Root')],
  users: ['ann', 'bob'].map((id) => ({ id, userName: id, displayName: null, isDisabled: false, groups: [] })),
  groups: [{ id: 'leads', displayName: 'leads' }],
  assignments: [
    { account: SECURITY, permissionSet: setArn(1), principalType: 'USER', principalId: 'ann' },
    { account: PRODUCTION, permissionSet: setArn(2), principalType: 'USER', principalId: 'bob' },
    { account: MANAGEMENT, permissionSet: setArn(3), principalType: 'GROUP', principalId: 'leads' },
  ],
  unlisted: [],
};

const snapshot = sketchSnapshot({
  organization: {
    management: MANAGEMENT,
    members: [SECURITY, PRODUCTION],
    delegations: { [SECURITY]: ['sso.amazonaws.com'] },
    scps: [{ document: FULL, targets: ['r-root', MANAGEMENT, SECURITY, PRODUCTION] }],
  },
  roles: [
    {
      account: SECURITY,
      name: roleName('Directory'),
      path: PATH,
      policies: [policy({ Effect: 'Allow', Action: ['sso:*', 'identitystore:*'], Resource: '*' })],
    },
    {
      account: PRODUCTION,
      name: roleName('Deploy'),
      path: PATH,
      policies: [policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })],
    },
    { account: MANAGEMENT, name: roleName('Root'), path: PATH, policies: [FULL] },
  ],
  users: [
    { account: SECURITY, name: 'admin', policies: [FULL] },
    { account: PRODUCTION, name: 'deployer', policies: [policy({ Effect: 'Allow', Action: 'sso:*', Resource: '*' })] },
  ],
  identityCenters: [center],
});
const store = await storeOf(
  await deriveGraph(snapshot, { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal }),
);

const ask = async <T>(source: string, variables: Record<string, Json> = {}): Promise<T> => {
  const { data, errors } = await execute(store, source, variables);
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join());
  return data as T;
};

const PATHS = `query ($from: PathEnd!, $to: PathEnd!) { paths(from: $from, to: $to) {
  nodes { decision needs { alternatives { unread { text } } } hops { kind edge { id rule technique { id } } } } proof } }`;
interface Paths {
  readonly nodes: readonly {
    readonly decision: string;
    readonly needs: {
      readonly alternatives: readonly { readonly unread: readonly { readonly text: string }[] }[];
    } | null;
    readonly hops: readonly {
      readonly kind: string;
      readonly edge: { readonly rule: string; readonly technique: { readonly id: string } | null };
    }[];
  }[];
  readonly proof: Json;
}
const paths = async (from: Record<string, Json>, to: Record<string, Json>): Promise<Paths> =>
  (await ask<{ paths: Paths }>(PATHS, { from, to })).paths;
const hopsOf = ({ nodes }: Paths): readonly (readonly [string, readonly string[]])[] =>
  nodes.map(({ decision, hops }) => [
    decision,
    hops.map(({ kind, edge }) => `${kind} ${edge.technique?.id ?? edge.rule}`),
  ]);
const expectProven = ({ proof }: Paths): void => {
  const { changed, differing, undecided } = verifyProof(Buffer.from(JSON.stringify(proof)), 'proof.json');
  expect([changed, differing, undecided]).toEqual([[], [], []]);
};

it('leads a person who administers the directory into the management account, by a group that the delegate writes', async () => {
  const found = await paths({ node: 'person:d-1/ann' }, { arn: roleArn(MANAGEMENT, 'Root') });
  expect(hopsOf(found)).toContainEqual(['ALLOWED', ['IS_ASSIGNED assigned', 'CAN_ESCALATE identitystore-001']]);
  expectProven(found);
});

it('leads them to control of a member account by every way of changing what is provisioned, and proves it', async () => {
  const found = await paths({ arn: roleArn(SECURITY, 'Directory') }, { node: `account-control:${PRODUCTION}` });
  const ways = hopsOf(found).filter(([decision, hops]) => decision === 'ALLOWED' && hops.length === 1);
  expect(ways.map(([, hops]) => hops[0] ?? '').toSorted()).toEqual(
    ['sso-002', 'sso-003', 'sso-007'].map((id) => `CAN_ESCALATE ${id}`),
  );
  expectProven(found);
});

it('takes whoever controls the delegated account for nobody who can sign in', async () => {
  const found = await paths({ arn: `arn:aws:iam::${SECURITY}:user/admin` }, { arn: roleArn(PRODUCTION, 'Deploy') });
  const through = found.nodes.find(({ hops }) => hops.length === 2);
  expect(through?.hops.map(({ kind, edge }) => `${kind} ${edge.rule}`)).toEqual([
    'CAN_ADMINISTER administrator',
    'CAN_ADMINISTER account-control',
  ]);
  expect(through?.decision).toBe('CONDITIONAL');
  expect(through?.needs?.alternatives[0]?.unread[0]?.text).toContain('sign in to IAM Identity Center');
  expectProven(found);
});

it('leads nobody of an account that administers nothing anywhere', async () => {
  const from = { arn: `arn:aws:iam::${PRODUCTION}:user/deployer` };
  expect((await paths(from, { arn: roleArn(PRODUCTION, 'Deploy') })).nodes).toEqual([]);
  expect((await paths(from, { node: `account-control:${PRODUCTION}` })).nodes).toEqual([]);
});

it('sums up what lies behind them, and cuts it', async () => {
  const from = roleArn(SECURITY, 'Directory');
  const { blastRadius } = await ask<{ blastRadius: { controls: readonly { accountId: string }[] } }>(
    `{ blastRadius(from: { arn: "${from}" }) { controls { accountId } } }`,
  );
  expect(blastRadius.controls.map(({ accountId }) => accountId)).toEqual([MANAGEMENT, SECURITY, PRODUCTION]);
  const { chokePoints } = await ask<{ chokePoints: { cuts: readonly { edges: readonly { kind: string }[] }[] } }>(
    `{ chokePoints(from: { node: "person:d-1/ann" }, to: { arn: "${roleArn(MANAGEMENT, 'Root')}" }) { cuts { edges { kind } } } }`,
  );
  expect(chokePoints.cuts.map(({ edges }) => edges.map(({ kind }) => kind))).toContainEqual(['IS_ASSIGNED']);
});

it('finds who escalates so', async () => {
  const { findings } = await ask<{ findings: { nodes: readonly { text: string }[] } }>(
    `{ findings(where: { rules: ["escalation-to-control"] }) { nodes { text } } }`,
  );
  const texts = findings.nodes.map(({ text }) => text);
  expect(texts.filter((text) => text.includes(`gain control of account ${PRODUCTION}`))).toHaveLength(1);
});

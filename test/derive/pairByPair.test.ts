import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideAssumption } from '../../src/derive/assume.js';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { buildRawGraph } from '../../src/derive/rawGraph.js';
import { viewRawGraph } from '../../src/derive/snapshotView.js';
import { isPrincipal, type PrincipalNode } from '../../src/graph/nodes.js';
import { fillReferences } from '../../src/graph/references.js';
import type { Snapshot } from '../../src/iam/snapshot.js';
import type { Json } from '../../src/lib/json.js';
import { runs, SEED } from '../support/runs.js';
import { makeUniqueId, policy, sketchSnapshot, type PrincipalSketch } from '../support/snapshots.js';
import { enteringEdges } from './expandEdges.js';

const ACCOUNTS = ['111111111111', '222222222222', '333333333333'] as const;
const OUTSIDE = '999999999999';
const NAMES = ['a', 'b', 'c'] as const;
const PROVIDER = 'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com';

const account = fc.constantFrom(...ACCOUNTS);
const name = fc.constantFrom(...NAMES);
const roleArn = fc.tuple(account, name).map(([id, role]) => `arn:aws:iam::${id}:role/${role}`);
const principal: fc.Arbitrary<Json> = fc.oneof(
  fc.constant('*'),
  fc.constantFrom(...ACCOUNTS, OUTSIDE).map((id) => ({ AWS: id })),
  roleArn.map((arn) => ({ AWS: arn })),
  fc
    .tuple(account, name)
    .map(([id, user]) => ({ AWS: [`arn:aws:iam::${id}:user/${user}`, makeUniqueId('role', id, user)] })),
  fc.constant({ AWS: `arn:aws:iam::${OUTSIDE}:role/vendor` }),
  fc.constant({ Service: 'ec2.amazonaws.com' }),
);
const condition: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  {},
  {},
  { StringEquals: { 'sts:ExternalId': 'x' } },
  { StringEquals: { 'aws:PrincipalOrgID': 'o-test' } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/a' } },
  { StringEquals: { 'aws:PrincipalTag/team': '${aws:ResourceTag/team}' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
);
const effect = fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny');
const trustStatement = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      Effect: effect,
      Principal: principal,
      Action: fc.constant('sts:AssumeRole'),
      Condition: condition,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('repo:acme/*', 'repo:acme/app:*', 'repo:other/x:*').map((sub) => ({
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': sub } },
    })),
  },
);
const resource = fc.oneof(
  fc.constant('*'),
  roleArn,
  fc.constantFrom(
    'arn:aws:iam::*:role/a',
    'arn:aws:iam::222222222222:role/*',
    'arn:aws:iam::111111111111:role/${aws:username}',
  ),
);
const identityStatement = fc.record({
  Effect: effect,
  Action: fc.constantFrom('sts:AssumeRole', 'sts:*', '*', 's3:GetObject', 'sts:AssumeRoot'),
  Resource: resource,
  Condition: fc.constantFrom<Json>({}, {}, { StringEquals: { 'aws:ResourceTag/team': 'red' } }),
});
const documents = fc.array(
  fc.array(identityStatement, { minLength: 1, maxLength: 2 }).map((list) => policy(...list)),
  { maxLength: 2 },
);
const boundary = fc.constantFrom(undefined, undefined, 'arn:aws:iam::aws:policy/Boundary');

function sketches(withTrust: boolean): fc.Arbitrary<readonly PrincipalSketch[]> {
  const one = fc
    .record({
      account,
      name,
      policies: documents,
      boundary,
      team: fc.constantFrom('red', 'blue'),
      trust: fc.array(trustStatement, { minLength: 1, maxLength: 2 }),
    })
    .map(
      ({ boundary: limit, team, trust, ...rest }): PrincipalSketch => ({
        ...rest,
        tags: { team },
        ...(limit === undefined ? {} : { boundary: limit }),
        ...(withTrust ? { trust: policy(...trust) } : {}),
      }),
    );
  return fc.uniqueArray(one, { minLength: 1, maxLength: 6, selector: (sketch) => `${sketch.account}${sketch.name}` });
}

const control = fc.constantFrom<Json>(
  policy({ Effect: 'Allow', Action: '*', Resource: '*' }),
  policy(
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/b' },
  ),
);
const snapshots: fc.Arbitrary<Snapshot> = fc
  .record({ users: sketches(false), roles: sketches(true), scp: control, inOrganization: fc.boolean() })
  .map(({ users, roles, scp, inOrganization }) =>
    sketchSnapshot({
      users,
      roles,
      managed: {
        'arn:aws:iam::aws:policy/Boundary': policy({
          Effect: 'Allow',
          Action: 'sts:*',
          Resource: 'arn:aws:iam::*:role/a',
        }),
      },
      providers: [{ arn: PROVIDER }],
      ...(inOrganization
        ? {
            organization: {
              management: ACCOUNTS[0],
              members: [ACCOUNTS[1]],
              scps: [{ document: scp, targets: ['r-root', ACCOUNTS[0], ACCOUNTS[1]] }],
              delegations: { [ACCOUNTS[1]]: ['iam.amazonaws.com'] },
              rootFeatures: ['RootSessions'],
            },
          }
        : {}),
    }),
  );

const options = { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal };

function actionsOf(from: PrincipalNode): readonly string[] {
  if (from.label !== 'FederatedIdentity') return ['sts:AssumeRole'];
  return [from.protocol === 'SAML' ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity'];
}

/** Every row by deciding every pair alone. */
function decideAll(snapshot: Snapshot): ReadonlyMap<string, unknown> {
  const raw = buildRawGraph(snapshot);
  const view = viewRawGraph(raw, snapshot);
  const rows = new Map<string, unknown>();
  for (const from of raw.nodes.filter(isPrincipal)) {
    for (const to of raw.nodes) {
      if (to.label !== 'Role' && to.label !== 'RootUser') continue;
      for (const action of to.label === 'RootUser' ? ['sts:AssumeRoot'] : actionsOf(from)) {
        const nothing = { values: new Map(), absent: new Set<string>(), missing: 'UNKNOWN' } as const;
        const { judgement, gaps, taskPolicies } = decideAssumption(view, { from, to, action }, nothing, null);
        if (judgement.decision === 'DENIED') continue;
        const { decision, needs, evidence } = judgement;
        rows.set(`${from.id} ${to.id} ${action}`, filled({ decision, needs, evidence, gaps, taskPolicies }, from, to));
      }
    }
  }
  return rows;
}

function filled(value: unknown, from: { readonly id: string; readonly arn: string | null }, to: typeof from): unknown {
  return JSON.parse(fillReferences(JSON.stringify(value), { from: from.arn ?? from.id, to: to.arn ?? to.id }));
}

test('deciding classes gives the rows that deciding every pair alone gives', async () => {
  await fc.assert(
    fc.asyncProperty(snapshots, async (snapshot) => {
      const graph = await deriveGraph(snapshot, options);
      const derived = enteringEdges(graph).map(({ from, to, conclusion }) => {
        const { decision, needs, evidence, taskPolicies } = conclusion;
        const gaps = conclusion.gaps.map((index) => graph.gaps[index]);
        return [
          `${from.id} ${to.id} ${conclusion.action}`,
          filled({ decision, needs, evidence, gaps, taskPolicies }, from, to),
        ] as const;
      });
      const rows = new Map(derived);
      expect(rows.size).toBe(derived.length);
      const all = decideAll(snapshot);
      expect([...rows.keys()].sort()).toEqual([...all.keys()].sort());
      for (const [key, row] of rows) expect(row).toEqual(all.get(key));
    }),
    { numRuns: runs(300), seed: SEED },
  );
});

test('the order of the lists of a snapshot changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(snapshots, async (snapshot) => {
      const turned: Snapshot = {
        ...snapshot,
        accounts: snapshot.accounts.toReversed(),
        users: snapshot.users.toReversed(),
        roles: snapshot.roles.toReversed(),
      };
      expect(await deriveGraph(turned, options)).toEqual(await deriveGraph(snapshot, options));
    }),
    { numRuns: runs(100), seed: SEED },
  );
});

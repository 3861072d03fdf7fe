import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateOrganization, writeOrganization } from '../../bench/generateOrganization.js';
import { decideAccess } from '../../src/derive/access.js';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { decidePassing, tellService } from '../../src/derive/passRole.js';
import { buildRawGraph } from '../../src/derive/rawGraph.js';
import { viewRawGraph } from '../../src/derive/snapshotView.js';
import { EXAMPLE_DUMP } from '../../src/example.js';
import { fillEvidence, fillNeeds } from '../../src/graph/fill.js';
import type { GraphNode, NodeOf } from '../../src/graph/nodes.js';
import type { Snapshot } from '../../src/iam/snapshot.js';
import type { Json } from '../../src/lib/json.js';
import { readSnapshot } from '../../src/wire.js';
import { randomAccess } from '../support/randomAccess.js';
import { runs } from '../support/runs.js';
import { type PrincipalSketch, policy, sketchSnapshot, type SnapshotSketch } from '../support/snapshots.js';
import { expandEdges, type ExpandedEdge } from './expandEdges.js';

const OPTIONS = { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal };
const A = '111122223333';
const B = '444455556666';
const arn = (name: string, account = A): string => `arn:aws:iam::${account}:${name}`;
const EC2 = 'ec2.amazonaws.com';
const LAMBDA = 'lambda.amazonaws.com';
const trusting = (...services: readonly string[]): Json =>
  policy({ Effect: 'Allow', Principal: { Service: services }, Action: 'sts:AssumeRole' });
const passing = (more: object = {}): Json =>
  policy({ Effect: 'Allow', Action: 'iam:PassRole', Resource: '*', ...more });
const to = (service: string): object => ({ Condition: { StringEquals: { 'iam:PassedToService': service } } });
const user = (more: Partial<PrincipalSketch>): PrincipalSketch => ({ account: A, name: 'ann', ...more });

/** The one role is for EC2 where a case says nothing else. */
async function passers(sketch: SnapshotSketch): Promise<readonly string[]> {
  const roles = sketch.roles ?? [{ account: A, name: 'worker', trust: trusting(EC2) }];
  const edges = await passingEdges(sketchSnapshot({ ...sketch, roles }));
  return edges
    .filter(({ from }) => from.label !== 'RootUser')
    .map(({ from, to: role, conclusion: { decision, needs, evidence } }) =>
      `${from.name} ${role.name} ${decision} ${/passed to (\S+),/u.exec(evidence.because)?.[1] ?? ''} ${
        needs?.alternatives
          .map(({ all }) => all.map(({ key }) => key).join('+'))
          .join(' or ')
          .trim() ?? ''
      }`.trim(),
    );
}

async function passingEdges(snapshot: Snapshot): Promise<readonly ExpandedEdge[]> {
  return expandEdges(await deriveGraph(snapshot, OPTIONS)).filter(({ kind }) => kind === 'CAN_PASS');
}

const ANN = [`ann worker ALLOWED ${EC2}`];

describe('CAN_PASS', () => {
  it.each<[string, SnapshotSketch, readonly string[]]>([
    ['what is allowed for any service', { users: [user({ policies: [passing()] })] }, ANN],
    ['what is allowed for the service of the trust', { users: [user({ policies: [passing(to(EC2))] })] }, ANN],
    ['not what is allowed for another service', { users: [user({ policies: [passing(to(LAMBDA))] })] }, []],
    ['not what nothing allows', { users: [user({})] }, []],
    ['what names the role', { users: [user({ policies: [passing({ Resource: arn('role/worker') })] })] }, ANN],
    ['not what names another role', { users: [user({ policies: [passing({ Resource: arn('role/other') })] })] }, []],
    [
      'not what is denied',
      { users: [user({ policies: [passing(), policy({ Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' })] })] },
      [],
    ],
    [
      'not what the boundary leaves out',
      {
        users: [user({ policies: [passing()], boundary: arn('policy/limit') })],
        managed: { [arn('policy/limit')]: policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) },
      },
      [],
    ],
    [
      'what the boundary leaves in',
      {
        users: [user({ policies: [passing()], boundary: arn('policy/limit') })],
        managed: { [arn('policy/limit')]: passing(to(EC2)) },
      },
      ANN,
    ],
    [
      'under a condition on the caller',
      { users: [user({ policies: [passing({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })] })] },
      [`ann worker CONDITIONAL ${EC2} aws:MultiFactorAuthPresent`],
    ],
    [
      'under a condition on what the role is for',
      {
        users: [
          user({
            policies: [
              passing({ Condition: { ArnLike: { 'iam:AssociatedResourceArn': 'arn:aws:ec2:*:*:instance/*' } } }),
            ],
          }),
        ],
      },
      [`ann worker CONDITIONAL ${EC2} iam:AssociatedResourceArn`],
    ],
    [
      'by what the tags of the role say',
      {
        users: [user({ policies: [passing({ Condition: { StringEquals: { 'iam:ResourceTag/team': 'red' } } })] })],
        roles: [
          { account: A, name: 'blue', trust: trusting(EC2), tags: { team: 'blue' } },
          { account: A, name: 'red', trust: trusting(EC2), tags: { team: 'red' } },
        ],
      },
      [`ann red ALLOWED ${EC2}`],
    ],
    [
      'the best of several services',
      {
        users: [
          user({
            policies: [
              passing({
                Condition: {
                  StringEquals: { 'iam:PassedToService': EC2 },
                  Bool: { 'aws:MultiFactorAuthPresent': 'true' },
                },
              }),
              passing(to(LAMBDA)),
            ],
          }),
          user({ name: 'bob', policies: [passing()] }),
        ],
        roles: [{ account: A, name: 'worker', trust: trusting(LAMBDA, EC2) }],
      },
      [`ann worker ALLOWED ${LAMBDA}`, `bob worker ALLOWED ${EC2}`],
    ],
    [
      'not a role that lets no service in',
      {
        users: [user({ policies: [passing()] })],
        roles: [
          {
            account: A,
            name: 'worker',
            trust: policy({ Effect: 'Allow', Principal: { AWS: A }, Action: 'sts:AssumeRole' }),
          },
        ],
      },
      [],
    ],
    [
      'not to a service that takes roles without asking',
      {
        users: [user({ policies: [passing()] })],
        roles: [{ account: A, name: 'worker', trust: trusting('cognito-idp.amazonaws.com') }],
      },
      [],
    ],
    [
      'no role of another account',
      {
        users: [user({ policies: [passing()] })],
        roles: [{ account: B, name: 'worker', trust: trusting(EC2) }],
      },
      [],
    ],
    [
      'neither a service-linked role nor one of IAM Identity Center',
      {
        users: [user({ policies: [passing()] })],
        roles: [
          { account: A, name: 'AWSServiceRoleForX', path: '/aws-service-role/x.amazonaws.com/', trust: trusting(EC2) },
          { account: A, name: 'AWSReservedSSO_X_0', path: '/aws-reserved/sso.amazonaws.com/', trust: trusting(EC2) },
        ],
      },
      [],
    ],
    [
      'a role that passes itself',
      { roles: [{ account: A, name: 'worker', trust: trusting(EC2), policies: [passing()] }] },
      [`worker worker ALLOWED ${EC2}`],
    ],
  ])('%s', async (_name, sketch, expected) => {
    expect(await passers(sketch)).toEqual(expected);
  });

  it('root users, but for what SCPs deny', async () => {
    const world = (...denied: readonly Json[]): SnapshotSketch => ({
      users: [user({ policies: [passing()] })],
      roles: [{ account: A, name: 'worker', trust: trusting(EC2) }],
      organization: {
        management: '999900001111',
        members: [A],
        scps: [
          { document: policy({ Effect: 'Allow', Action: '*', Resource: '*' }), targets: ['r-root', A] },
          ...denied.map((document) => ({ document, targets: [A] })),
        ],
      },
    });
    const labels = async (sketch: SnapshotSketch) =>
      (await passingEdges(sketchSnapshot(sketch))).map(({ from }) => from.label).toSorted();
    expect(await labels(world())).toEqual(['RootUser', 'User']);
    expect(await labels(world(policy({ Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' })))).toEqual([]);
  });

  it('is left out with the techniques', async () => {
    const snapshot = sketchSnapshot({
      users: [user({ policies: [passing()] })],
      roles: [{ account: A, name: 'worker', trust: trusting(EC2) }],
    });
    const alone = expandEdges(await deriveGraph(snapshot, { ...OPTIONS, techniques: null }));
    expect(alone.map(({ kind }) => kind)).not.toContain('CAN_PASS');
  });
});

type Shown = Readonly<Record<'from' | 'to' | 'decision' | 'needs' | 'evidence', unknown>>;

/** Every pair asked by itself, without classes. */
function pairByPair(snapshot: Snapshot, edges: readonly ExpandedEdge[]): readonly Shown[] {
  const raw = buildRawGraph(snapshot);
  const view = { ...viewRawGraph(raw, snapshot), bears: () => true };
  const callers = raw.nodes.filter(
    (node): node is NodeOf<'User'> | NodeOf<'Role'> | NodeOf<'RootUser'> =>
      node.label === 'RootUser' || node.label === 'User' || node.label === 'Role',
  );
  const services = new Map<GraphNode, string[]>();
  for (const { kind, from, to: role } of edges) {
    if (kind !== 'CAN_ASSUME' || from.label !== 'Service' || from.name === 'cognito-idp.amazonaws.com') continue;
    services.set(role, [...(services.get(role) ?? []), from.name].toSorted());
  }
  return [...services].flatMap(([role, names]) => {
    if (role.label !== 'Role' || role.isServiceLinked || role.isIdentityCenter) return [];
    return callers.flatMap((from): readonly Shown[] => {
      if (from.account !== role.account) return [];
      const asked = names.map((service) => {
        const values = new Map([['iam:passedtoservice', [service]]]);
        const resource = { arn: role.arn ?? '', account: role.account, node: role };
        const request = { from, action: 'iam:PassRole', resource };
        const stated = { values, absent: new Set<string>(), missing: 'UNKNOWN' } as const;
        return { service, decision: decideAccess(view, request, stated, null, null).judgement.decision };
      });
      const best =
        asked.find(({ decision }) => decision === 'ALLOWED') ?? asked.find(({ decision }) => decision !== 'DENIED');
      if (best === undefined) return [];
      const found = decidePassing(view, { from, to: role, service: best.service });
      expect(found?.decision).toBe(best.decision);
      return found === null ? [] : [shown(from, role, tellService(found, best.service))];
    });
  });
}

function shown(
  from: GraphNode,
  role: GraphNode,
  one: Pick<ExpandedEdge['conclusion'], 'decision' | 'needs' | 'evidence'>,
): Shown {
  const ends = { from: from.arn ?? from.id, to: role.arn ?? role.id };
  return {
    from: from.id,
    to: role.id,
    decision: one.decision,
    needs: fillNeeds(one.needs, ends),
    evidence: fillEvidence(one.evidence, ends),
  };
}

const inOrder = (rows: readonly Shown[]): readonly Shown[] =>
  rows.toSorted((left, right) =>
    `${String(left.from)} ${String(left.to)}` < `${String(right.from)} ${String(right.to)}` ? -1 : 1,
  );

async function expectOneTruth(snapshot: Snapshot): Promise<number> {
  const edges = expandEdges(await deriveGraph(snapshot, OPTIONS));
  const passed = edges.filter(({ kind }) => kind === 'CAN_PASS');
  const rows = passed.map(({ from, to: role, conclusion }) => shown(from, role, conclusion));
  expect(inOrder(rows)).toEqual(inOrder(pairByPair(snapshot, edges)));
  return rows.length;
}

describe('CAN_PASS by classes is what each pair by itself comes to', () => {
  it('in the example', async () => {
    const { snapshot } = await readSnapshot({ dumps: [EXAMPLE_DUMP] });
    expect(await expectOneTruth(snapshot)).toBeGreaterThan(0);
  });

  it('in a generated organisation', async () => {
    const dump = mkdtempSync(join(tmpdir(), 'permgraph-passing-'));
    try {
      writeOrganization(dump, generateOrganization({ seed: 3, accounts: 5, rolesPerAccount: 20, usersPerAccount: 8 }));
      const { snapshot } = await readSnapshot({ dumps: [dump] });
      expect(await expectOneTruth(snapshot)).toBeGreaterThan(100);
    } finally {
      rmSync(dump, { recursive: true });
    }
  });

  it('in small organisations of any kind', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(randomAccess, async (snapshot) => {
        found += await expectOneTruth(snapshot);
      }),
      { numRuns: runs(60) },
    );
    expect(found).toBeGreaterThan(0);
  });
});

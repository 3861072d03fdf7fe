import { describe, expect, test } from 'vitest';
import { decideAssumption } from '../../src/derive/assume.js';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { buildRawGraph } from '../../src/derive/rawGraph.js';
import { viewRawGraph } from '../../src/derive/snapshotView.js';
import type { Gap, Snapshot } from '../../src/iam/snapshot.js';
import { policy, sketchSnapshot, type SnapshotSketch } from '../support/snapshots.js';
import { enteringEdges } from './expandEdges.js';

const HERE = '111111111111';
const OTHER = '222222222222';
const ROLE = `arn:aws:iam::${HERE}:role/target`;
const options = { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal };
const enter = (resource: string) => policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: resource });
const trust = (principal: unknown, condition: object = {}) =>
  policy({ Effect: 'Allow', Principal: principal as never, Action: 'sts:AssumeRole', Condition: condition as never });
const unreadable = (subject: string): Gap => ({
  kind: 'PART_UNREADABLE',
  account: HERE,
  subject,
  mayHide: true,
  mayOverstate: true,
  text: `${subject} was left out.`,
});

async function rowsOf(snapshot: Snapshot) {
  const graph = await deriveGraph(snapshot, options);
  return { graph, rows: enteringEdges(graph) };
}

describe('what could not be read', () => {
  test('a member whose unit is unknown is not at the root', () => {
    const sketch: SnapshotSketch = {
      users: [{ account: OTHER, name: 'ann', policies: [enter(ROLE)] }],
      organization: {
        management: HERE,
        members: [OTHER],
        scps: [{ document: policy({ Effect: 'Allow', Action: '*', Resource: '*' }), targets: ['r-root', OTHER] }],
      },
    };
    const snapshot = sketchSnapshot(sketch);
    const view = (accounts: Snapshot['accounts']) => {
      const changed = { ...snapshot, accounts };
      return viewRawGraph(buildRawGraph(changed), changed);
    };
    expect(view(snapshot.accounts).controls(OTHER, 'SERVICE_CONTROL')).toHaveLength(2);
    const lost = snapshot.accounts.map((account) => (account.id === OTHER ? { ...account, parent: null } : account));
    expect(view(lost).controls(OTHER, 'SERVICE_CONTROL')).toBe('NOT_COLLECTED');
    expect(view(lost).controls(OTHER, 'RESOURCE_CONTROL')).toBe('NOT_COLLECTED');
  });

  test('a document that was left out leaves rows conditional on it, under the gap of the dump', async () => {
    const arn = `arn:aws:iam::${HERE}:policy/lost`;
    const gap = unreadable(arn);
    const { rows } = await rowsOf(
      sketchSnapshot({
        users: [{ account: HERE, name: 'ann', policies: [enter(ROLE)], attached: [arn] }],
        roles: [{ account: HERE, name: 'target', trust: trust({ AWS: HERE }) }],
        managed: { [arn]: null },
        gaps: [gap],
      }),
    );
    const row = rows.find(({ from }) => from.label === 'User');
    expect(row?.conclusion.decision).toBe('CONDITIONAL');
    expect(row?.conclusion.needs?.alternatives.flatMap(({ unread }) => unread)).toEqual([gap]);
  });

  test.each([
    { name: 'that the dump tells', gaps: [unreadable(`trust:${ROLE}`)], kind: 'PART_UNREADABLE' },
    { name: 'that nothing tells', gaps: [], kind: 'POLICY_DOCUMENT_MISSING' },
  ])('a role without its trust document has no rows but a gap $name', async ({ gaps, kind }) => {
    const snapshot = sketchSnapshot({
      users: [{ account: HERE, name: 'ann', policies: [enter('*')] }],
      roles: [{ account: HERE, name: 'target' }],
      gaps,
    });
    const { graph, rows } = await rowsOf({
      ...snapshot,
      roles: snapshot.roles.map((role) => ({ ...role, trustPolicy: { document: null, place: null } })),
    });
    expect(rows).toEqual([]);
    const found = graph.gaps.filter(({ subject }) => subject === `trust:${ROLE}`);
    expect(found.map((gap) => [gap.kind, gap.account, gap.mayHide])).toEqual([[kind, HERE, true]]);
  });
});

test('the row of a service says who decides: whoever may pass it the role', async () => {
  const { rows } = await rowsOf(
    sketchSnapshot({ roles: [{ account: HERE, name: 'target', trust: trust({ Service: 'ec2.amazonaws.com' }) }] }),
  );
  expect(rows.map(({ conclusion }) => conclusion.evidence.because)).toEqual([
    expect.stringContaining('Passable by whoever may pass the role to ec2.amazonaws.com (iam:PassRole).'),
  ]);
});

describe('tags of a role caller', () => {
  const callers = (callerTrust: ReturnType<typeof policy>, team: string): SnapshotSketch => ({
    roles: [
      { account: HERE, name: 'caller', policies: [enter(ROLE)], tags: { team }, trust: callerTrust },
      {
        account: HERE,
        name: 'target',
        trust: trust({ AWS: HERE }, { StringEquals: { 'aws:PrincipalTag/team': 'red' } }),
      },
    ],
  });
  const decisionOf = async (sketch: SnapshotSketch) => {
    const { rows } = await rowsOf(sketchSnapshot(sketch));
    return rows.filter(({ from }) => from.name === 'caller').map(({ conclusion }) => conclusion.decision);
  };
  const plain = trust({ Service: 'ec2.amazonaws.com' });
  const tagged = policy({
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  });

  test('are its own where nobody can pass it others', async () => {
    expect(await decisionOf(callers(plain, 'red'))).toEqual(['ALLOWED']);
    expect(await decisionOf(callers(plain, 'blue'))).toEqual([]);
  });

  test('are open where somebody can', async () => {
    expect(await decisionOf(callers(tagged, 'blue'))).toEqual(['CONDITIONAL']);
  });
});

describe('what classes take account of', () => {
  /** Each pair decided alone, and as derived. */
  async function compare(sketch: SnapshotSketch): Promise<void> {
    const snapshot = sketchSnapshot(sketch);
    const { rows } = await rowsOf(snapshot);
    const raw = buildRawGraph(snapshot);
    const view = viewRawGraph(raw, snapshot);
    const nothing = { values: new Map(), absent: new Set<string>(), missing: 'UNKNOWN' } as const;
    const alone = raw.nodes.flatMap((from) =>
      from.label !== 'User' && from.label !== 'Role'
        ? []
        : raw.nodes.flatMap((to) => {
            if (to.label !== 'Role') return [];
            const { judgement } = decideAssumption(view, { from, to, action: 'sts:AssumeRole' }, nothing, null);
            return judgement.decision === 'DENIED' ? [] : [`${from.name} ${to.name} ${judgement.decision}`];
          }),
    );
    expect(
      rows
        .filter(({ from }) => from.label === 'User' || from.label === 'Role')
        .map(({ from, to, conclusion }) => `${from.name} ${to.name} ${conclusion.decision}`)
        .sort(),
    ).toEqual(alone.sort());
    expect(alone.length).toBeGreaterThan(0);
  }

  test('an RCP that names one role binds that one alone', async () => {
    await compare({
      users: [{ account: HERE, name: 'ann', policies: [enter('*')] }],
      roles: ['a', 'b'].map((name) => ({ account: HERE, name, trust: trust({ AWS: HERE }) })),
      organization: {
        management: OTHER,
        members: [HERE],
        scps: [{ document: policy({ Effect: 'Allow', Action: '*', Resource: '*' }), targets: ['r-root', HERE] }],
        rcps: [
          {
            document: policy(
              { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
              { Effect: 'Deny', Principal: '*', Action: 'sts:*', Resource: `arn:aws:iam::${HERE}:role/a` },
            ),
            targets: ['r-root', HERE],
          },
        ],
      },
    });
  });

  test('an ARN without its last parts takes in every role', async () => {
    await compare({
      users: [{ account: HERE, name: 'ann', policies: [enter('arn:aws:iam')] }],
      roles: [{ account: HERE, name: 'target', trust: trust({ AWS: HERE }) }],
    });
  });

  test('callers of a list of ARNs keep the words of the condition', async () => {
    const names = [`arn:aws:iam::${HERE}:user/ann`, `arn:aws:iam::${HERE}:user/bob`];
    const { rows } = await rowsOf(
      sketchSnapshot({
        users: ['ann', 'bob'].map((name) => ({ account: HERE, name, policies: [enter('*')] })),
        roles: [
          { account: HERE, name: 'target', trust: trust({ AWS: HERE }, { ArnEquals: { 'aws:PrincipalArn': names } }) },
        ],
      }),
    );
    expect(rows).toHaveLength(2);
    const conditions = rows.flatMap(({ conclusion }) =>
      conclusion.evidence.layers.flatMap(({ statements }) => statements.flatMap((statement) => statement.conditions)),
    );
    expect(conditions.map(({ values }) => values)).toEqual([names, names]);
  });

  test('an account named by its number alone is its own in one account and another one elsewhere', async () => {
    await compare({
      users: [HERE, OTHER].map((account) => ({ account, name: `user-${account}`, policies: [enter('*')] })),
      roles: [HERE, OTHER].map((account) => ({ account, name: `role-${account}`, trust: trust({ AWS: HERE }) })),
    });
  });
});

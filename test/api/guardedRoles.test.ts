import { expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import type { Graph } from '../../src/graph/graph.js';
import type { Json } from '../../src/lib/json.js';
import { verifyProof } from '../../src/questions/proof/verifyProof.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { execute, storeOf } from './execute.js';
import { expandEdges } from '../derive/expandEdges.js';

const ACCOUNT = '222222222222';
const MANAGEMENT = '111111111111';
const FULL = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const trusting = (principal: Json): Json => policy({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' });
const NAMES = ['open', 'run', 'entered', 'kept'];

/** An account in which an SCP lets nobody do these to all roles but one. */
async function graphOf(...actions: readonly string[]): Promise<Graph> {
  const guard = policy({ Effect: 'Deny', Action: actions, Resource: ['run', 'entered', 'kept'].map(role) });
  const snapshot = sketchSnapshot({
    organization: {
      management: MANAGEMENT,
      members: [ACCOUNT],
      scps: [
        { document: FULL, targets: ['r-root', MANAGEMENT, ACCOUNT] },
        { document: guard, targets: [ACCOUNT] },
      ],
    },
    users: [{ account: ACCOUNT, name: 'admin', policies: [FULL] }],
    roles: [
      { account: ACCOUNT, name: 'open', trust: trusting({ Service: 'lambda.amazonaws.com' }) },
      { account: ACCOUNT, name: 'run', trust: trusting({ Service: 'lambda.amazonaws.com' }) },
      { account: ACCOUNT, name: 'entered', trust: trusting({ AWS: `arn:aws:iam::${ACCOUNT}:root` }) },
      { account: ACCOUNT, name: 'kept', trust: trusting({ AWS: `arn:aws:iam::${MANAGEMENT}:root` }) },
    ],
  });
  const signal = new AbortController().signal;
  return deriveGraph(snapshot, { createdAt: '2026-01-01T00:00:00Z', signal });
}

/** How control of the account leads to each role. */
async function ledTo(...actions: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const edges = expandEdges(await graphOf(...actions));
  const own = edges.filter(({ from, to }) => from.id === `account-control:${ACCOUNT}` && NAMES.includes(to.name));
  expect(new Set(own.map(({ to }) => to.id)).size).toBe(own.length);
  return Object.fromEntries(own.map(({ to, conclusion }) => [to.name, `${conclusion.action} ${conclusion.decision}`]));
}

const OPEN = 'iam:UpdateAssumeRolePolicy ALLOWED';

it('leads from control of an account to a role whose trust nobody may write, by whatever else is left', async () => {
  expect(await ledTo('iam:UpdateAssumeRolePolicy')).toEqual({
    open: OPEN,
    run: 'iam:PassRole ALLOWED',
    entered: 'sts:AssumeRole ALLOWED',
  });
});

it('leads to none that nobody may pass or enter either', async () => {
  expect(await ledTo('iam:UpdateAssumeRolePolicy', 'iam:PassRole', 'sts:AssumeRole')).toEqual({ open: OPEN });
});

it.each(['run', 'entered'])('proves the way to %s', async (name) => {
  const store = await storeOf(await graphOf('iam:UpdateAssumeRolePolicy'));
  const source = `query ($from: PathEnd!, $to: PathEnd!) { paths(from: $from, to: $to) { nodes { hops { edge { rule } } } proof } }`;
  const ends = { from: { node: `account-control:${ACCOUNT}` }, to: { arn: role(name) } };
  const { data, errors } = await execute(store, source, ends);
  expect(errors).toBeUndefined();
  const { paths } = data as unknown as { readonly paths: { readonly nodes: readonly unknown[]; readonly proof: Json } };
  expect(paths.nodes).toContainEqual({ hops: [{ edge: { rule: 'account-control' } }] });
  const { changed, differing, undecided } = verifyProof(Buffer.from(JSON.stringify(paths.proof)), 'proof.json');
  expect([changed, differing, undecided]).toEqual([[], [], []]);
});

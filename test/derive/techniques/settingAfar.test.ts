import { expect, it } from 'vitest';
import { deriveGraph } from '../../../src/derive/deriveGraph.js';
import type { Json, JsonObject } from '../../../src/lib/json.js';
import { policy, sketchSnapshot, type PrincipalSketch, type SnapshotSketch } from '../../support/snapshots.js';
import { expandEdges } from '../expandEdges.js';

const A = '111122223333';
const B = '444455556666';
const role = (name: string, account = A): string => `arn:aws:iam::${account}:role/${name}`;
const allow = (Action: Json, Resource: Json, more: JsonObject = {}) =>
  policy({ Effect: 'Allow', Action, Resource, ...more });
const trusting = (...AWS: string[]) => policy({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' });
const SETS = allow('iam:PutRolePolicy', role('holder'));

/** Roles of the account, by whom each lets in; the setter may put a policy on the holder. */
function roles(trusts: Readonly<Record<string, readonly string[]>>): readonly PrincipalSketch[] {
  return Object.entries(trusts).map(([name, trusted]) => ({
    account: A,
    name,
    trust: trusting(...trusted),
    policies: name === 'setter' ? [SETS] : [],
  }));
}

/** Who controls the account by what is set afar. */
async function found(world: SnapshotSketch): Promise<readonly string[]> {
  const signal = new AbortController().signal;
  const graph = await deriveGraph(sketchSnapshot(world), { createdAt: '2026-01-01T00:00:00Z', signal });
  return expandEdges(graph)
    .filter(({ conclusion }) => conclusion.technique === 'iam-050')
    .map(({ from, conclusion }) => `${conclusion.decision} ${from.name}`);
}

it('reaches whoever enters both from another account', async () => {
  const far = {
    account: B,
    name: 'far',
    trust: trusting(`arn:aws:iam::${B}:root`),
    policies: [allow('sts:AssumeRole', '*')],
  };
  expect(await found({ roles: [...roles({ setter: [role('far', B)], holder: [role('far', B)] }), far] })).toEqual([
    'ALLOWED far',
  ]);
});

it('reaches outside accounts that are let in to both', async () => {
  const vendor = 'arn:aws:iam::999988887777:root';
  expect(await found({ roles: roles({ setter: [vendor], holder: [vendor] }) })).toEqual([
    expect.stringMatching(/^ALLOWED .*999988887777/u),
  ]);
});

it('has one edge where roles lead to one another, and everybody who comes to them has it over that', async () => {
  const [one, two, entry] = [role('one'), role('two'), role('entry')];
  const world = {
    setter: [one],
    holder: [two],
    one: [two, entry],
    two: [one],
    entry: [`arn:aws:iam::${A}:user/person`],
  };
  expect(await found({ users: [{ account: A, name: 'person' }], roles: roles(world) })).toEqual(['ALLOWED one']);
});

it('is not for a session that cannot enter the holder', async () => {
  const [person, between] = [`arn:aws:iam::${A}:user/person`, role('between')];
  const world = roles({ between: [person], setter: [between], holder: [between] }).map((one) =>
    one.name !== 'holder'
      ? one
      : {
          ...one,
          trust: policy({
            Effect: 'Allow',
            Principal: { AWS: between },
            Action: 'sts:AssumeRole',
            Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
          }),
        },
  );
  expect(await found({ users: [{ account: A, name: 'person' }], roles: world })).toEqual([]);
});

it('is nothing where either controls the account anyway', async () => {
  const person = `arn:aws:iam::${A}:user/person`;
  const [setter, holder] = roles({ setter: [person], holder: [person] });
  const admin = { ...(holder ?? { account: A, name: 'holder' }), policies: [allow('*', '*')] };
  expect(await found({ users: [{ account: A, name: 'person' }], roles: [setter ?? admin, admin] })).toEqual([]);
});

it('adds a user to a group whose key one makes, which is no more than a step', async () => {
  const signal = new AbortController().signal;
  const actor = {
    account: A,
    name: 'actor',
    trust: trusting(`arn:aws:iam::${A}:root`),
    policies: [allow(['iam:AddUserToGroup', 'iam:CreateAccessKey'], '*')],
  };
  const world: SnapshotSketch = {
    users: [{ account: A, name: 'victim', credentials: { password: false, accessKeys: 0 } }],
    groups: [{ account: A, name: 'admins', policies: [allow('*', '*')] }],
    roles: [actor],
  };
  const graph = await deriveGraph(sketchSnapshot(world), { createdAt: '2026-01-01T00:00:00Z', signal });
  const edges = expandEdges(graph).filter(({ from, to }) => from.name === 'actor' && to.label === 'AccountControl');
  expect(edges.map(({ conclusion }) => `${conclusion.decision} ${conclusion.technique}`)).toEqual(['ALLOWED iam-040']);
});

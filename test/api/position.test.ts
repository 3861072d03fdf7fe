import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import type { Json } from '../../src/lib/json.js';
import { policy, sketchSnapshot, type SnapshotSketch } from '../support/snapshots.js';
import { execute, storeOf } from './execute.js';

const A = '111111111111';
const B = '222222222222';
const C = '333333333333';
const user = (name: string, account = A): string => `arn:aws:iam::${account}:user/${name}`;
const role = (name: string, account = A): string => `arn:aws:iam::${account}:role/${name}`;

function trust(principal: Json, condition?: Json, ...actions: string[]): Json {
  return policy({
    Effect: 'Allow',
    Principal: principal,
    Action: ['sts:AssumeRole', ...actions],
    ...(condition === undefined ? {} : { Condition: condition }),
  });
}

const PATHS = `query ($from: PathEnd!, $to: PathEnd!, $given: Given) { paths(from: $from, to: $to, given: $given) {
  nodes { length decision needs { alternatives { all { hop key operator values } } } } } }`;

/** Each path as its length, its decision and its needs, an alternative each. */
async function pathsIn(sketch: SnapshotSketch, from: Json, to: string, given?: Json): Promise<readonly string[]> {
  const graph = await deriveGraph(sketchSnapshot(sketch), {
    createdAt: '2026-01-01T00:00:00Z',
    signal: new AbortController().signal,
  });
  const store = await storeOf(graph);
  const answer = await execute(store, PATHS, {
    from: typeof from === 'string' ? { arn: from } : from,
    to: { arn: to },
    given,
  });
  expect(answer.errors).toBeUndefined();
  interface Need {
    readonly hop: number;
    readonly key: string;
    readonly operator: string;
    readonly values: readonly string[];
  }
  const { paths } = answer.data as unknown as {
    paths: {
      nodes: { length: number; decision: string; needs: { alternatives: { all: Need[] }[] } | null }[];
    };
  };
  return paths.nodes.map(({ length, decision, needs }) => {
    const alternatives = (needs?.alternatives ?? []).map(({ all }) =>
      all.map(({ hop, key, operator, values }) => `${hop}: ${key} ${operator} ${values.join()}`).join(' & '),
    );
    return [`${length} ${decision}`, ...alternatives].join(' | ');
  });
}

/** Ann enters `first`, which enters `second`. */
function chain(
  second: Json,
  first: Json = trust({ AWS: user('ann') }),
  tags: Record<string, string> = {},
): SnapshotSketch {
  return {
    users: [{ account: A, name: 'ann' }],
    roles: [
      { account: A, name: 'first', trust: first, tags },
      { account: A, name: 'second', trust: second },
    ],
  };
}

const team = (value: string): Json => ({ StringEquals: { 'aws:PrincipalTag/team': value } });
const ann = (name: string): Json => ({ StringEquals: { 'aws:SourceIdentity': name } });
const tagging = trust({ AWS: user('ann') }, undefined, 'sts:TagSession');
const naming = trust({ AWS: user('ann') }, undefined, 'sts:SetSourceIdentity');

describe('session tags in position (R33)', () => {
  it('are there only where they can be passed', async () => {
    const second = trust({ AWS: role('first') }, team('red'));
    expect(await pathsIn(chain(second), user('ann'), role('second'))).toEqual([]);
    expect(await pathsIn(chain(second, tagging), user('ann'), role('second'))).toEqual([
      '2 CONDITIONAL | 0: aws:RequestTag/team StringEquals red',
    ]);
  });

  it('are the role’s own where none can be passed', async () => {
    const second = trust({ AWS: role('first') }, team('red'));
    const own = (tags: Record<string, string>) =>
      pathsIn(chain(second, trust({ AWS: user('ann') }), tags), user('ann'), role('second'));
    expect(await own({ team: 'red' })).toEqual(['2 ALLOWED']);
    expect(await own({ team: 'blue' })).toEqual([]);
  });

  it('ask across accounts for both sides’ leave', async () => {
    const second = trust({ AWS: role('first', B) }, team('red'));
    const allow = (...actions: string[]) => policy({ Effect: 'Allow', Action: actions, Resource: '*' });
    const sketch = (...actions: string[]): SnapshotSketch => ({
      users: [{ account: A, name: 'ann', policies: [allow(...actions)] }],
      roles: [
        { account: B, name: 'first', trust: tagging },
        { account: B, name: 'second', trust: second },
      ],
    });
    expect(await pathsIn(sketch('sts:AssumeRole'), user('ann'), role('second', B))).toEqual([]);
    expect(await pathsIn(sketch('sts:AssumeRole', 'sts:TagSession'), user('ann'), role('second', B))).toHaveLength(1);
  });

  it('carry the needs of passing them', async () => {
    const first = policy(
      { Effect: 'Allow', Principal: { AWS: user('ann') }, Action: 'sts:AssumeRole' },
      {
        Effect: 'Allow',
        Principal: { AWS: user('ann') },
        Action: 'sts:TagSession',
        Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      },
    );
    expect(
      await pathsIn(chain(trust({ AWS: role('first') }, team('red')), first), user('ann'), role('second')),
    ).toEqual(['2 CONDITIONAL | 0: aws:RequestTag/team StringEquals red & 0: aws:SourceIp IpAddress 10.0.0.0/8']);
  });

  it('are checked against what is given where they are passed', async () => {
    const sketch = chain(trust({ AWS: role('first') }, team('red')), tagging);
    const ask = (given: Json) => pathsIn(sketch, user('ann'), role('second'), given);
    const passes = (value: string) => ({ key: 'aws:RequestTag/team', values: [value] });
    expect(await ask({ context: [{ ...passes('red'), resource: role('first') }] })).toEqual(['2 ALLOWED']);
    expect(await ask({ context: [{ ...passes('blue'), resource: role('first') }] })).toEqual([]);
    expect(await ask({ absent: ['aws:RequestTag/team'] })).toEqual([]);
    expect(await ask({ missingContext: 'ABSENT' })).toEqual([]);
    expect(await ask({ context: [{ key: 'aws:PrincipalTag/team', values: ['red'] }] })).toEqual(['2 ALLOWED']);
    expect(await ask({ context: [{ key: 'aws:PrincipalTag/team', values: ['blue'] }] })).toEqual([]);
  });

  it('of the session before stand over what is stated of every request', async () => {
    const sketch = chain(trust({ AWS: role('first') }, team('red')), trust({ AWS: user('ann') }), { team: 'blue' });
    const given = { context: [{ key: 'aws:PrincipalTag/team', values: ['red'] }] };
    expect(await pathsIn(sketch, user('ann'), role('second'), given)).toEqual([]);
    const own = chain(trust({ AWS: role('first') }, team('red')), trust({ AWS: user('ann') }), { team: 'red' });
    expect(await pathsIn(own, user('ann'), role('second'), { missingContext: 'ABSENT' })).toEqual(['2 ALLOWED']);
  });
});

describe('source identity in position (R33, R34)', () => {
  const carried = trust({ AWS: role('first') }, ann('ann'), 'sts:SetSourceIdentity');
  /** A carried source identity asks for leave in the caller's permissions too, in one account as well. */
  const leave = policy({ Effect: 'Allow', Action: 'sts:SetSourceIdentity', Resource: '*' });
  const sketch = (first: Json, second = carried): SnapshotSketch => ({
    users: [{ account: A, name: 'ann', policies: [leave] }],
    roles: [
      { account: A, name: 'first', trust: first, policies: [leave] },
      { account: A, name: 'second', trust: second },
    ],
  });

  it('is set only where it may be, and let through by each later hop', async () => {
    const ends = [user('ann'), role('second')] as const;
    expect(await pathsIn(sketch(trust({ AWS: user('ann') })), ...ends)).toEqual([]);
    expect(await pathsIn(sketch(naming, trust({ AWS: role('first') }, ann('ann'))), ...ends)).toEqual([]);
    expect(await pathsIn(sketch(naming), ...ends)).toEqual(['2 CONDITIONAL | 0: sts:SourceIdentity StringEquals ann']);
  });

  it('is checked against what is given where it is set', async () => {
    const ask = (given: Json) => pathsIn(sketch(naming), user('ann'), role('second'), given);
    const at = (value: string, resource: string) => ({
      context: [{ key: 'sts:SourceIdentity', values: [value], resource }],
    });
    expect(await ask(at('ann', role('first')))).toEqual(['2 ALLOWED']);
    expect(await ask(at('bob', role('first')))).toEqual([]);
    expect(await ask({ absentFor: [{ key: 'sts:SourceIdentity', resource: role('first') }] })).toEqual([]);
    expect(await ask({ missingContext: 'ABSENT' })).toEqual([]);
  });

  it('of the starting session fixes every hop', async () => {
    const third: SnapshotSketch = {
      roles: [
        { account: A, name: 'first', policies: [leave] },
        { account: A, name: 'second', trust: carried },
      ],
    };
    const ask = (sourceIdentity: string) =>
      pathsIn(third, role('first'), role('second'), { session: { sourceIdentity } });
    expect(await ask('ann')).toEqual(['1 ALLOWED']);
    expect(await ask('bob')).toEqual([]);
  });
});

describe('MFA in position (R34)', () => {
  const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

  it('is there on the first hop alone', async () => {
    expect(
      await pathsIn(
        chain(trust({ AWS: role('first') }), trust({ AWS: user('ann') }, mfa)),
        user('ann'),
        role('second'),
      ),
    ).toEqual(['2 CONDITIONAL | 0: aws:MultiFactorAuthPresent Bool true']);
    expect(await pathsIn(chain(trust({ AWS: role('first') }, mfa)), user('ann'), role('second'))).toEqual([]);
    const given = { context: [{ key: 'aws:MultiFactorAuthPresent', values: ['true'] }] };
    expect(await pathsIn(chain(trust({ AWS: role('first') }, mfa)), user('ann'), role('second'), given)).toEqual([]);
  });

  it('stays a need of an outside account', async () => {
    const sketch: SnapshotSketch = { roles: [{ account: A, name: 'first', trust: trust({ AWS: C }, mfa) }] };
    expect(await pathsIn(sketch, { account: C }, role('first'))).toEqual([
      '1 CONDITIONAL | 0: aws:MultiFactorAuthPresent Bool true',
    ]);
  });
});

describe('who starts a path', () => {
  it('as an account or anyone may be a session, or not', async () => {
    const sketch: SnapshotSketch = {
      roles: [{ account: A, name: 'first', trust: trust({ AWS: C }, ann('ann'), 'sts:SetSourceIdentity') }],
    };
    expect(await pathsIn(sketch, { account: C }, role('first'))).toEqual([
      '1 CONDITIONAL | 0: aws:SourceIdentity StringEquals ann',
    ]);
    const open: SnapshotSketch = {
      roles: [
        {
          account: A,
          name: 'first',
          trust: trust('*', ann('ann'), 'sts:SetSourceIdentity'),
        },
      ],
    };
    expect(await pathsIn(open, { anyone: true }, role('first'))).toHaveLength(1);
  });

  it('as an identity of a provider keeps its claims', async () => {
    const provider = `arn:aws:iam::${A}:oidc-provider/token.actions.githubusercontent.com`;
    const sub = 'token.actions.githubusercontent.com:sub';
    const federated = policy({
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringLike: { [sub]: 'repo:acme/app:*' } },
    });
    const sketch = (asked: string): SnapshotSketch => ({
      providers: [{ arn: provider, clientIds: ['sts.amazonaws.com'] }],
      roles: [
        { account: A, name: 'first', trust: federated },
        { account: A, name: 'second', trust: trust({ AWS: role('first') }, { StringLike: { [sub]: asked } }) },
      ],
    });
    const ends = [{ arn: provider }, role('second')] as const;
    expect(await pathsIn(sketch('repo:acme/*'), ...ends)).toEqual(['2 ALLOWED']);
    expect(await pathsIn(sketch('repo:other/*'), ...ends)).toEqual([]);
    expect(await pathsIn(sketch('repo:acme/app:ref:*'), ...ends)).toEqual([
      `2 CONDITIONAL | 0: ${sub} StringLike repo:acme/app:ref:*`,
    ]);
  });
});

describe('a session that nobody described', () => {
  it('stays unknown where every other key is absent', async () => {
    const sketch = chain(trust({ AWS: role('first') }, team('red')), tagging);
    const given = { missingContext: 'ABSENT' };
    expect(await pathsIn(sketch, role('first'), role('second'), given)).toEqual([
      '1 CONDITIONAL | 0: aws:PrincipalTag/team StringEquals red',
    ]);
    const vendor: SnapshotSketch = {
      roles: [
        { account: A, name: 'first', trust: trust({ AWS: C }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }) },
      ],
    };
    expect(await pathsIn(vendor, { account: C }, role('first'), given)).toHaveLength(1);
    const external: SnapshotSketch = {
      roles: [{ account: A, name: 'first', trust: trust({ AWS: C }, { StringEquals: { 'sts:ExternalId': 'x' } }) }],
    };
    expect(await pathsIn(external, { account: C }, role('first'), given)).toEqual([]);
  });
});

describe('session names in position', () => {
  it('are asked for at the hop that makes the session, and checked against what is given there', async () => {
    const second = trust({ AWS: `arn:aws:sts::${A}:assumed-role/first/deploy` });
    const ask = (given?: Json) => pathsIn(chain(second), user('ann'), role('second'), given);
    expect(await ask()).toEqual(['2 CONDITIONAL | 0: sts:RoleSessionName StringEquals deploy']);
    const named = (value: string) => ({
      context: [{ key: 'sts:RoleSessionName', values: [value], resource: role('first') }],
    });
    expect(await ask(named('deploy'))).toEqual(['2 ALLOWED']);
    expect(await ask(named('other'))).toEqual([]);
  });
});

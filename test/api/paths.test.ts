import { describe, expect, it } from 'vitest';
import { compareCodePoints } from '../../src/lib/codePoints.js';
import { errorsOf, execute, storeOf } from './execute.js';
import { ADMIN, ALICE, DEPLOY, DEV, PROD, VENDOR, world } from './world.js';

const store = await storeOf(world());

const PATHS = `query ($from: PathEnd!, $to: PathEnd!, $where: PathFilter, $edges: [EdgeKind!], $maxHops: Int, $first: Int, $after: String) {
  paths(from: $from, to: $to, where: $where, edges: $edges, maxHops: $maxHops, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor } completeness { gaps { kind } }
    nodes { from { id } to { id } length decision crossesAccounts text hops { index kind from { id } to { id } action decision edge { id } } }
  }
}`;

async function paths(variables: Readonly<Record<string, unknown>>) {
  const answer = await execute(store, PATHS, variables);
  expect(answer.errors).toBeUndefined();
  return (
    answer.data as unknown as {
      paths: {
        nodes: { from: { id: string }; to: { id: string }; length: number }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
    }
  ).paths;
}

describe('paths', () => {
  it('lead over several hops, in order', async () => {
    expect(await paths({ from: { arn: ALICE }, to: { account: PROD } })).toMatchObject({
      nodes: [
        {
          from: { id: ALICE },
          to: { id: ADMIN },
          length: 2,
          crossesAccounts: true,
          text: `User alice of ${DEV} enters role deploy of ${DEV} by sts:AssumeRole, then enters role admin of ${PROD} by sts:AssumeRole.`,
          hops: [
            { index: 0, from: { id: ALICE }, to: { id: DEPLOY } },
            { index: 1, from: { id: DEPLOY }, to: { id: ADMIN } },
          ],
        },
      ],
    });
  });

  it.each([
    ['a group', { arn: `arn:aws:iam::${DEV}:group/developers` }, [ALICE]],
    ['a node', { node: 'federated:workflow' }, ['federated:workflow']],
    ['an account', { account: DEV }, [ALICE, DEPLOY]],
    ['an account that was not collected', { account: VENDOR }, [`account-principal:${VENDOR}`]],
    ['a unit', { organizationalUnit: 'r-root' }, [ADMIN, ALICE, DEPLOY]],
    ['outside', { outside: true }, [`account-principal:${VENDOR}`, 'federated:workflow']],
    ['anyone', { anyone: true }, []],
    ['a filter', { principals: { tags: [{ key: 'team', values: ['web'] }] } }, [ALICE]],
  ])('start from %s', async (_, from, starts) => {
    const { nodes } = await paths({ from, to: { arn: ADMIN }, first: 200 });
    expect([...new Set(nodes.map((path) => path.from.id))].toSorted(compareCodePoints)).toEqual(
      starts.toSorted(compareCodePoints),
    );
  });

  it('of no hops say that the end holds already', async () => {
    expect(await paths({ from: { arn: ADMIN }, to: { account: PROD } })).toMatchObject({
      nodes: [{ length: 0, hops: [], decision: 'ALLOWED', from: { id: ADMIN }, to: { id: ADMIN } }],
    });
  });

  it('are narrowed by hops, kinds, nodes to avoid and accounts', async () => {
    const ends = { from: { arn: ALICE }, to: { arn: ADMIN } };
    expect((await paths({ ...ends, maxHops: 1 })).nodes).toEqual([]);
    expect((await paths({ ...ends, edges: ['CAN_FEDERATE'] })).nodes).toEqual([]);
    expect((await paths({ ...ends, where: { avoid: [DEPLOY] } })).nodes).toEqual([]);
    expect((await paths({ ...ends, where: { crossesAccounts: false } })).nodes).toEqual([]);
    expect((await paths({ ...ends, where: { crossesAccounts: true } })).nodes).toHaveLength(1);
    expect((await paths({ ...ends, where: { decisions: ['CONDITIONAL'] } })).nodes).toEqual([]);
  });

  it.each([1, 2, 7])('are the same in pages of %i', async (first) => {
    const ends = { from: { organizationalUnit: 'r-root' }, to: { account: PROD } };
    const all = (await paths({ ...ends, first: 200 })).nodes;
    expect(all.length).toBeGreaterThan(3);
    const turned: unknown[] = [];
    let after: string | null = null;
    do {
      const page = await paths({ ...ends, first, after });
      turned.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(turned).toEqual(all);
  });

  it('from or to what the graph lacks are none, with a gap', async () => {
    expect(
      await paths({ from: { arn: `arn:aws:iam::${DEV}:user/nobody` }, to: { account: '333333333333' } }),
    ).toMatchObject({
      nodes: [],
      completeness: { gaps: [{ kind: 'ARN_UNKNOWN' }, { kind: 'ARN_UNKNOWN' }] },
    });
  });

  it('refuse malformed ends by name', async () => {
    const to = { arn: ADMIN };
    const refused = async (variables: Readonly<Record<string, unknown>>) =>
      (await errorsOf(store, PATHS, { to, ...variables }))[0]?.argument;
    expect(await refused({ from: { outside: false } })).toBe('from.outside');
    expect(await refused({ from: to, to: { anyone: true } })).toBe('to.anyone');
    expect(await refused({ from: to, maxHops: 17 })).toBe('maxHops');
    expect(await refused({ from: { node: `account:${DEV}` } })).toBe('from.node');
    expect(await errorsOf(store, PATHS, { to, from: {} })).not.toEqual([]);
    expect(await errorsOf(store, PATHS, { to, from: { arn: ALICE, anyone: true } })).not.toEqual([]);
  });
});

describe('crossAccountAccess', () => {
  const PAIRS = `query ($from: AccountId, $to: AccountId, $maxHops: Int, $first: Int) { crossAccountAccess(from: $from, to: $to, maxHops: $maxHops, first: $first) {
    totalCount nodes { from { id } to { accountId } decision principalCount roleCount shortest { length from { id } to { id } } } } }`;
  const pairs = async (variables: Readonly<Record<string, unknown>> = {}) => {
    const answer = await execute(store, PAIRS, variables);
    expect(answer.errors).toBeUndefined();
    return (answer.data as unknown as { crossAccountAccess: { nodes: unknown[] } }).crossAccountAccess;
  };

  it('has a row for each ordered pair, by decision, then ARN or name', async () => {
    expect(await pairs()).toEqual({
      totalCount: 3,
      nodes: [
        {
          from: { id: 'anyone' },
          to: { accountId: DEV },
          decision: 'ALLOWED',
          principalCount: 1,
          roleCount: 1,
          shortest: { length: 1, from: { id: 'federated:workflow' }, to: { id: DEPLOY } },
        },
        {
          from: { id: `account:${DEV}` },
          to: { accountId: PROD },
          decision: 'ALLOWED',
          principalCount: 1,
          roleCount: 1,
          shortest: { length: 1, from: { id: DEPLOY }, to: { id: ADMIN } },
        },
        {
          from: { id: `account:${VENDOR}` },
          to: { accountId: PROD },
          decision: 'CONDITIONAL',
          principalCount: 1,
          roleCount: 1,
          shortest: { length: 1, from: { id: `account-principal:${VENDOR}` }, to: { id: ADMIN } },
        },
      ],
    });
  });

  it('over several hops counts who gets in by any of them', async () => {
    expect(await pairs({ from: DEV, maxHops: 3 })).toMatchObject({
      totalCount: 1,
      nodes: [{ to: { accountId: PROD }, principalCount: 2, roleCount: 1, shortest: { length: 1 } }],
    });
  });

  it('of one account with itself is refused', async () => {
    expect(await errorsOf(store, PAIRS, { from: DEV, to: DEV })).toEqual([{ code: 'BAD_USER_INPUT', argument: 'to' }]);
  });
});

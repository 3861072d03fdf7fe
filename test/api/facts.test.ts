import { describe, expect, it } from 'vitest';
import { edgeId } from '../../src/graph/ids.js';
import { shippedActions } from '../../src/shippedActions.js';
import { errorsOf, execute, storeOf } from './execute.js';
import { ADMIN, ALICE, DEPLOY, DEV, PROD, VENDOR, world } from './world.js';

const store = await storeOf(world());

async function data(source: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const answer = await execute(store, source, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

describe('facts', () => {
  it('tell of the generation, and of those that can be read', async () => {
    expect(
      await data(
        '{ generation { id isCurrent actionsAsOf completeness { status gapCount gaps { kind } } } generations { totalCount nodes { id } } }',
      ),
    ).toEqual({
      generation: {
        id: 'g1',
        isCurrent: true,
        actionsAsOf: shippedActions().asOf,
        completeness: { status: 'PARTIAL', gapCount: 1, gaps: [{ kind: 'LISTING_INCOMPLETE' }] },
      },
      generations: { totalCount: 1, nodes: [{ id: 'g1' }] },
    });
  });

  it('name a node of any kind by its id, an edge too', async () => {
    const edge = edgeId({ kind: 'CAN_ASSUME', from: ALICE, to: DEPLOY, action: 'sts:AssumeRole' });
    expect(
      await data('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids: [ALICE, 'nobody', edge, 'g1'] }),
    ).toEqual({
      nodes: [
        { __typename: 'User', id: ALICE },
        null,
        { __typename: 'GraphEdge', id: edge },
        { __typename: 'Generation', id: 'g1' },
      ],
    });
  });

  it('tell of an account, its place and its principals', async () => {
    expect(
      await data(
        `query ($id: AccountId!) { account(id: $id) {
          accountId isManagement isInOrganization organization { organizationId managementAccount { accountId } roots { unitId } }
          organizationalUnit { unitId parent { unitId } accounts { totalCount nodes { accountId } } }
          root { id } principals { nodes { name } totalCount } } }`,
        { id: DEV },
      ),
    ).toEqual({
      account: {
        accountId: DEV,
        isManagement: false,
        isInOrganization: true,
        organization: {
          organizationId: 'o-example',
          managementAccount: { accountId: PROD },
          roots: [{ unitId: 'r-root' }],
        },
        organizationalUnit: {
          unitId: 'r-root',
          parent: null,
          accounts: { totalCount: 2, nodes: [{ accountId: DEV }, { accountId: PROD }] },
        },
        root: null,
        principals: { nodes: [{ name: 'deploy' }, { name: 'alice' }, { name: 'bob' }], totalCount: 3 },
      },
    });
  });

  it('tell of a principal, its groups and policies', async () => {
    expect(
      await data(
        `query ($arn: Arn!) { principal(arn: $arn) { __typename ... on User { tags { key value } groups { name members { totalCount } }
          policies { use through { name } policy { name document kind } } } } }`,
        { arn: ALICE },
      ),
    ).toEqual({
      principal: {
        __typename: 'User',
        tags: [{ key: 'team', value: 'web' }],
        groups: [{ name: 'developers', members: { totalCount: 2 } }],
        policies: [
          {
            use: 'PERMISSIONS',
            through: { name: 'developers' },
            policy: {
              name: 'assume',
              kind: 'CUSTOMER_MANAGED',
              document: expect.objectContaining({ Version: '2012-10-17' }) as unknown,
            },
          },
        ],
      },
    });
  });

  it('name a service by its name, and an uncollected account by its root', async () => {
    expect(
      await data(
        'query ($a: Arn!, $b: Arn!, $c: Arn!) { a: principal(arn: $a) { id } b: principal(arn: $b) { __typename } c: principal(arn: $c) { id } }',
        {
          a: 'lambda.amazonaws.com',
          b: `arn:aws:iam::${VENDOR}:root`,
          c: `arn:aws:iam::${DEV}:user/nobody`,
        },
      ),
    ).toEqual({ a: { id: 'service:lambda.amazonaws.com' }, b: { __typename: 'AccountPrincipal' }, c: null });
  });

  it('find by name, whole names first', async () => {
    expect(await data('{ search(text: "DEPLOY") { id } nothing: search(text: " ") { id } }')).toEqual({
      search: [{ id: DEPLOY }, { id: `trust:${DEPLOY}` }],
      nothing: [],
    });
  });

  it.each([1, 2, 7, 200])('give the same principals in pages of %i', async (first) => {
    const source =
      'query ($first: Int, $after: String) { principals(first: $first, after: $after) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }';
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const page = (await data(source, { first, after })) as {
        principals: {
          totalCount: number;
          nodes: { id: string }[];
          pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
        };
      };
      expect(page.principals.pageInfo.hasPreviousPage).toBe(after !== null);
      ids.push(...page.principals.nodes.map(({ id }) => id));
      after = page.principals.pageInfo.hasNextPage ? page.principals.pageInfo.endCursor : null;
    } while (after !== null);
    expect(ids).toEqual([
      DEPLOY,
      ALICE,
      `arn:aws:iam::${DEV}:user/bob`,
      ADMIN,
      `arn:aws:iam::${PROD}:role/lambda`,
      `account-principal:${VENDOR}`,
      'anyone',
      'service:lambda.amazonaws.com',
      'federated:workflow',
    ]);
  });

  it('refuse arguments by name', async () => {
    const refused = async (source: string) => (await errorsOf(store, source))[0];
    expect(await refused('{ principals(first: 201) { totalCount } }')).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'first',
    });
    expect(await refused('{ principals(first: -1) { totalCount } }')).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'first',
    });
    expect(await refused('{ principals(after: "x") { totalCount } }')).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'after',
    });
    expect(await refused('{ principal(arn: "x") { id } }')).toEqual({ code: 'BAD_USER_INPUT', argument: 'arn' });
  });
});

describe('a cursor', () => {
  const source =
    'query ($after: String, $where: PrincipalFilter) { principals(first: 1, after: $after, where: $where) { pageInfo { endCursor } } }';
  const first = async (in_: typeof store): Promise<string> => {
    const answer = (await execute(in_, source)).data as unknown as { principals: { pageInfo: { endCursor: string } } };
    return answer.principals.pageInfo.endCursor;
  };

  it('is bound to its arguments', async () => {
    const after = await first(store);
    expect(await errorsOf(store, source, { after })).toEqual([]);
    expect(await errorsOf(store, source, { after, where: { kinds: ['USER'] } })).toEqual([
      { code: 'BAD_USER_INPUT', argument: 'after' },
    ]);
  });

  it('of another generation names that one, and works with @at', async () => {
    const both = await storeOf(world('g1'), world('g2'));
    const old = await first(await storeOf(world('g1')));
    const refused = await execute(both, source, { after: old });
    expect(refused.errors?.[0]?.message).toContain('another generation');
    expect(await errorsOf(both, source, { after: old })).toMatchObject([{ code: 'CURSOR_OF_OTHER_GENERATION' }]);
    const pinned = await execute(both, source.replace(') {', ') @at(generation: "g1") {'), { after: old });
    expect(pinned.errors).toBeUndefined();
    expect(pinned.generation).toBe('g1');
  });
});

describe('an operation', () => {
  it('names its generation, and one that is gone is an error', async () => {
    expect((await execute(store, '{ generation { id } }')).generation).toBe('g1');
    expect(await errorsOf(store, 'query @at(generation: "gone") { generation { id } }')).toMatchObject([
      { code: 'GENERATION_GONE' },
    ]);
  });

  it('without a generation fails with NO_GENERATION', async () => {
    const empty = await storeOf();
    expect(await errorsOf(empty, '{ generation { id } accounts { totalCount } }')).toMatchObject([
      { code: 'NO_GENERATION' },
      { code: 'NO_GENERATION' },
    ]);
  });

  it('past its deadline fails, and says so', async () => {
    expect(await errorsOf(store, '{ accounts { totalCount } }', {}, { deadlineMs: -1 })).toMatchObject([
      { code: 'DEADLINE_EXCEEDED' },
    ]);
  });
});

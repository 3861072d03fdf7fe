import { describe, expect, it } from 'vitest';
import { errorsOf, execute, storeOf } from './execute.js';
import { ADMIN, ALICE, DEPLOY, DEV, PROD, VENDOR, world } from './world.js';

const store = await storeOf(world());

const WHO = `query ($role: Arn!, $where: AssumptionFilter, $given: Given, $first: Int, $after: String) {
  whoCanAssume(role: $role, where: $where, given: $given, first: $first, after: $after) {
    totalCount counts { allowed conditional denied } completeness { status gaps { kind subject } }
    pageInfo { hasNextPage endCursor }
    nodes { principal { __typename id } action decision crossAccount needs { text } gaps { kind } edge { id kind } }
  }
}`;

async function who(variables: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const answer = await execute(store, WHO, variables);
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { whoCanAssume: Record<string, unknown> }).whoCanAssume;
}

describe('whoCanAssume', () => {
  it('gives rows by decision, then ARN or name, with what could change them', async () => {
    expect(await who({ role: ADMIN })).toMatchObject({
      totalCount: 2,
      counts: { allowed: 1, conditional: 1, denied: null },
      nodes: [
        { principal: { id: DEPLOY }, decision: 'ALLOWED', crossAccount: true, needs: null },
        {
          principal: { __typename: 'AccountPrincipal', id: `account-principal:${VENDOR}` },
          decision: 'CONDITIONAL',
          needs: { text: 'It takes that aws:MultiFactorAuthPresent is true (MFA).' },
        },
      ],
    });
    expect(await who({ role: DEPLOY })).toMatchObject({
      nodes: [
        { principal: { id: ALICE }, crossAccount: false, gaps: [{ kind: 'LISTING_INCOMPLETE' }] },
        { principal: { id: 'federated:workflow' }, crossAccount: true, edge: { kind: 'CAN_FEDERATE' } },
      ],
      completeness: { status: 'PARTIAL', gaps: [{ kind: 'LISTING_INCOMPLETE', subject: DEV }] },
    });
  });

  it('says the same of rows as they are stored and as they are filtered, page by page, once and again', async () => {
    const decisions = ['ALLOWED', 'CONDITIONAL'];
    for (const role of [ADMIN, DEPLOY]) {
      const filtered = await who({ role, where: { decisions } });
      const rows: unknown[] = [];
      for (let after: unknown = null; ; ) {
        const page = await who({ role, first: 1, after });
        expect({ ...page, nodes: null, pageInfo: null }).toEqual({ ...filtered, nodes: null, pageInfo: null });
        rows.push(...(page['nodes'] as unknown[]));
        const { hasNextPage, endCursor } = page['pageInfo'] as { hasNextPage: boolean; endCursor: string };
        if (!hasNextPage) break;
        after = endCursor;
      }
      expect(rows).toEqual(filtered['nodes']);
    }
  });

  it('counts the whole answer, filter aside', async () => {
    expect(await who({ role: ADMIN, where: { kinds: ['ACCOUNT'] } })).toMatchObject({
      totalCount: 1,
      counts: { allowed: 1, conditional: 1 },
      nodes: [{ principal: { id: `account-principal:${VENDOR}` } }],
    });
  });

  it.each([
    [{ accounts: [DEV] }, 1],
    [{ principals: [ALICE] }, 0],
    [{ principals: [DEPLOY] }, 1],
    [{ crossAccount: false }, 0],
    [{ isInOrganization: false }, 1],
    [{ isInOrganization: true }, 1],
    [{ actions: ['STS:assumerole'] }, 2],
    [{ needsAnyKey: ['AWS:multifactorauthpresent'] }, 1],
    [{ needsNoKey: ['aws:MultiFactorAuthPresent'] }, 1],
    [{ decisions: ['CONDITIONAL'] }, 1],
    [{ decisions: null }, 2],
  ])('narrows by %j', async (where, totalCount) => {
    expect(await who({ role: ADMIN, where })).toMatchObject({ totalCount });
  });

  it('turns pages without losing a row, and counts alone with first: 0', async () => {
    const one = await who({ role: ADMIN, first: 1 });
    const { endCursor } = one['pageInfo'] as { endCursor: string };
    expect(one).toMatchObject({ pageInfo: { hasNextPage: true }, nodes: [{ principal: { id: DEPLOY } }] });
    expect(await who({ role: ADMIN, first: 1, after: endCursor })).toMatchObject({
      pageInfo: { hasNextPage: false },
      nodes: [{ principal: { id: `account-principal:${VENDOR}` } }],
    });
    expect(await who({ role: ADMIN, first: 0 })).toMatchObject({
      totalCount: 2,
      nodes: [],
      pageInfo: { endCursor: null },
    });
    expect(await errorsOf(store, WHO, { role: DEPLOY, after: endCursor })).toEqual([
      { code: 'BAD_USER_INPUT', argument: 'after' },
    ]);
  });

  it('of a role that is not there is empty, with a gap', async () => {
    const role = `arn:aws:iam::${DEV}:role/nobody`;
    expect(await who({ role })).toMatchObject({
      totalCount: 0,
      completeness: {
        status: 'PARTIAL',
        gaps: [{ kind: 'ARN_UNKNOWN', subject: role }, { kind: 'LISTING_INCOMPLETE' }],
      },
    });
  });

  it('refuses what is no role, and what contradicts itself, by name', async () => {
    const refused = async (variables: Readonly<Record<string, unknown>>) => (await errorsOf(store, WHO, variables))[0];
    expect(await refused({ role: ALICE })).toEqual({ code: 'BAD_USER_INPUT', argument: 'role' });
    expect(await refused({ role: 'deploy' })).toEqual({ code: 'BAD_USER_INPUT', argument: 'role' });
    const key = 'aws:SourceIp';
    expect(await refused({ role: ADMIN, given: { context: [{ key, values: [] }] } })).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'given.context.0.values',
    });
    expect(await refused({ role: ADMIN, given: { context: [{ key, values: ['10.0.0.1'] }], absent: [key] } })).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'given.absent',
    });
    expect(await refused({ role: ADMIN, given: { session: { chained: true, mfa: true } } })).toEqual({
      code: 'BAD_USER_INPUT',
      argument: 'given.session.mfa',
    });
  });
});

describe('rolesAssumableBy', () => {
  const ROLES = `query ($principal: Arn!) { rolesAssumableBy(principal: $principal) {
    totalCount completeness { gaps { kind } } nodes { role { id } action crossAccount } } }`;

  it.each([
    [ALICE, [{ role: { id: DEPLOY }, action: 'sts:AssumeRole', crossAccount: false }]],
    [
      'lambda.amazonaws.com',
      [{ role: { id: `arn:aws:iam::${PROD}:role/lambda` }, action: 'sts:AssumeRole', crossAccount: false }],
    ],
    ['federated:workflow', [{ role: { id: DEPLOY }, action: 'sts:AssumeRoleWithWebIdentity', crossAccount: true }]],
    [`arn:aws:iam::${VENDOR}:root`, [{ role: { id: ADMIN }, action: 'sts:AssumeRole', crossAccount: true }]],
    ['anonymous', []],
  ])('%s', async (principal, nodes) => {
    const answer = await execute(store, ROLES, { principal });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({ rolesAssumableBy: { totalCount: nodes.length, nodes } });
  });

  it('of somebody unknown is empty, with a gap', async () => {
    const answer = await execute(store, ROLES, { principal: `arn:aws:iam::${PROD}:user/nobody` });
    expect(answer.data).toMatchObject({
      rolesAssumableBy: { totalCount: 0, completeness: { gaps: [{ kind: 'ARN_UNKNOWN' }] } },
    });
  });
});

describe('a work budget', () => {
  it('that is spent is a marked partial answer', async () => {
    const answer = await execute(store, WHO, { role: ADMIN }, { workBudget: 0 });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      whoCanAssume: {
        completeness: {
          status: 'PARTIAL',
          gaps: expect.arrayContaining([expect.objectContaining({ kind: 'WORK_BUDGET_SPENT' })]) as unknown,
        },
      },
    });
  });
});

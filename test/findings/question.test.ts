import { beforeAll, describe, expect, it } from 'vitest';
import type { GraphStore } from '../../src/graph/store.js';
import { findingId } from '../../src/questions/findings/findingId.js';
import { loadGraph } from '../../src/wire.js';
import { errorsOf, execute, storeOf } from '../api/execute.js';
import { withDump } from '../support/dumps.js';
import { filesOf, type FindingSketch } from './sketch.js';

const ACCOUNT = '111111111111';
const OTHER = '222222222222';
const old = (made: string) => ({ keys: [{ made, used: '2026-10-31T00:00:00Z' }] });

const DOOR = { Effect: 'Allow', Principal: { AWS: '999999999999' }, Action: 'sts:AssumeRole' } as const;

/** Two accounts whose users have old keys. */
const sketch = (at: string, more: FindingSketch['reports'] = {}): FindingSketch => ({
  at,
  accounts: {
    [ACCOUNT]: { users: { ann: {}, bob: {} }, roles: { door: { trust: DOOR } } },
    [OTHER]: { users: { cy: {} } },
  },
  reports: { [ACCOUNT]: { root: { mfa: true }, ann: old('2020-01-01T00:00:00Z'), bob: {}, ...more[ACCOUNT] } },
});

const load = async (of: FindingSketch) => withDump(filesOf(of), async (folder) => loadGraph({ dumps: [folder] }));

interface Row {
  readonly id: string;
  readonly severity: string;
  readonly firstSeenAt: string;
  readonly subject: { readonly name: string };
}

let store: GraphStore;
beforeAll(async () => {
  const before = await load(sketch('2026-10-30T00:00:00Z'));
  const bob = { [ACCOUNT]: { bob: { ...old('2021-01-01T00:00:00Z'), password: true } } };
  store = await storeOf(before, await load(sketch('2026-11-01T00:00:00Z', bob)));
});

const ask = async (source: string, variables: Readonly<Record<string, unknown>> = {}) => {
  const { data, errors } = await execute(store, source, variables);
  expect(errors).toBeUndefined();
  return data as unknown as Readonly<Record<string, unknown>>;
};

const KEYS = `findings(where: { rules: ["access-key-old"] }) { nodes { id severity firstSeenAt subject { name } } }`;

describe('firstSeenAt', () => {
  it('is when the oldest generation was collected that is kept and in which the finding held', async () => {
    const { findings } = await ask(`{ ${KEYS} }`);
    const rows = (findings as { nodes: readonly Row[] }).nodes;
    expect(rows.map(({ subject, firstSeenAt }) => [subject.name, firstSeenAt])).toEqual([
      ['ann', '2026-10-30T00:00:00Z'],
      ['bob', '2026-11-01T00:00:00Z'],
    ]);
  });

  it('does not look at generations that are newer than the one that is read', async () => {
    const { generations } = await ask(`{ generations { nodes { id } } }`);
    const [, before] = (generations as { nodes: readonly { id: string }[] }).nodes;
    const { findings } = await ask(`query ($at: ID!) @at(generation: $at) { ${KEYS} }`, { at: before?.id });
    const rows = (findings as { nodes: readonly Row[] }).nodes;
    expect(rows.map(({ subject, firstSeenAt }) => [subject.name, firstSeenAt])).toEqual([
      ['ann', '2026-10-30T00:00:00Z'],
    ]);
  });
});

describe('an id', () => {
  it('is the same in every generation, and leads to the finding', async () => {
    const { findings } = await ask(`{ ${KEYS} }`);
    const [ann] = (findings as { nodes: readonly Row[] }).nodes;
    const id = findingId({
      rule: 'access-key-old',
      subject: `arn:aws:iam::${ACCOUNT}:user/ann`,
      about: '2020-01-01T00:00:00Z',
    });
    expect(ann?.id).toBe(id);
    const { node } = await ask(`query ($id: ID!) { node(id: $id) { __typename id ... on Finding { rule } } }`, { id });
    expect(node).toEqual({ __typename: 'Finding', id, rule: 'access-key-old' });
  });

  it('of what does not hold, or of no rule, leads to nothing', async () => {
    const ids = ['access-key-old', 'no-rule'].map((rule) => findingId({ rule, subject: 'x', about: '' }));
    const { nodes } = await ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids: [...ids, 'finding:x'] });
    expect(nodes).toEqual([null, null, null]);
  });
});

describe('the listing', () => {
  const page = `query ($first: Int, $after: String, $where: FindingFilter) {
    findings(first: $first, after: $after, where: $where) {
      totalCount counts { name count } nodes { id severity } pageInfo { hasNextPage endCursor }
      completeness { gaps(first: 200) { kind account } } } }`;

  interface Page {
    readonly totalCount: number;
    readonly counts: readonly { readonly name: string; readonly count: number }[];
    readonly nodes: readonly Row[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly completeness: { readonly gaps: readonly { readonly kind: string; readonly account: string | null }[] };
  }
  const pageOf = async (variables: Readonly<Record<string, unknown>>) =>
    (await ask(page, variables))['findings'] as Page;

  it('turns its pages one by one, worst first', async () => {
    const whole = await pageOf({ first: 200 });
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const one: Page = await pageOf({ first: 1, after });
      ids.push(...one.nodes.map(({ id }) => id));
      after = one.pageInfo.hasNextPage ? one.pageInfo.endCursor : null;
    } while (after !== null);
    expect(ids).toEqual(whole.nodes.map(({ id }) => id));
    expect(whole.nodes.length).toBe(whole.totalCount);
    const order = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL'];
    const places = whole.nodes.map(({ severity }) => order.indexOf(severity));
    expect(places.toSorted((left, right) => left - right)).toEqual(places);
  });

  it('counts by severity what passes the rest of the filter', async () => {
    const whole = await pageOf({ first: 0 });
    const some = await pageOf({ first: 0, where: { severities: ['CRITICAL'] } });
    expect(some.counts).toEqual(whole.counts);
    expect(some.totalCount).toBe(whole.counts.find(({ name }) => name === 'CRITICAL')?.count);
  });

  it('narrows gaps to the accounts that are asked about', async () => {
    const rules = ['access-key-old'];
    const all = await pageOf({ where: { rules } });
    expect(all.completeness.gaps).toEqual([{ kind: 'CREDENTIALS_NOT_COLLECTED', account: OTHER }]);
    const one = await pageOf({ where: { rules, accounts: [ACCOUNT] } });
    expect(one.completeness.gaps).toEqual([]);
    expect(one.totalCount).toBe(2);
  });

  it('refuses a rule that does not exist', async () => {
    const found = await errorsOf(store, page, { where: { rules: ['no-rule'] } });
    expect(found).toEqual([{ code: 'BAD_USER_INPUT', argument: 'where.rules' }]);
  });

  it('says when the work budget was spent, and not before', async () => {
    const where = { rules: ['trust-outside'] };
    const spent = await execute(store, page, { where }, { workBudget: 0 });
    expect(JSON.stringify(spent.data)).toContain('WORK_BUDGET_SPENT');
    const whole = await execute(store, page, { where });
    expect(JSON.stringify(whole.data)).not.toContain('WORK_BUDGET_SPENT');
    expect(JSON.stringify(whole.data)).toContain('"totalCount":1');
  });
});

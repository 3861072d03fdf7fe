import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import type { Graph } from '../../src/graph/graph.js';
import type { Json } from '../../src/lib/json.js';
import { givens, mayBeStated, randomChains, STARTS } from '../support/randomChains.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { runs, SEED } from '../support/runs.js';
import { execute, storeOf } from './execute.js';
import { ALICE, world } from './world.js';

const RADIUS = `query ($from: PathEnd!, $given: Given, $maxHops: Int) {
  blastRadius(from: $from, given: $given, maxHops: $maxHops) {
    total byAccount { name count } byKind { name count } controls { accountId }
    nodes(first: 200) { totalCount nodes { id } } completeness { status gaps { kind text } } } }`;

const PATHS = `query ($from: PathEnd!, $to: PathEnd!, $given: Given, $maxHops: Int) {
  paths(from: $from, to: $to, given: $given, maxHops: $maxHops, first: 1) { nodes { from { id } length } } }`;

interface Radius {
  readonly total: number;
  readonly byAccount: readonly { readonly name: string; readonly count: number }[];
  readonly byKind: readonly { readonly name: string; readonly count: number }[];
  readonly controls: readonly { readonly accountId: string }[];
  readonly nodes: { readonly totalCount: number; readonly nodes: readonly { readonly id: string }[] };
  readonly completeness: {
    readonly status: string;
    readonly gaps: readonly { readonly kind: string; readonly text: string }[];
  };
}

async function radiusIn(
  graph: Graph,
  variables: Readonly<Record<string, Json>>,
  workBudget = 1_000_000,
): Promise<Radius> {
  const answer = await execute(await storeOf(graph), RADIUS, variables, { workBudget });
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { blastRadius: Radius }).blastRadius;
}

/** Every role to which paths lead, asked one by one; those that start have a path of no hops. */
async function endsOfPaths(graph: Graph, variables: Readonly<Record<string, Json>>): Promise<readonly string[]> {
  const store = await storeOf(graph);
  const ends: string[] = [];
  for (const { id, label } of graph.nodes) {
    if (label !== 'Role') continue;
    const answer = await execute(store, PATHS, { ...variables, to: { node: id } });
    const { nodes } = (answer.data as unknown as { paths: { nodes: readonly { readonly length: number }[] } }).paths;
    if (nodes.some(({ length }) => length > 0)) ends.push(id);
  }
  return ends;
}

const ACCOUNT = '111111111111';
const USER = `arn:aws:iam::${ACCOUNT}:user/u`;
const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

interface Trusting {
  readonly name: string;
  readonly trusts: readonly { readonly from: string; readonly also?: readonly string[]; readonly condition?: Json }[];
}

/** A user and roles of one account that may enter whatever trusts them. */
async function deriveSketch(roles: readonly Trusting[]): Promise<Graph> {
  const policies = [policy({ Effect: 'Allow', Action: 'sts:*', Resource: '*' })];
  const snapshot = sketchSnapshot({
    users: [{ account: ACCOUNT, name: 'u', policies }],
    roles: roles.map(({ name, trusts }) => ({
      account: ACCOUNT,
      name,
      policies,
      trust: policy(
        ...trusts.map(({ from, also = [], condition }) => ({
          Effect: 'Allow',
          Principal: { AWS: from },
          Action: ['sts:AssumeRole', ...also],
          ...(condition === undefined ? {} : { Condition: condition }),
        })),
      ),
    })),
  });
  return deriveGraph(snapshot, { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal });
}

/** The user enters `middle` by way of `first`, where no source identity can be carried, or of `second`; `target` asks for one. */
async function manyWays({ isCarried }: { readonly isCarried: boolean }): Promise<{ graph: Graph; target: string }> {
  const also = ['sts:SetSourceIdentity'];
  const graph = await deriveSketch([
    { name: 'first', trusts: [{ from: USER }] },
    { name: 'second', trusts: [{ from: USER }] },
    {
      name: 'middle',
      trusts: [{ from: roleArn('first') }, { from: roleArn('second'), ...(isCarried ? { also } : {}) }],
    },
    {
      name: 'target',
      trusts: [{ from: roleArn('middle'), also, condition: { StringEquals: { 'aws:SourceIdentity': 'ann' } } }],
    },
  ]);
  return { graph, target: roleArn('target') };
}

describe('blastRadius', () => {
  it('counts by account and kind, without those who start', async () => {
    const radius = await radiusIn(world(), { from: { arn: ALICE } });
    expect(radius).toMatchObject({
      total: 2,
      byAccount: [
        { name: '111111111111', count: 1 },
        { name: '222222222222', count: 1 },
      ],
      byKind: [{ name: 'ROLE', count: 2 }],
      controls: [],
      nodes: { totalCount: 2 },
    });
    expect((await radiusIn(world(), { from: { account: '111111111111' } })).total).toBe(1);
    expect((await radiusIn(world(), { from: { arn: ALICE }, maxHops: 1 })).total).toBe(1);
    expect((await radiusIn(world(), { from: { arn: ALICE }, maxHops: 0 })).total).toBe(0);
  });

  it('says so where the work budget ends, and whom it does not know', async () => {
    const { total, completeness } = await radiusIn(world(), { from: { arn: ALICE } }, 1);
    expect(total).toBeLessThan(2);
    expect(completeness.gaps.map(({ kind }) => kind)).toContain('WORK_BUDGET_SPENT');
  });

  it('finds who is in reach over one way to a role and not over another', async () => {
    const { graph, target } = await manyWays({ isCarried: true });
    const radius = await radiusIn(graph, { from: { arn: USER } });
    expect(radius.nodes.nodes.map(({ id }) => id)).toContain(target);
    const { graph: without } = await manyWays({ isCarried: false });
    const less = await radiusIn(without, { from: { arn: USER } });
    expect(less.nodes.nodes.map(({ id }) => id)).not.toContain(target);
    expect(less.completeness.status).toBe('COMPLETE');
  });

  it('tells who might be in reach where the budget ends before that is known', async () => {
    const { graph, target } = await manyWays({ isCarried: true });
    const all = await radiusIn(graph, { from: { arn: USER } });
    const gaps = new Set<string>();
    for (let budget = 1; budget < 60; budget += 7) {
      const radius = await radiusIn(graph, { from: { arn: USER } }, budget);
      const isWhole = radius.total === all.total;
      if (!isWhole) expect(radius.completeness.gaps.map(({ kind }) => kind)).toContain('WORK_BUDGET_SPENT');
      for (const { text } of radius.completeness.gaps) gaps.add(text);
    }
    expect(all.nodes.nodes.map(({ id }) => id)).toContain(target);
    expect([...gaps].some((text) => text.includes('1 who might be in reach too'))).toBe(true);
  });

  it('takes no path that comes back to its start', async () => {
    const [start, between, end] = ['start', 'between', 'end'].map(roleArn);
    const graph = await deriveSketch([
      { name: 'start', trusts: [{ from: between ?? '' }] },
      { name: 'between', trusts: [{ from: start ?? '' }] },
      { name: 'end', trusts: [{ from: start ?? '' }] },
    ]);
    const narrow = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: [between ?? '', start ?? ''] };
    const given = { session: { policies: [{ Version: '2012-10-17', Statement: [narrow] }] } };
    const reach = async (from: Json): Promise<readonly string[]> =>
      (await radiusIn(graph, { from, given })).nodes.nodes.map(({ id }) => id);
    expect(await reach({ arn: start ?? '' })).toEqual([between]);
    expect(await reach({ principals: { arns: [start ?? '', between ?? ''] } })).toEqual([end]);
  });

  it('refuses what paths refuse', async () => {
    const store = await storeOf(world());
    const answer = await execute(store, RADIUS, { from: { arn: ALICE }, maxHops: 17 });
    expect(answer.errors?.[0]?.message).toContain('maxHops');
  });

  it('has exactly those to whom a path leads that holds in position', async () => {
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(
        randomChains,
        fc.constantFrom(...STARTS),
        givens,
        fc.integer({ min: 1, max: 6 }),
        async (make, from, given, maxHops) => {
          fc.pre(mayBeStated(from, given));
          const graph = await make();
          const radius = await radiusIn(graph, { from, given, maxHops });
          const ends = await endsOfPaths(graph, { from, given, maxHops });
          reached += ends.length;
          expect(radius.nodes.nodes.map(({ id }) => id).toSorted()).toEqual(ends.toSorted());
        },
      ),
      { numRuns: runs(100), seed: SEED },
    );
    expect(reached).toBeGreaterThan(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DerivedEdge } from '../../src/graph/edges.js';
import { unboundedCall } from '../../src/graph/call.js';
import type { Graph } from '../../src/graph/graph.js';
import type { GraphReader } from '../../src/graph/store.js';
import { EDGE_KINDS } from '../../src/graph/edges.js';
import type { Json } from '../../src/lib/json.js';
import { readGiven } from '../../src/questions/given.js';
import { searchPaths } from '../../src/questions/pathSearch.js';
import { givens, mayBeStated, randomChains, STARTS } from '../support/randomChains.js';
import { runs, SEED } from '../support/runs.js';
import { execute, storeOf } from './execute.js';
import { ADMIN, ALICE, DEPLOY, world } from './world.js';

const CUTS = `query ($from: PathEnd!, $to: PathEnd!, $given: Given, $first: Int, $maxHops: Int) {
  chokePoints(from: $from, to: $to, given: $given, first: $first, maxHops: $maxHops) {
    cuts { edges { id from { id } to { id } } statements { policyName pointer } }
    unremovable { id } optimal completeness { status gaps { kind } } } }`;

interface Points {
  readonly cuts: readonly {
    readonly edges: readonly {
      readonly id: string;
      readonly from: { readonly id: string };
      readonly to: { readonly id: string };
    }[];
    readonly statements: readonly { readonly policyName: string; readonly pointer: string }[];
  }[];
  readonly unremovable: readonly { readonly id: string }[];
  readonly optimal: boolean;
  readonly completeness: { readonly gaps: readonly { readonly kind: string }[] };
}

async function pointsIn(
  graph: Graph,
  variables: Readonly<Record<string, Json>>,
  workBudget = 1_000_000,
): Promise<Points> {
  const answer = await execute(await storeOf(graph), CUTS, variables, { workBudget });
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { chokePoints: Points }).chokePoints;
}

/** Every path between them that holds in position, as the ids of its edges. */
async function pathsOf(
  graph: Graph,
  from: readonly string[],
  to: string,
  given: Json,
): Promise<readonly DerivedEdge[][]> {
  const reader: GraphReader = await (await storeOf(graph)).open(null, unboundedCall());
  const { found } = await searchPaths(
    reader,
    {
      query: { kinds: EDGE_KINDS, from, to: [to], avoid: [], maxHops: 6 },
      stated: readGiven(given as Parameters<typeof readGiven>[0]),
      limit: Number.POSITIVE_INFINITY,
    },
    unboundedCall(),
  );
  return found.map(({ edges }) => [...edges]);
}

const isControl = (edge: DerivedEdge): boolean => edge.from.startsWith('control:') || edge.from.startsWith('root:');

describe('chokePoints', () => {
  it('gives the edges that every path takes, smallest first, with their statements', async () => {
    const { cuts, optimal } = await pointsIn(world(), { from: { arn: ALICE }, to: { arn: ADMIN } });
    expect(cuts.map(({ edges }) => edges.map(({ from, to }) => [from.id, to.id]))).toEqual(
      expect.arrayContaining([[[ALICE, DEPLOY]], [[DEPLOY, ADMIN]]]),
    );
    expect(cuts).toHaveLength(2);
    const first = cuts.find(({ edges }) => edges[0]?.from.id === ALICE);
    expect(first?.statements).toEqual([{ policyName: 'trust policy', pointer: '/Statement/0' }]);
    expect(optimal).toBe(true);
  });

  it('has none where there is no path, and says so where the budget ends', async () => {
    expect((await pointsIn(world(), { from: { arn: ADMIN }, to: { arn: DEPLOY } })).cuts).toEqual([]);
    const short = await pointsIn(world(), { from: { arn: ALICE }, to: { arn: ADMIN } }, 1);
    expect(short.completeness.gaps.map(({ kind }) => kind)).toContain('WORK_BUDGET_SPENT');
    expect(short.optimal).toBe(false);
  });

  it('leaves no path with any cut, and needs every edge of each', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(randomChains, fc.constantFrom(...STARTS.slice(0, 2)), givens, async (make, from, given) => {
        fc.pre(mayBeStated(from, given));
        const graph = await make();
        const to = 'arn:aws:iam::222222222222:role/r5';
        const paths = await pathsOf(graph, [(from as { arn: string }).arn], to, given);
        const { cuts } = await pointsIn(graph, { from, to: { arn: to }, given, first: 3, maxHops: 6 });
        const blocks = (ids: ReadonlySet<string>): boolean =>
          paths.every((edges) => edges.some(({ id }) => ids.has(id)));
        for (const { edges } of cuts) {
          seen++;
          const ids = new Set(edges.map(({ id }) => id));
          expect(blocks(ids)).toBe(true);
          for (const id of ids) expect(blocks(new Set([...ids].filter((each) => each !== id)))).toBe(false);
        }
        const isCuttable = paths.length > 0 && paths.every((edges) => edges.some((edge) => !isControl(edge)));
        expect(cuts.length > 0).toBe(isCuttable);
        const [best] = cuts;
        if (best !== undefined) expect(best.edges.length).toBe(smallestCut(paths, best.edges.length));
      }),
      { numRuns: runs(80), seed: SEED },
    );
    expect(seen).toBeGreaterThan(0);
  });
});

/** The size of a smallest set of edges that every path takes one of, by trying all that are smaller than `most`. */
function smallestCut(paths: readonly (readonly DerivedEdge[])[], most: number): number {
  const ids = [
    ...new Set(
      paths
        .flat()
        .filter((edge) => !isControl(edge))
        .map(({ id }) => id),
    ),
  ];
  const tryFrom = (start: number, chosen: readonly string[], size: number): boolean => {
    if (chosen.length === size) return paths.every((edges) => edges.some(({ id }) => chosen.includes(id)));
    return ids.slice(start).some((id, place) => tryFrom(start + place + 1, [...chosen, id], size));
  };
  for (let size = 1; size < most; size++) if (tryFrom(0, [], size)) return size;
  return most;
}

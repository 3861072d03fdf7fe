import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unboundedCall, workBudget } from '../../src/graph/call.js';
import { shortestPaths } from '../../src/graph/paths.js';
import { compareCodePoints } from '../../src/lib/codePoints.js';
import { memoryStore } from '../../src/store/memory/memoryStore.js';
import { roleNode, sketchGraph, userNode } from '../support/graphs.js';
import { randomGraph } from '../support/randomGraphs.js';
import { SEED, runs } from '../support/runs.js';
import { walksOf, writeOutEdges } from '../suites/graphStore/naive.js';
import { walkPicks, walkQueryOf } from '../suites/graphStore/walks.js';
import type { DerivedEdge } from '../../src/graph/edges.js';
import type { Graph } from '../../src/graph/graph.js';
import type { FoundPath } from '../../src/graph/paths.js';
import type { Call, GraphReader, WalkQuery } from '../../src/graph/store.js';

const A = '111111111111';
const KINDS = ['CAN_ASSUME', 'CAN_FEDERATE'] as const;

async function read(graph: Graph): Promise<{ readonly reader: GraphReader; readonly call: Call }> {
  const store = memoryStore({ keepGenerations: 1 });
  const call = unboundedCall();
  await store.replaceGeneration(graph, call);
  return { reader: await store.open(null, call), call };
}

/** Some edges hold in some places only; the verdict tells the whole prefix. */
function holds(edges: readonly DerivedEdge[], previous: string | null): string | null {
  const last = edges.at(-1);
  if (last === undefined || (last.id.length + edges.length) % 5 === 0) return null;
  return `${previous ?? ''}/${last.id}`;
}

function keyOf(path: { readonly start: string; readonly edges: readonly DerivedEdge[] }): string {
  return [path.start, ...path.edges.map((edge) => edge.id)].join(' ');
}

/** All simple paths that hold, sorted as the contract says, by brute force. */
function pathsOf(graph: Graph, query: WalkQuery): readonly { start: string; edges: readonly DerivedEdge[] }[] {
  const arns = new Map(graph.nodes.map((node) => [node.id, node.arn ?? node.id]));
  const all = writeOutEdges(graph);
  const paths: { start: string; edges: readonly DerivedEdge[] }[] = [...arns.keys()]
    .filter((id) => query.from.includes(id) && query.to.includes(id) && !query.avoid.includes(id))
    .map((start) => ({ start, edges: [] }));
  for (let length = 1; length <= query.maxHops; length++) {
    for (const edges of walksOf(all, query, length)) {
      const start = edges[0]?.from ?? '';
      if (new Set([start, ...edges.map((edge) => edge.to)]).size !== length + 1) continue;
      let verdict: string | null = null;
      const isHeld = edges.every((_, index) => (verdict = holds(edges.slice(0, index + 1), verdict)) !== null);
      if (isHeld) paths.push({ start, edges });
    }
  }
  const nodesOf = (path: { start: string; edges: readonly DerivedEdge[] }): readonly string[] =>
    [path.start, ...path.edges.map((edge) => edge.to)].flatMap((id) => [arns.get(id) ?? '', id]);
  const compareLists = (left: readonly string[], right: readonly string[]): number => {
    for (const [index, each] of left.entries()) {
      const order = compareCodePoints(each, right[index] ?? '');
      if (order !== 0) return order;
    }
    return 0;
  };
  return paths.sort(
    (left, right) =>
      left.edges.length - right.edges.length ||
      compareLists(nodesOf(left), nodesOf(right)) ||
      compareLists(
        left.edges.map((edge) => edge.id),
        right.edges.map((edge) => edge.id),
      ),
  );
}

describe('shortestPaths', () => {
  test('finds the first of all simple paths that hold, in the total order, as brute force does', async () => {
    const property = fc.asyncProperty(
      randomGraph(),
      walkPicks,
      fc.constantFrom(1, 3, 200),
      fc.boolean(),
      async (graph, picks, limit, isOdd) => {
        const query = walkQueryOf(graph, picks);
        const { reader, call } = await read(graph);
        const accept = (path: FoundPath<string>): boolean => !isOdd || path.edges.length % 2 === 1;
        const found = await shortestPaths(reader, query, { limit, holds, accept }, call);
        const expected = pathsOf(graph, query).filter((path) => accept({ ...path, verdict: '' }));
        expect(found.paths.map(keyOf)).toEqual(expected.slice(0, limit).map(keyOf));
        expect(found.isCut).toBe(false);
        for (const path of found.paths) {
          const verdict = path.edges.map((edge) => `/${edge.id}`).join('');
          expect(path.verdict).toBe(path.edges.length === 0 ? null : verdict);
        }
      },
    );
    await fc.assert(property, { numRuns: runs(1000), seed: SEED });
  });

  const nodes = [userNode(A, 'ann'), ...['One', 'Two', 'Three'].map((name) => roleNode(A, name))];
  const id = (name: string): string => nodes.find((node) => node.name === name)?.id ?? name;
  const question = (from: readonly string[], to: readonly string[], more: Partial<WalkQuery> = {}): WalkQuery => ({
    kinds: KINDS,
    from: from.map(id),
    to: to.map(id),
    avoid: [],
    maxHops: 4,
    ...more,
  });
  const chain = sketchGraph({
    nodes,
    edges: [
      { from: 'ann', to: 'One' },
      { from: 'ann', to: 'One', action: 'sts:AssumeRoleWithSAML' },
      { from: 'One', to: 'Two' },
      { from: 'Two', to: 'One' },
      { from: 'Two', to: 'Three' },
    ],
  });
  const lengthsOf = async (query: WalkQuery): Promise<readonly number[]> => {
    const { reader, call } = await read(chain);
    const found = await shortestPaths(reader, query, { limit: 200, holds: () => true }, call);
    return found.paths.map((path) => path.edges.length);
  };

  test('a path may pass other starts and other ends, and parallel edges are paths of their own', async () => {
    expect(await lengthsOf(question(['ann', 'One'], ['Two', 'Three']))).toEqual([1, 2, 2, 2, 3, 3]);
  });

  test('an end that holds already is a path of no hops, unless it is to be avoided', async () => {
    expect(await lengthsOf(question(['One'], ['One']))).toEqual([0]);
    expect(await lengthsOf(question(['One'], ['One'], { avoid: [id('One')] }))).toEqual([]);
    expect(await lengthsOf(question(['never'], ['never']))).toEqual([]);
  });

  test('both ends count for what is to be avoided, and so does the middle', async () => {
    expect(await lengthsOf(question(['ann'], ['Three'], { avoid: [id('ann')] }))).toEqual([]);
    expect(await lengthsOf(question(['ann'], ['Three'], { avoid: [id('Two')] }))).toEqual([]);
    expect(await lengthsOf(question(['ann'], ['Three'], { avoid: [id('Three')] }))).toEqual([]);
  });

  test('sees each set of edges before it asks what holds of them, in plural', async () => {
    const { reader, call } = await read(chain);
    const prepared: (readonly string[])[] = [];
    const seen = new Set<string>();
    await shortestPaths(
      reader,
      question(['ann'], ['Three']),
      {
        limit: 10,
        prepare: async (edges) => {
          prepared.push(edges.map((edge) => edge.to));
          for (const edge of edges) seen.add(edge.id);
        },
        holds: (edges) => seen.has(edges.at(-1)?.id ?? '') || null,
      },
      call,
    );
    expect(prepared).toEqual([[id('One'), id('One')], [id('Two')], [id('Three')]]);
  });

  /** A hub, the roles that it leads to, each of which leads back to it and to every other of its sort, and what else there is. */
  function hubGraph(sorts: readonly (readonly string[])[], more: readonly { from: string; to: string }[]): Graph {
    const names = ['Hub', 'End', ...sorts.flat()];
    const among = sorts.flatMap((sort) =>
      sort.flatMap((from) => ['Hub', ...sort].filter((to) => to !== from).map((to) => ({ from, to }))),
    );
    const out = sorts.flat().map((to) => ({ from: 'Hub', to }));
    const edges = [{ from: 'ann', to: 'Hub' }, { from: 'Hub', to: 'End' }, ...out, ...among, ...more];
    return sketchGraph({ nodes: [userNode(A, 'ann'), ...names.map((name) => roleNode(A, name))], edges });
  }
  const endOf = (graph: Graph): WalkQuery => ({
    ...question([], []),
    from: [userNode(A, 'ann').id],
    to: graph.nodes.filter(({ name }) => name === 'End').map((node) => node.id),
  });
  const numbered = (name: string, count: number): readonly string[] =>
    [...Array(count).keys()].map((number) => `${name}${number}`);

  test('does not walk through all that leads to the end only over where the walk has been', async () => {
    const graph = hubGraph([numbered('Back', 12)], []);
    const { reader, call } = await read(graph);
    const query = { ...endOf(graph), maxHops: 9 };
    const bounded = { ...call, budget: workBudget(100_000) };
    const found = await shortestPaths(reader, query, { limit: 200, holds: () => true }, bounded);
    expect(found.isCut).toBe(false);
    expect(found.paths.map((path) => path.edges.length)).toEqual([2]);
  });

  test('misses nothing behind what it passes by', async () => {
    const graph = hubGraph([numbered('Back', 6), numbered('On', 4)], [{ from: 'On3', to: 'End' }]);
    const { reader, call } = await read(graph);
    const query = { ...endOf(graph), maxHops: 6 };
    const found = await shortestPaths(reader, query, { limit: 200, holds: () => true }, call);
    // Of the other three none, one, two or all, in any order.
    expect(found.paths.map((path) => path.edges.length).join(' ')).toBe('2 3 4 4 4 5 5 5 5 5 5 6 6 6 6 6 6');
  });

  test('lets an abort in while it works', async () => {
    const many = [...Array(14).keys()].map((number) => roleNode(A, `Role${number}`));
    const edges = many.flatMap((from) => many.map((to) => ({ from: from.name, to: to.name })));
    const graph = sketchGraph({ nodes: many, edges: edges.filter((edge) => edge.from !== edge.to) });
    const { reader, call } = await read(graph);
    const controller = new AbortController();
    const reason = new Error('left');
    setImmediate(() => {
      controller.abort(reason);
    });
    const query = { kinds: KINDS, from: [many[0]?.id ?? ''], to: [many[13]?.id ?? ''], avoid: [], maxHops: 13 };
    const search = shortestPaths(
      reader,
      query,
      { limit: 200, holds: (path) => path.length < 12 || null, accept: () => false },
      { ...call, signal: controller.signal },
    );
    await expect(search).rejects.toBe(reason);
  });
});

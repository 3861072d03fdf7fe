import fc from 'fast-check';
import { expect } from 'vitest';
import { EDGE_KINDS } from '../../../src/graph/edges.js';
import { compareOnPaths } from '../../../src/graph/order.js';
import { isPrincipal } from '../../../src/graph/nodes.js';
import { compareCodePoints } from '../../../src/lib/codePoints.js';
import { present } from '../../../src/lib/invariant.js';
import { roleNode, sketchGraph, userNode } from '../../support/graphs.js';
import { collectLayers, overGraphs, walksIn, withGraph } from './check.js';
import { accountPairsOf, walksOf, writeOutEdges } from './naive.js';
import type { DerivedEdge } from '../../../src/graph/edges.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { GraphNode } from '../../../src/graph/nodes.js';
import type { WalkQuery } from '../../../src/graph/store.js';
import type { Check } from './check.js';

const A = '111111111111';

const picks = fc.record({
  from: fc.array(fc.nat(100), { minLength: 1, maxLength: 6 }),
  to: fc.array(fc.nat(100), { minLength: 1, maxLength: 6 }),
  avoid: fc.array(fc.nat(100), { maxLength: 1 }),
  kinds: fc.subarray([...EDGE_KINDS], { minLength: 1 }),
  maxHops: fc.nat(3),
});

/** A question whose ends are likely to have edges. */
export const walkPicks = picks;

/** The question that picks stand for in a graph. */
export function walkQueryOf(graph: Graph, pick: typeof picks extends fc.Arbitrary<infer T> ? T : never): WalkQuery {
  const callers = graph.nodes.filter((node) => isPrincipal(node));
  const roles = graph.nodes.filter((node) => node.label === 'Role');
  const ids = (nodes: readonly GraphNode[], list: readonly number[]): readonly string[] => [
    ...list.map((each) => nodes[each % nodes.length]?.id ?? ''),
    'never',
  ];
  return { ...pick, from: ids(callers, pick.from), to: ids(roles, pick.to), avoid: ids(callers, pick.avoid) };
}

function keysOf(walks: readonly (readonly DerivedEdge[])[]): readonly string[] {
  return walks.map((walk) => walk.map((edge) => edge.id).join(' ')).sort();
}

/** What the port says of walks and of pairs of accounts. */
export const walkChecks: readonly Check[] = [
  {
    name: 'layers hold exactly the walks of each length, first steps that can hold first and later ones that can hold later',
    run: async (open) =>
      overGraphs(open, 1000, picks, async ({ graph, reader, call, more }) => {
        const query = walkQueryOf(graph, more);
        const all = writeOutEdges(graph);
        const layers = await collectLayers(reader, query, call);
        const lengths: number[] = [];
        for (let length = 1; length <= query.maxHops; length++) {
          const expected = walksOf(all, query, length);
          if (expected.length === 0) continue;
          lengths.push(length);
          const found = layers.find((each) => each.length === length);
          expect(keysOf(found === undefined ? [] : walksIn(found))).toEqual(keysOf(expected));
        }
        expect(layers.map((each) => each.length)).toEqual(lengths);
      }),
  },
  {
    name: 'starts come by ARN or id, edges by ARN or id of their end, then edge id',
    run: async (open) =>
      overGraphs(open, 200, picks, async ({ graph, reader, call, more }) => {
        const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
        const compareIds = (left: string, right: string): number =>
          compareOnPaths(present(nodes.get(left), 'node'), present(nodes.get(right), 'node'));
        for (const layers of await collectLayers(reader, walkQueryOf(graph, more), call)) {
          expect(layers.starts).toEqual([...layers.starts].sort(compareIds));
          expect(new Set(layers.starts).size).toBe(layers.starts.length);
          for (const start of layers.starts) {
            const edges = layers.edges(0, start);
            const sorted = [...edges].sort(
              (left, right) => compareIds(left.to, right.to) || compareCodePoints(left.id, right.id),
            );
            expect(edges.map((edge) => edge.id)).toEqual(sorted.map((edge) => edge.id));
          }
        }
      }),
  },
  {
    name: 'a walk may come back to a node, and a question of no hops has no layers',
    run: async (open) => {
      const nodes = [userNode(A, 'ann'), roleNode(A, 'One'), roleNode(A, 'Two')];
      const edges = [
        { from: 'ann', to: 'One' },
        { from: 'One', to: 'Two' },
        { from: 'Two', to: 'One' },
      ];
      await withGraph(open, sketchGraph({ nodes, edges }), async (reader, call) => {
        const query: WalkQuery = {
          kinds: EDGE_KINDS,
          from: [nodes[0]?.id ?? ''],
          to: [nodes[1]?.id ?? ''],
          avoid: [],
          maxHops: 5,
        };
        expect((await collectLayers(reader, query, call)).map((layers) => layers.length)).toEqual([1, 3, 5]);
        expect(await collectLayers(reader, { ...query, maxHops: 0 }, call)).toEqual([]);
      });
    },
  },
  {
    name: 'layers stay as they were while later ones are made',
    run: async (open) =>
      overGraphs(open, 50, picks, async ({ graph, reader, call, more }) => {
        const query = walkQueryOf(graph, more);
        const atOnce: (readonly string[])[] = [];
        const kept = [];
        for await (const layers of reader.walks(query, call)) {
          atOnce.push(keysOf(walksIn(layers)));
          kept.push(layers);
        }
        expect(kept.map((layers) => keysOf(walksIn(layers)))).toEqual(atOnce);
      }),
  },
  {
    name: 'pairs of accounts have the best decision, distinct principals and roles, and every gap, as if written out',
    run: async (open) =>
      overGraphs(
        open,
        500,
        fc.subarray([...EDGE_KINDS], { minLength: 1 }),
        async ({ graph, reader, call, more: kinds }) => {
          const expected = accountPairsOf(graph, writeOutEdges(graph), kinds);
          expect(await reader.accountPairs({ from: null, to: null, kinds }, call)).toEqual(expected);
          for (const account of [A, '222222222222', '999999999999']) {
            expect(await reader.accountPairs({ from: account, to: null, kinds }, call)).toEqual(
              expected.filter((pair) => pair.from === account),
            );
            expect(await reader.accountPairs({ from: null, to: account, kinds }, call)).toEqual(
              expected.filter((pair) => pair.to === account),
            );
          }
        },
      ),
  },
];

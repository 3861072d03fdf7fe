import fc from 'fast-check';
import { expect } from 'vitest';
import { unboundedCall, workBudget } from '../../../src/graph/call.js';
import { EDGE_KINDS } from '../../../src/graph/edges.js';
import { shortestPaths } from '../../../src/graph/paths.js';
import { KnownError } from '../../../src/lib/errors.js';
import { roleNode, sketchGraph, userNode } from '../../support/graphs.js';
import { collectLayers, overGraphs, refusal, walksIn, withGraph, withStore } from './check.js';
import { walkPicks, walkQueryOf } from './walks.js';
import type { Call, GraphReader, GraphStore } from '../../../src/graph/store.js';
import type { Check } from './check.js';

const A = '111111111111';
const ANN = userNode(A, 'ann').id;
const SMALL = sketchGraph({ nodes: [userNode(A, 'ann'), roleNode(A, 'One')], edges: [{ from: 'ann', to: 'One' }] });

/** One call of each method of a reader. */
const READS: Readonly<Record<string, (reader: GraphReader, call: Call) => Promise<unknown>>> = {
  gaps: async (reader, call) => reader.gaps(call),
  nodes: async (reader, call) => reader.nodes([ANN], call),
  attachments: async (reader, call) => reader.attachments([ANN], call),
  documents: async (reader, call) => reader.documents(['d1'], call),
  related: async (reader, call) => reader.related([ANN], 'MEMBER_OF', 'OUT', call),
  edgesInto: async (reader, call) => reader.edgesInto([ANN], EDGE_KINDS, call),
  edgesFrom: async (reader, call) => reader.edgesFrom([ANN], EDGE_KINDS, call),
  edges: async (reader, call) => reader.edges(['edge:'], call),
  list: async (reader, call) => reader.list({ labels: ['User'] }, { first: 1, after: null }, call),
  policiesAllowing: async (reader, call) => reader.policiesAllowing(['*'], null, call),
  together: async (reader, call) => reader.together(async (lookups) => lookups.nodes([ANN], call), call),
  search: async (reader, call) => reader.search('ann', 5, call),
  walks: async (reader, call) =>
    collectLayers(reader, { kinds: EDGE_KINDS, from: [ANN], to: [ANN], avoid: [], maxHops: 2 }, call),
  accountPairs: async (reader, call) => reader.accountPairs({ from: null, to: null, kinds: EDGE_KINDS }, call),
};

type ReadEdges = (reader: GraphReader, ids: readonly string[], call: Call) => ReturnType<GraphReader['edgesInto']>;

const READ_EDGES: Readonly<Record<'into' | 'from', ReadEdges>> = {
  into: async (reader, ids, call) => reader.edgesInto(ids, EDGE_KINDS, call),
  from: async (reader, ids, call) => reader.edgesFrom(ids, EDGE_KINDS, call),
};

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let next = 0;
  for (const each of whole) if (part[next] === each) next++;
  return next === part.length;
}

async function opened(store: GraphStore): Promise<GraphReader> {
  await store.replaceGeneration(SMALL, unboundedCall());
  return store.open(null, unboundedCall());
}

/** What the port says of the deadline, the signal and the budget. */
export const callChecks: readonly Check[] = [
  {
    name: 'a passed deadline refuses every call with DEADLINE_EXCEEDED',
    run: async (open) =>
      withStore(open, async (store) => {
        const reader = await opened(store);
        const late = { ...unboundedCall(), deadline: performance.now() - 1 };
        expect(await refusal(store.generations(late))).toBe('DEADLINE_EXCEEDED');
        expect(await refusal(store.open(null, late))).toBe('DEADLINE_EXCEEDED');
        for (const read of Object.values(READS)) expect(await refusal(read(reader, late))).toBe('DEADLINE_EXCEEDED');
      }),
  },
  {
    name: 'an aborted signal refuses every call with its reason',
    run: async (open) =>
      withStore(open, async (store) => {
        const reader = await opened(store);
        const reason = new Error('the caller left');
        const aborted = { ...unboundedCall(), signal: AbortSignal.abort(reason) };
        await expect(store.generations(aborted)).rejects.toBe(reason);
        await expect(store.open(null, aborted)).rejects.toBe(reason);
        for (const read of Object.values(READS)) await expect(read(reader, aborted)).rejects.toBe(reason);
      }),
  },
  {
    name: 'listings and lookups of nodes take nothing from the budget',
    run: async (open) =>
      withGraph(open, SMALL, async (reader) => {
        const call = { ...unboundedCall(), budget: workBudget(0) };
        for (const name of ['gaps', 'nodes', 'attachments', 'documents', 'related', 'list', 'search']) {
          await READS[name]?.(reader, call);
        }
        expect(call.budget.isSpent).toBe(false);
      }),
  },
  {
    name: 'the same question takes the same from the budget each time',
    run: async (open) =>
      overGraphs(open, 50, fc.tuple(walkPicks, fc.nat(60)), async ({ graph, reader, more: [pick, limit] }) => {
        const ask = async (): Promise<readonly unknown[]> => {
          const call = { ...unboundedCall(), budget: workBudget(limit) };
          const layers = await collectLayers(reader, walkQueryOf(graph, pick), call);
          const walks = layers.map((each) => walksIn(each).map((walk) => walk.map((edge) => edge.id)));
          return [walks, call.budget.isSpent];
        };
        expect(await ask()).toEqual(await ask());
      }),
  },
  {
    name: 'edges under any budget are whole, or short and marked',
    run: async (open) =>
      overGraphs(open, 200, fc.nat(40), async ({ graph, reader, call, more: limit }) => {
        const ids = graph.nodes.map((node) => node.id);
        for (const read of [READ_EDGES.into, READ_EDGES.from]) {
          const whole = (await read(reader, ids, call)).map((edges) => edges.map((edge) => edge.id));
          const limited = { ...call, budget: workBudget(limit) };
          const part = (await read(reader, ids, limited)).map((edges) => edges.map((edge) => edge.id));
          if (!limited.budget.isSpent) expect(part).toEqual(whole);
          else for (const [index, edges] of part.entries()) expect(isSubsequence(edges, whole[index] ?? [])).toBe(true);
          if (whole.flat().length > limit) expect(limited.budget.isSpent).toBe(true);
        }
      }),
  },
  {
    name: 'pairs of accounts under any budget are whole, or marked',
    run: async (open) =>
      overGraphs(open, 100, fc.nat(80), async ({ reader, call, more: limit }) => {
        const asked = { from: null, to: null, kinds: EDGE_KINDS };
        const limited = { ...call, budget: workBudget(limit) };
        const part = await reader.accountPairs(asked, limited);
        if (!limited.budget.isSpent) expect(part).toEqual(await reader.accountPairs(asked, call));
      }),
  },
  {
    name: 'paths under any budget are whole, or the first of them and marked',
    run: async (open) =>
      overGraphs(open, 300, fc.tuple(walkPicks, fc.nat(120)), async ({ graph, reader, call, more: [pick, limit] }) => {
        const options = { limit: 200, holds: () => true };
        const query = walkQueryOf(graph, pick);
        const keys = (found: Awaited<ReturnType<typeof shortestPaths>>): readonly string[] =>
          found.paths.map((path) => [path.start, ...path.edges.map((edge) => edge.id)].join(' '));
        const whole = await shortestPaths(reader, query, options, call);
        const part = await shortestPaths(reader, query, options, { ...call, budget: workBudget(limit) });
        expect(whole.isCut).toBe(false);
        expect(keys(part)).toEqual(keys(whole).slice(0, part.paths.length));
        if (part.paths.length < whole.paths.length) expect(part.isCut).toBe(true);
      }),
  },
  {
    name: 'cut at random points by deadline or signal, an answer is whole or refused',
    run: async (open) =>
      overGraphs(open, 200, fc.tuple(walkPicks, fc.nat(300), fc.boolean()), async ({ graph, reader, call, more }) => {
        const [pick, wait, isAborted] = more;
        const query = walkQueryOf(graph, pick);
        const controller = new AbortController();
        const cut: Call = isAborted
          ? { ...call, signal: controller.signal }
          : { ...call, deadline: performance.now() + wait / 1000 };
        if (isAborted) void countDown(wait % 12).then(() => controller.abort(new KnownError('INTERNAL', 'left')));
        const ask = async (with_: Call): Promise<readonly unknown[]> => {
          const layers = await collectLayers(reader, query, with_);
          const edges = await reader.edgesInto(query.to, EDGE_KINDS, with_);
          return [layers.map((each) => walksIn(each).length), edges.map((each) => each.map((edge) => edge.id))];
        };
        const answer = await ask(cut).catch((error: unknown) => error);
        if (answer instanceof KnownError) expect(answer.code).toBe(isAborted ? 'INTERNAL' : 'DEADLINE_EXCEEDED');
        else expect(answer).toEqual(await ask(call));
      }),
  },
];

async function countDown(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await Promise.resolve();
}

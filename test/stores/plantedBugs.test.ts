import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../src/store/memory/memoryStore.js';
import { graphStoreChecks } from '../suites/graphStoreSuite.js';
import type { Graph } from '../../src/graph/graph.js';
import type { GraphReader, GraphStore } from '../../src/graph/store.js';

/** A store that is right but for one bug in its readers. */
function plant(bug: (reader: GraphReader) => Partial<GraphReader>): GraphStore {
  const store = memoryStore({ keepGenerations: 2 });
  return {
    ...store,
    async open(id, call) {
      const reader = await store.open(id, call);
      return { ...reader, ...bug(reader) };
    },
  };
}

/** Everything of the first load but the id of the generation, whatever was loaded later. */
function staleStore(): GraphStore {
  const store = memoryStore({ keepGenerations: 2 });
  let first: Promise<GraphReader> | null = null;
  return {
    ...store,
    async open(id, call) {
      const reader = await store.open(id, call);
      first ??= Promise.resolve(reader);
      const stale = await first;
      return { ...reader, documents: async (keys, each) => stale.documents(keys, each) };
    },
  };
}

/** Loads a graph in two parts: for a moment the first is served under the new name. */
function halfSwapStore(): GraphStore {
  const store = memoryStore({ keepGenerations: 2 });
  return {
    ...store,
    async replaceGeneration(graph, call) {
      const half: Graph = { ...graph, generation: { ...graph.generation, id: `${graph.generation.id}-half` } };
      await store.replaceGeneration(half, call);
      return store.replaceGeneration(graph, call);
    },
  };
}

const BUGS: Readonly<Record<string, () => GraphStore>> = {
  'a lost edge into a node': () =>
    plant((reader) => ({
      edgesInto: async (ids, kinds, call) =>
        (await reader.edgesInto(ids, kinds, call)).map((edges) => edges.slice(0, 3)),
    })),
  'a lost edge in a layer': () =>
    plant((reader) => ({
      async *walks(query, call) {
        for await (const layers of reader.walks(query, call)) {
          yield { ...layers, edges: (step, node) => layers.edges(step, node).slice(0, step === 1 ? 1 : undefined) };
        }
      },
    })),
  'a length left out': () =>
    plant((reader) => ({
      walks: (query, call) => reader.walks({ ...query, maxHops: Math.min(query.maxHops, 2) }, call),
    })),
  'an edge that cannot hold first': () =>
    plant((reader) => ({
      async *walks(query, call) {
        for await (const layers of reader.walks(query, call)) {
          yield { ...layers, edges: (step, node) => layers.edges(Math.max(step, 1), node) };
        }
      },
    })),
  'a short page': () =>
    plant((reader) => ({
      list: async (query, page, call) => {
        const answer = await reader.list(query, page, call);
        return page.first === 7 ? { ...answer, nodes: answer.nodes.slice(0, 6) } : answer;
      },
    })),
  'a page that starts at its cursor': () =>
    plant((reader) => ({
      list: async (query, page, call) => {
        const answer = await reader.list(query, page, call);
        if (page.after === null) return answer;
        const before = await reader.nodes([page.after], call);
        return { ...answer, nodes: [...before.filter((node) => node !== null), ...answer.nodes].slice(0, page.first) };
      },
    })),
  'a stale read': staleStore,
  'a swap in two parts': halfSwapStore,
  'case folding beyond ASCII': () =>
    plant((reader) => ({
      search: async (text, first, call) =>
        reader.search(text.replaceAll('\u212A', 'k').replaceAll('Ä', 'ä'), first, call),
    })),
  'case that counts': () =>
    plant((reader) => ({
      search: async (text, first, call) =>
        (await reader.search(text, 100, call))
          .filter((node) => node.name.includes(text) || node.arn?.includes(text) === true)
          .slice(0, first),
    })),
  'order by UTF-16 units': () =>
    plant((reader) => ({
      list: async (query, page, call) => {
        const answer = await reader.list(query, page, call);
        return {
          ...answer,
          nodes: [...answer.nodes].sort((left, right) => ((left.arn ?? '') < (right.arn ?? '') ? -1 : 1)),
        };
      },
    })),
  'a property of the wrong type': () =>
    plant((reader) => ({
      nodes: async (ids, call) =>
        (await reader.nodes(ids, call)).map((node) =>
          node?.label === 'Account' ? { ...node, tags: [{ key: '', value: '' }] } : node,
        ),
    })),
  'principals counted twice': () =>
    plant((reader) => ({
      accountPairs: async (query, call) =>
        (await reader.accountPairs(query, call)).map((pair) =>
          pair.principalCount > 1 ? { ...pair, principalCount: pair.principalCount + 1 } : pair,
        ),
    })),
  'an attachment of another group': () =>
    plant((reader) => ({
      attachments: async (ids, call) =>
        (await reader.attachments(ids, call)).map((list) => list.filter((each) => !each.through.includes(':group/'))),
    })),
  'a short answer without a mark': () =>
    plant((reader) => ({
      edgesInto: async (ids, kinds, call) =>
        (await reader.edgesInto(ids, kinds, { ...call, budget: { spend: () => true, isSpent: false } })).map((edges) =>
          call.budget.spend(0) ? edges.slice(0, 5) : edges,
        ),
    })),
  'a budget that is not kept': () =>
    plant((reader) => ({
      edgesFrom: async (ids, kinds, call) =>
        reader.edgesFrom(ids, kinds, { ...call, budget: { spend: () => true, isSpent: false } }),
    })),
  'a deadline that is not looked at': () =>
    plant((reader) => ({
      accountPairs: async (query, call) => reader.accountPairs(query, { ...call, deadline: Number.POSITIVE_INFINITY }),
    })),
  'a signal that is not looked at': () =>
    plant((reader) => ({
      search: async (text, first, call) =>
        reader.search(text, first, { ...call, signal: new AbortController().signal }),
    })),
};

// A counterexample is enough here; nobody reads it, so it need not be small.
fc.configureGlobal({ endOnFailure: true });

describe('the exam catches a planted bug', () => {
  test.each(Object.entries(BUGS))('%s', async (_, make) => {
    const failed: string[] = [];
    for (const check of graphStoreChecks) {
      const run = check.run(async () => {
        const fresh = make();
        return { store: fresh, close: async () => fresh.close() };
      });
      await run.catch(() => failed.push(check.name));
      if (failed.length > 0) break;
    }
    expect(failed).not.toEqual([]);
  });
});

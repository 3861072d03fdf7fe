import { memoryStore } from '../../src/store/memory/memoryStore.js';
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

/** Bugs of a store, by what is wrong. Each store is a new one and empty. */
export const BUGS: Readonly<Record<string, () => GraphStore>> = {
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
  'a lost gap': () => plant((reader) => ({ gaps: async (call) => (await reader.gaps(call)).slice(1) })),
  'a number as a text': () =>
    plant((reader) => ({
      list: async (query, page, call) => {
        const answer = await reader.list(query, page, call);
        return { ...answer, totalCount: String(answer.totalCount) as unknown as number };
      },
      nodes: async (ids, call) =>
        (await reader.nodes(ids, call)).map((node) =>
          node?.label === 'Account' ? { ...node, isCollected: String(node.isCollected) as unknown as boolean } : node,
        ),
    })),
  'a relation in one direction alone': () =>
    plant((reader) => ({
      related: async (ids, kind, direction, call) =>
        kind === 'MEMBER_OF' && direction === 'IN' ? ids.map(() => []) : reader.related(ids, kind, direction, call),
    })),
  'the conclusion of another edge': () =>
    plant((reader) => ({
      edgesFrom: async (ids, kinds, call) =>
        (await reader.edgesFrom(ids, kinds, call)).map((edges) =>
          edges.map(({ id, kind, from, to }) => ({ id, kind, from, to, conclusion: edges[0]?.conclusion ?? never() })),
        ),
    })),
  'an edge that is found by its ends alone': () =>
    plant((reader) => ({
      edges: async (ids, call) => {
        const found = await reader.edges(ids, call);
        return found.map((edge) => edge ?? found.find((other) => other !== null) ?? null);
      },
    })),
  'nodes in the order in which they were found': () =>
    plant((reader) => ({
      nodes: async (ids, call) => reader.nodes(ids.toSorted(), call),
    })),
};

function never(): never {
  throw new Error('edges have a first one');
}

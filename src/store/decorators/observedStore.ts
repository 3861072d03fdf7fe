import type { Call, GraphReader, GraphStore, Lookups, WalkLayers } from '../../graph/store.js';

/** The methods of the port that are calls, those of a reader by their own name. */
export type PortMethod = Exclude<keyof GraphStore | keyof GraphReader, 'generation' | 'nodeAtHand' | 'together'>;

/** Told of every call before it goes out, without what every call carries; what it gives back is told how the call ended. */
export type Observe = (method: PortMethod, args: readonly unknown[]) => (failure: unknown) => void;

/** The same store, telling of every call to it and to its readers. Walks end when no more of them are asked for. */
export function observedStore(store: GraphStore, observe: Observe): GraphStore {
  const tell = teller(observe);
  return {
    generations: async (call) => tell('generations', [], async () => store.generations(call)),
    open: async (id, call) => tell('open', [id], async () => observedReader(await store.open(id, call), observe)),
    replaceGeneration: async (graph, call) =>
      tell('replaceGeneration', [graph.generation.id], async () => store.replaceGeneration(graph, call)),
    close: async () => tell('close', [], async () => store.close()),
  };
}

/** The same reader, telling of every call. No node of it is at hand, so that none is read untold. */
export function observedReader(reader: GraphReader, observe: Observe): GraphReader {
  const tell = teller(observe);
  return {
    ...observedLookups(reader, observe),
    generation: reader.generation,
    together: async (work, call) => reader.together(async (lookups) => work(observedLookups(lookups, observe)), call),
    edgesInto: async (ids, kinds, call) =>
      tell('edgesInto', [ids, kinds], async () => reader.edgesInto(ids, kinds, call)),
    edgesFrom: async (ids, kinds, call) =>
      tell('edgesFrom', [ids, kinds], async () => reader.edgesFrom(ids, kinds, call)),
    edges: async (ids, call) => tell('edges', [ids], async () => reader.edges(ids, call)),
    search: async (text, first, call) => tell('search', [text, first], async () => reader.search(text, first, call)),
    walks: (query, call) => observedWalks(reader, query, call, observe),
    accountPairs: async (query, call) => tell('accountPairs', [query], async () => reader.accountPairs(query, call)),
  };
}

function observedLookups(lookups: Lookups, observe: Observe): Lookups {
  const tell = teller(observe);
  return {
    gaps: async (call) => tell('gaps', [], async () => lookups.gaps(call)),
    nodes: async (ids, call) => tell('nodes', [ids], async () => lookups.nodes(ids, call)),
    attachments: async (ids, call) => tell('attachments', [ids], async () => lookups.attachments(ids, call)),
    documents: async (keys, call) => tell('documents', [keys], async () => lookups.documents(keys, call)),
    related: async (ids, kind, direction, call) =>
      tell('related', [ids, kind, direction], async () => lookups.related(ids, kind, direction, call)),
    list: async (query, page, call) => tell('list', [query, page], async () => lookups.list(query, page, call)),
    policiesAllowing: async (actions, accounts, call) =>
      tell('policiesAllowing', [actions, accounts], async () => lookups.policiesAllowing(actions, accounts, call)),
  };
}

function teller(
  observe: Observe,
): <T>(method: PortMethod, args: readonly unknown[], run: () => Promise<T>) => Promise<T> {
  return async (method, args, run) => {
    const end = observe(method, args);
    let failure: unknown = null;
    try {
      return await run();
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      end(failure);
    }
  };
}

async function* observedWalks(
  reader: GraphReader,
  query: Parameters<GraphReader['walks']>[0],
  call: Call,
  observe: Observe,
): AsyncGenerator<WalkLayers, void, void> {
  const end = observe('walks', [query]);
  let failure: unknown = null;
  try {
    yield* reader.walks(query, call);
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    end(failure);
  }
}

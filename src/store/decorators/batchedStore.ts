import DataLoader from 'dataloader';
import { checkCall } from '../../graph/call.js';
import type { DerivedEdge, EdgeKind } from '../../graph/edges.js';
import type { Call, GraphReader, GraphStore } from '../../graph/store.js';

/** Answers for keys in their order, as the lookups of the port do. */
type Lookup<V> = (keys: readonly string[], call: Call) => Promise<readonly V[]>;

/** So many keys at once are looked up as they are: a promise for each would cost more than a second look. */
const LARGE = 250;

/** A store whose readers batch: each reader that is opened is for one request, and batches what is asked under the call that opened it. */
export function batchedStore(store: GraphStore): GraphStore {
  return {
    generations: async (call) => store.generations(call),
    open: async (id, call) => batchedReader(await store.open(id, call), call),
    replaceGeneration: async (graph, call) => store.replaceGeneration(graph, call),
    close: async () => store.close(),
  };
}

/**
 * The same reader, asking the store once for all that is looked up by id in one turn, and never twice for the same id. It remembers every
 * answer, so make one for each request; more than a page of ids at once are a batch of their own and are not remembered. Batches go out under
 * `shared`; who asks with another signal or deadline (for edges of nodes, with another budget) is answered without them, so that nobody
 * spends or waits on another's account.
 */
export function batchedReader(reader: GraphReader, shared: Call): GraphReader {
  const isTimedAlike = (call: Call): boolean => call.signal === shared.signal && call.deadline === shared.deadline;
  const isAlike = (call: Call): boolean => isTimedAlike(call) && call.budget === shared.budget;
  const nodes = batched(async (ids, call) => reader.nodes(ids, call), shared, isTimedAlike);
  const attachments = batched(async (ids, call) => reader.attachments(ids, call), shared, isTimedAlike);
  const documents = batched(async (keys, call) => reader.documents(keys, call), shared, isTimedAlike);
  const edges = batched(async (ids, call) => reader.edges(ids, call), shared, isTimedAlike);
  const related = new Map<string, Lookup<readonly string[]>>();
  const into = new Map<string, Lookup<readonly DerivedEdge[]>>();
  const from = new Map<string, Lookup<readonly DerivedEdge[]>>();
  const keyOf = (kinds: readonly EdgeKind[]): string => [...new Set(kinds)].sort().join();
  let gaps: ReturnType<GraphReader['gaps']> | null = null;
  return {
    generation: reader.generation,
    async gaps(call) {
      if (!isTimedAlike(call)) return reader.gaps(call);
      checkCall(call);
      return (gaps ??= reader.gaps(shared));
    },
    ...(reader.nodeAtHand === undefined ? {} : { nodeAtHand: reader.nodeAtHand.bind(reader) }),
    nodes,
    attachments,
    documents,
    edges,
    related: async (ids, kind, direction, call) =>
      remember(related, `${kind} ${direction}`, () =>
        batched(async (keys, each) => reader.related(keys, kind, direction, each), shared, isTimedAlike),
      )(ids, call),
    edgesInto: async (ids, kinds, call) =>
      remember(into, keyOf(kinds), () =>
        batched(async (keys, each) => reader.edgesInto(keys, kinds, each), shared, isAlike),
      )(ids, call),
    edgesFrom: async (ids, kinds, call) =>
      remember(from, keyOf(kinds), () =>
        batched(async (keys, each) => reader.edgesFrom(keys, kinds, each), shared, isAlike),
      )(ids, call),
    list: async (query, page, call) => reader.list(query, page, call),
    search: async (text, first, call) => reader.search(text, first, call),
    policiesAllowing: async (actions, accounts, call) => reader.policiesAllowing(actions, accounts, call),
    together: async (work, call) => reader.together(work, call),
    walks: (query, call) => reader.walks(query, call),
    accountPairs: async (query, call) => reader.accountPairs(query, call),
  };
}

/** A lookup that goes out in batches where the call allows it. */
function batched<V>(lookup: Lookup<V>, shared: Call, isAlike: (call: Call) => boolean): Lookup<V> {
  let loader: DataLoader<string, V> | null = null;
  return async (keys, call) => {
    if (!isAlike(call) || keys.length > LARGE) return lookup(keys, call);
    checkCall(call);
    const batch = (loader ??= new DataLoader<string, V>(async (each) => lookup(each, shared)));
    return Promise.all(keys.map(async (key) => batch.load(key)));
  };
}

function remember<V>(known: Map<string, V>, key: string, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}

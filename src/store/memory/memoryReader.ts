import { checkCall } from '../../graph/call.js';
import { parseStoredEdgeId } from '../../graph/ids.js';
import { sumAccountPairs } from './accountPairs.js';
import { policiesAllowing } from './actionTable.js';
import { findEdge, kindMask } from './edgeTable.js';
import { listNodes } from './listing.js';
import { nodeAt } from './nodeTable.js';
import { attachmentsOf, relatedTo } from './relationTable.js';
import { walkLayers } from './walks.js';
import type { ReaderContext } from './readerContext.js';
import type { DerivedEdge, EdgeKind } from '../../graph/edges.js';
import type { Call, GenerationInfo, GraphReader } from '../../graph/store.js';
import type { Generation } from './generation.js';

/** Reads one indexed generation. It holds on to it, so that it reads the same whatever the store does. */
export function memoryReader(generation: Generation, info: GenerationInfo, context: ReaderContext): GraphReader {
  const { graph, nodes, edges, edgeLists, relations } = generation;
  const { now } = context;
  const begin = (call: Call): void => {
    context.assertOpen();
    checkCall(call, now());
  };
  /** Answers for each key in turn, looking at the clock in between. */
  const each = <K, V>(keys: readonly K[], call: Call, answer: (key: K) => V): readonly V[] => {
    begin(call);
    return keys.map((key, index) => {
      if (index % 256 === 255) checkCall(call, now());
      return answer(key);
    });
  };
  const ofNode = <V>(id: string, unknown: V, answer: (index: number) => V): V => {
    const index = nodes.byId.get(id);
    return index === undefined ? unknown : answer(index);
  };
  const edgesInDirection = (
    direction: 'OUT' | 'IN',
    ids: readonly string[],
    kinds: readonly EdgeKind[],
    call: Call,
  ): readonly (readonly DerivedEdge[])[] => {
    const query = { direction, kinds: kindMask(kinds), budget: call.budget };
    return each(ids, call, (id) => ofNode<readonly DerivedEdge[]>(id, [], (index) => edgeLists.of(index, query)));
  };
  return {
    generation: info,
    async gaps(call) {
      begin(call);
      return graph.gaps;
    },
    nodeAtHand(id) {
      context.assertOpen();
      return ofNode(id, null, (index) => nodeAt(nodes, index));
    },
    async nodes(ids, call) {
      return each(ids, call, (id) => ofNode(id, null, (index) => nodeAt(nodes, index)));
    },
    async attachments(ids, call) {
      return each(ids, call, (id) => ofNode(id, [], (index) => attachmentsOf(relations, nodes, index)));
    },
    async documents(keys, call) {
      return each(keys, call, (key) => graph.documents.get(key) ?? null);
    },
    async related(ids, kind, direction, call) {
      return each(ids, call, (id) =>
        ofNode<readonly string[]>(id, [], (index) =>
          relatedTo(relations, index, kind, direction).map((other) => nodeAt(nodes, other).id),
        ),
      );
    },
    async edgesInto(ids, kinds, call) {
      return edgesInDirection('IN', ids, kinds, call);
    },
    async edgesFrom(ids, kinds, call) {
      return edgesInDirection('OUT', ids, kinds, call);
    },
    async edges(ids, call) {
      return each(ids, call, (id) => {
        const key = parseStoredEdgeId(id);
        if (key === null) return null;
        const from = nodes.byId.get(key.from);
        const to = nodes.byId.get(key.to);
        return from === undefined || to === undefined ? null : findEdge(edges, { ...key, from, to });
      });
    },
    async list(query, page, call) {
      begin(call);
      return listNodes(generation, query, page, call, now);
    },
    async search(text, first, call) {
      begin(call);
      return generation.texts().search(text, first, call, now);
    },
    async policiesAllowing(actions, accounts, call) {
      begin(call);
      return policiesAllowing(generation.actions(), actions, accounts);
    },
    async together(work, call) {
      begin(call);
      return work(this);
    },
    walks: (query, call) => walkLayers(edges, query, call, context),
    async accountPairs(query, call) {
      begin(call);
      return sumAccountPairs(edges, query, call, now);
    },
  };
}

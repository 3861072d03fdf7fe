import { checkCall } from '../graph/call.js';
import type { GraphNode } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Promised } from './promised.js';

/** `GraphReader.nodes`, at once where the store has every node at hand. */
export function nodesOf(
  reader: Pick<GraphReader, 'nodes' | 'nodeAtHand'>,
  ids: readonly string[],
  call: Call,
): Promised<readonly (GraphNode | null)[]> {
  if (reader.nodeAtHand === undefined) return reader.nodes(ids, call);
  checkCall(call);
  return ids.map((id) => reader.nodeAtHand?.(id) ?? null);
}

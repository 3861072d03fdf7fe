import type { DerivedEdge } from '../graph/edges.js';
import { techniqueOf } from '../derive/techniques/shipped.js';
import type { Technique } from '../derive/techniques/technique.js';
import { parseEdgeId } from '../graph/ids.js';
import type { GraphNode } from '../graph/nodes.js';
import type { GenerationInfo } from '../graph/store.js';
import type { Ask } from './ask.js';
import { badInput } from './badInput.js';
import { finding } from './findings.js';
import type { Finding } from './findings/finding.js';
import { parseFindingId } from './findings/findingId.js';
import { MOST_ROWS } from './page.js';
import { performedById } from './perform/performedById.js';

/** Whatever has an id of its own. */
export type AnyNode = GraphNode | DerivedEdge | GenerationInfo | Finding | Technique;

/** The nodes with these ids, in their order; null where there is none. Errors: BAD_USER_INPUT for more than 200. */
export async function nodes(ask: Ask, ids: readonly string[]): Promise<readonly (AnyNode | null)[]> {
  if (ids.length > MOST_ROWS) throw badInput('ids', `at most ${MOST_ROWS}`);
  const reader = await ask.reader();
  const keys = new Map(ids.map((id) => [id, parseEdgeId(id)]));
  const edgeIds = ids.filter((id) => keys.get(id) !== null);
  const [found, stored, generations, findings] = await Promise.all([
    reader.nodes(ids, ask.call),
    edgeIds.length === 0 ? [] : reader.edges(edgeIds, ask.call),
    ask.store.generations(ask.call),
    Promise.all(ids.map(async (id) => (parseFindingId(id) === null ? null : finding(ask, id)))),
  ]);
  const edges = await Promise.all(
    edgeIds.map(async (id, index) => {
      const key = keys.get(id);
      return key?.kind === 'CAN_PERFORM' ? performedById(reader, key, ask.question()) : stored[index];
    }),
  );
  const edgeById = new Map(edgeIds.map((id, index) => [id, edges[index] ?? null]));
  return ids.map(
    (id, index) =>
      found[index] ??
      edgeById.get(id) ??
      generations.find((generation) => generation.id === id) ??
      findings[index] ??
      techniqueOf(id),
  );
}

/** The node with this id, or null. */
export async function node(ask: Ask, id: string): Promise<AnyNode | null> {
  const [found] = await nodes(ask, [id]);
  return found ?? null;
}

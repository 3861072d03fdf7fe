import type { DerivedEdge } from '../../graph/edges.js';
import type { PrincipalNode } from '../../graph/nodes.js';
import { nodeId } from '../../graph/ids.js';
import { inPosition, type PlacedHop } from '../inPosition.js';
import type { RadiusSearch } from './radiusSearch.js';

const CHUNK = 100;

/** Edges over which somebody might be reached, whatever led to their starts. */
export interface Possible {
  /** How many hops it takes at least. */
  readonly hops: ReadonlyMap<string, number>;
  /** Edges of a first hop out of a start, and of a later one out of any node, by where they end. */
  readonly firstInto: ReadonlyMap<string, readonly DerivedEdge[]>;
  readonly laterInto: ReadonlyMap<string, readonly DerivedEdge[]>;
}

/** Everybody who can be reached if each hop is behind the most permissive of all paths: nobody else is in reach. */
export async function mightReach(search: RadiusSearch): Promise<Possible> {
  const { query, call } = search;
  const hops = new Map<string, number>();
  const firstInto = new Map<string, DerivedEdge[]>();
  const laterInto = new Map<string, DerivedEdge[]>();
  let layer: readonly string[] = query.from;
  for (let depth = 0; depth < query.maxHops && layer.length > 0; depth++) {
    const next: string[] = [];
    for (let place = 0; place < layer.length; place += CHUNK) {
      const chunk = layer.slice(place, place + CHUNK);
      await search.edgesOut(chunk);
      const index = Math.min(depth, 1);
      const edges = chunk.flatMap((node) => search.edgesAt(node, index));
      await prepareAnywhere(search, edges, index);
      if (call.budget.isSpent) return { hops, firstInto, laterInto };
      for (const edge of edges) {
        await search.pause();
        if (!mightHold(search, edge, index)) continue;
        const into = index === 0 ? firstInto : laterInto;
        into.set(edge.to, [...(into.get(edge.to) ?? []), edge]);
        if (hops.has(edge.to)) continue;
        hops.set(edge.to, depth + 1);
        next.push(edge.to);
      }
    }
    layer = next;
  }
  return { hops, firstInto, laterInto };
}

async function prepareAnywhere(search: RadiusSearch, edges: readonly DerivedEdge[], index: number): Promise<void> {
  const [one] = edges;
  if (one === undefined) return;
  await search.hops.fetchNodes(edges.flatMap(({ from, to }) => [from, to]));
  await search.hops.prepare({ edges, before: [{ edges: index === 0 ? [] : [one] }], isCarrying: true });
}

/** Whether the edge holds as a first hop, or as a later one behind some hop of which nothing is known. */
function mightHold(search: RadiusSearch, edge: DerivedEdge, index: number): boolean {
  const { hops, stated } = search;
  if (hops.at(edge, index) === null) return false;
  const placed = hops.placed(edge, index);
  if (index === 0) return inPosition([placed], stated) !== null;
  const before = anyHopTo(placed);
  return before === null || inPosition([before, placed], stated) !== null;
}

const ANYBODY: PrincipalNode = { label: 'Anyone', id: nodeId.anyone, arn: null, name: 'Anyone', account: null };

/** A hop that gives its session whatever a session can be given: tags, a source identity, a provider's claims. Null where no session is made. */
function anyHopTo({ from }: PlacedHop): PlacedHop | null {
  if (from.label !== 'Role' && from.label !== 'RootUser') return null;
  const open = { needs: null, tagSession: undefined, setSourceIdentity: undefined };
  return { from: ANYBODY, to: from, on: from.arn ?? from.id, action: 'sts:AssumeRoleWithWebIdentity', ...open };
}

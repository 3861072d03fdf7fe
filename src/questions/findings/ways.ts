import { BECOMING_KINDS, type DerivedEdge, type EdgeKind } from '../../graph/edges.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Evidence, Needs } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import { present } from '../../lib/invariant.js';
import { storedConclusion } from '../edgePair.js';
import { fillEvidence, fillNeeds, fillingOf } from '../fill.js';
import { pathsOf } from '../foundPath.js';
import { readGiven } from '../given.js';
import type { Path } from '../path.js';
import { searchPaths } from '../pathSearch.js';
import type { Scene } from './scene.js';

/** A stored edge of any kind, with its ends. */
export interface Way<From extends GraphNode = GraphNode, To extends GraphNode = GraphNode> {
  readonly from: From;
  readonly to: To;
  readonly edge: DerivedEdge;
}

/** Nodes whose edges are fetched together. */
const CHUNK = 200;

/** The edges of these kinds out of these nodes. A spent work budget leaves some out, which the call shows. */
export async function waysFrom<From extends GraphNode>(
  { reader, call }: Scene,
  nodes: readonly From[],
  kinds: readonly EdgeKind[],
): Promise<readonly Way<From>[]> {
  const found: Way<From>[] = [];
  for (let start = 0; start < nodes.length; start += CHUNK) {
    const chunk = nodes.slice(start, start + CHUNK);
    const edges = await reader.edgesFrom(
      chunk.map(({ id }) => id),
      kinds,
      call,
    );
    const ids = [...new Set(edges.flat().map(({ to }) => to))];
    const ends = await reader.nodes(ids, call);
    const byId = new Map(ids.map((id, place) => [id, ends[place] ?? null]));
    for (const [place, from] of chunk.entries()) {
      for (const edge of edges[place] ?? []) {
        found.push({ from, to: present(byId.get(edge.to), 'an edge ends at a node'), edge });
      }
    }
  }
  return found;
}

/** The edges of these kinds into these nodes, from those who are wanted. A spent work budget leaves some out, which the call shows. */
export async function waysInto<To extends GraphNode>(
  { reader, call }: Scene,
  nodes: readonly To[],
  kinds: readonly EdgeKind[],
  isWanted: (from: GraphNode) => boolean,
): Promise<readonly Way<GraphNode, To>[]> {
  const found: Way<GraphNode, To>[] = [];
  for (let start = 0; start < nodes.length; start += CHUNK) {
    const chunk = nodes.slice(start, start + CHUNK);
    const edges = await reader.edgesInto(
      chunk.map(({ id }) => id),
      kinds,
      call,
    );
    const starts = await reader.nodes([...new Set(edges.flat().map(({ from }) => from))], call);
    const wanted = new Map(
      starts.flatMap((node) => (node !== null && isWanted(node) ? [[node.id, node] as const] : [])),
    );
    for (const [place, to] of chunk.entries()) {
      for (const edge of edges[place] ?? []) {
        const from = wanted.get(edge.from);
        if (from !== undefined) found.push({ from, to, edge });
      }
    }
  }
  return found;
}

/** Why the edge is there. */
export function wayEvidence({ from, to, edge }: Way): Evidence {
  return fillEvidence(edge.conclusion.evidence, fillingOf(from, to));
}

/** What it needs; null where it is ALLOWED. */
export function wayNeeds({ from, to, edge }: Way): Needs | null {
  return fillNeeds(edge.conclusion.needs, fillingOf(from, to));
}

/** What was not collected and could change it. */
export function wayGaps({ edge }: Way, all: readonly Gap[]): readonly Gap[] {
  return storedConclusion(edge.conclusion, all).gaps;
}

/** A shortest path over some kinds of edge, one that is ALLOWED before a shorter one that is not. */
export async function shortestWay(
  { reader, call }: Scene,
  ends: { readonly from: string; readonly to: string },
  kinds: readonly EdgeKind[] = BECOMING_KINDS,
): Promise<Path | null> {
  const query = { kinds, from: [ends.from], to: [ends.to], avoid: [], maxHops: 6 };
  for (const decisions of [['ALLOWED'], ['ALLOWED', 'CONDITIONAL']] as const) {
    const searched = await searchPaths(reader, { query, stated: readGiven(null), limit: 1, decisions }, call);
    const [path] = await pathsOf(searched, searched.found, []);
    if (path !== undefined) return path;
  }
  return null;
}

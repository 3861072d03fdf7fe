import { EDGE_KINDS } from '../../graph/edges.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Graph } from '../../graph/graph.js';
import type { GenerationInfo } from '../../graph/store.js';
import { realmOf } from './realm.js';

/** Counts a graph by label, relation kind and edge kind (pairs, not sets), by name. Linear in ends of products, not in their pairs. */
export function countGraph(graph: Graph): GenerationInfo['counts'] {
  const counts = new Map<string, number>();
  const add = (name: string, count: number): void => {
    if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count);
  };
  for (const node of graph.nodes) add(node.label, 1);
  for (const relation of graph.relations) add(relation.kind, 1);
  for (const kind of graph.edges.kind) add(EDGE_KINDS[kind] ?? '', 1);
  const byRealm = new Map<Uint32Array, ReadonlyMap<string, number>>();
  const realms = (ends: Uint32Array): ReadonlyMap<string, number> => {
    let counted = byRealm.get(ends);
    if (counted === undefined) {
      counted = countRealms(graph, ends);
      byRealm.set(ends, counted);
    }
    return counted;
  };
  for (const product of graph.products) {
    const starts = realms(product.from);
    let pairs = product.from.length * product.to.length;
    for (const [realm, ends] of realms(product.to)) pairs -= ends * (starts.get(realm) ?? 0);
    add(product.kind, pairs);
  }
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((left, right) => compareCodePoints(left.name, right.name));
}

function countRealms(graph: Graph, ends: Uint32Array): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const index of ends) {
    const node = graph.nodes[index];
    if (node === undefined) continue;
    const realm = realmOf(node);
    counts.set(realm, (counts.get(realm) ?? 0) + 1);
  }
  return counts;
}

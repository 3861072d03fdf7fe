import { EDGE_KINDS, RELATION_KINDS } from '../../graph/edges.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { type ActionTable, buildActionTable } from './actionTable.js';
import { at } from './compressedRows.js';
import { edgeLists, type EdgeLists } from './edgeLists.js';
import { buildEdgeTable } from './edgeTable.js';
import { NO_ACCOUNT, buildNodeTable } from './nodeTable.js';
import { buildRelationTable, countRelations, relatedTo } from './relationTable.js';
import { buildTextTable } from './textTable.js';
import type { Graph } from '../../graph/graph.js';
import type { GenerationInfo } from '../../graph/store.js';
import type { EdgeTable } from './edgeTable.js';
import type { NodeTable } from './nodeTable.js';
import type { RelationTable } from './relationTable.js';
import type { TextTable } from './textTable.js';

/** One generation, indexed. Nothing in it changes; what is lazy is made once, and what is kept of lists is bounded. */
export interface Generation {
  readonly graph: Graph;
  readonly nodes: NodeTable;
  readonly edges: EdgeTable;
  readonly edgeLists: EdgeLists;
  readonly relations: RelationTable;
  readonly counts: GenerationInfo['counts'];
  readonly texts: () => TextTable;
  readonly actions: () => ActionTable;
  /** Ids of units and numbers of accounts under a unit or root, itself included, by AWS's id of it. */
  readonly under: (unit: string) => ReadonlySet<string>;
}

/** Indexes a graph. `pause` runs between the stages and may throw; `keptEdges`: see `edgeLists`. */
export function buildGeneration(graph: Graph, pause: () => void, keptEdges?: number): Generation {
  const nodes = buildNodeTable(graph.nodes);
  pause();
  const edges = buildEdgeTable(graph, nodes);
  pause();
  const relations = buildRelationTable(graph.relations, nodes);
  pause();
  let texts: TextTable | null = null;
  let actions: ActionTable | null = null;
  return {
    graph,
    nodes,
    edges,
    edgeLists: edgeLists(edges, keptEdges),
    relations,
    counts: countAll(nodes, edges, relations),
    texts: () => (texts ??= buildTextTable(nodes)),
    actions: () => (actions ??= buildActionTable(graph)),
    under: (unit) => collectUnder(nodes, relations, unit),
  };
}

function countAll(nodes: NodeTable, edges: EdgeTable, relations: RelationTable): GenerationInfo['counts'] {
  const counts = new Map<string, number>();
  const add = (name: string, count: number): void => {
    if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count);
  };
  for (const [label, list] of nodes.byLabel) add(label, list.length);
  for (const kind of RELATION_KINDS) add(kind, countRelations(relations, kind));
  for (const [index, kind] of EDGE_KINDS.entries()) {
    add(
      kind,
      edges.columns.kind.reduce((sum, value) => sum + (value === index ? 1 : 0), 0),
    );
  }
  const countPairs = pairCounter(nodes);
  for (const product of edges.products) add(EDGE_KINDS[product.kind] ?? '', countPairs(product.from, product.to));
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((left, right) => compareCodePoints(left.name, right.name));
}

/** Counts the pairs of products, all but those within one account, from how many ends each account has. */
function pairCounter(nodes: NodeTable): (from: Uint32Array, to: Uint32Array) => number {
  const known = new Map<Uint32Array, ReadonlyMap<number, number>>();
  /** By number of account; a node of no account stands for itself, below zero. */
  const counted = (set: Uint32Array): ReadonlyMap<number, number> => {
    const before = known.get(set);
    if (before !== undefined) return before;
    const counts = new Map<number, number>();
    for (const node of set) {
      const account = at(nodes.account, node);
      const key = account === NO_ACCOUNT ? -1 - node : account;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    known.set(set, counts);
    return counts;
  };
  return (from, to) => {
    const starts = counted(from);
    let pairs = from.length * to.length;
    for (const [account, ends] of counted(to)) pairs -= ends * (starts.get(account) ?? 0);
    return pairs;
  };
}

function collectUnder(nodes: NodeTable, relations: RelationTable, unit: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = (nodes.byLabel.get('OrganizationalUnit') ?? []).filter((index) => {
    const node = nodes.nodes[index];
    return node?.label === 'OrganizationalUnit' && node.unitId === unit;
  });
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const node = nodes.nodes[index];
    if (node === undefined || found.has(node.id)) continue;
    found.add(node.id);
    if (node.label === 'Account') found.add(node.accountId);
    open.push(...relatedTo(relations, index, 'CONTAINS', 'OUT'));
  }
  return found;
}

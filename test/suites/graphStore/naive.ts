import { EDGE_KINDS } from '../../../src/graph/edges.js';
import { edgeId } from '../../../src/graph/ids.js';
import { compareListed } from '../../../src/graph/order.js';
import { lowerAscii } from '../../../src/graph/text.js';
import { compareCodePoints } from '../../../src/lib/codePoints.js';
import { present } from '../../../src/lib/invariant.js';
import type { DerivedEdge, EdgeKind } from '../../../src/graph/edges.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { GraphNode } from '../../../src/graph/nodes.js';
import type { AccountPair, Attachment, NodeQuery, WalkQuery } from '../../../src/graph/store.js';

/** Every edge of a graph written out, products pair by pair. The slow truth that stores are compared with. */
export function writeOutEdges(graph: Graph): readonly DerivedEdge[] {
  const edges: DerivedEdge[] = [];
  const add = (kind: EdgeKind, start: number, end: number, index: number): void => {
    const from = present(graph.nodes[start], 'node').id;
    const to = present(graph.nodes[end], 'node').id;
    const conclusion = present(graph.conclusions[index], 'conclusion');
    edges.push({ id: edgeId({ kind, from, to, action: conclusion.action }), kind, from, to, conclusion });
  };
  const { kind, from, to, conclusion } = graph.edges;
  for (const [number, start] of from.entries()) {
    add(present(EDGE_KINDS[kind[number] ?? -1], 'kind'), start, to[number] ?? -1, conclusion[number] ?? -1);
  }
  for (const product of graph.products) {
    for (const start of product.from) {
      for (const end of product.to) {
        const accounts = [graph.nodes[start]?.account, graph.nodes[end]?.account];
        if (start === end || (accounts[0] !== null && accounts[0] === accounts[1])) continue;
        add(product.kind, start, end, product.conclusion);
      }
    }
  }
  return edges;
}

/** Edges at a node in the order of the port. */
export function edgesAt(
  edges: readonly DerivedEdge[],
  node: string,
  kinds: readonly EdgeKind[],
  direction: 'OUT' | 'IN',
): readonly DerivedEdge[] {
  const own = direction === 'OUT' ? 'from' : 'to';
  const other = direction === 'OUT' ? 'to' : 'from';
  return edges
    .filter((edge) => edge[own] === node && kinds.some((kind) => kind === edge.kind))
    .sort((left, right) => compareCodePoints(left[other], right[other]) || compareCodePoints(left.id, right.id));
}

/** All walks of exactly this length, by brute force. */
export function walksOf(
  edges: readonly DerivedEdge[],
  query: WalkQuery,
  length: number,
): readonly (readonly DerivedEdge[])[] {
  const usable = edges.filter(
    (edge) =>
      query.kinds.some((kind) => kind === edge.kind) &&
      !query.avoid.includes(edge.from) &&
      !query.avoid.includes(edge.to),
  );
  let walks: readonly (readonly DerivedEdge[])[] = usable
    .filter((edge) => query.from.includes(edge.from) && edge.conclusion.holdsFirst)
    .map((edge) => [edge]);
  for (let step = 1; step < length; step++) {
    walks = walks.flatMap((walk) =>
      usable
        .filter((edge) => edge.from === walk.at(-1)?.to && edge.conclusion.holdsLater)
        .map((edge) => [...walk, edge]),
    );
  }
  return walks.filter((walk) => query.to.includes(walk.at(-1)?.to ?? ''));
}

/** Access between accounts, pair by pair. */
export function accountPairsOf(
  graph: Graph,
  edges: readonly DerivedEdge[],
  kinds: readonly EdgeKind[],
): readonly AccountPair[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const rows = new Map<string, { from: string | null; to: string; edges: DerivedEdge[] }>();
  for (const edge of edges) {
    const start = present(nodes.get(edge.from), 'start');
    const end = present(nodes.get(edge.to), 'end');
    if (!kinds.some((kind) => kind === edge.kind) || start.label === 'Service' || end.account === null) continue;
    if (start.account === end.account) continue;
    const key = JSON.stringify([start.account, end.account]);
    const row = rows.get(key) ?? { from: start.account, to: end.account, edges: [] };
    row.edges.push(edge);
    rows.set(key, row);
  }
  return [...rows.values()]
    .map(
      (row): AccountPair => ({
        from: row.from,
        to: row.to,
        decision: row.edges.some((edge) => edge.conclusion.decision === 'ALLOWED') ? 'ALLOWED' : 'CONDITIONAL',
        principalCount: new Set(row.edges.map((edge) => edge.from)).size,
        roleCount: new Set(row.edges.map((edge) => edge.to)).size,
        gaps: [...new Set(row.edges.flatMap((edge) => edge.conclusion.gaps))].sort((left, right) => left - right),
      }),
    )
    .sort(
      (left, right) => compareCodePoints(left.from ?? '~', right.from ?? '~') || compareCodePoints(left.to, right.to),
    );
}

/** Nodes that match, in the order of listings. */
export function listOf(graph: Graph, query: NodeQuery): readonly GraphNode[] {
  const under = query.organizationalUnit === undefined ? null : underUnit(graph, query.organizationalUnit);
  return graph.nodes
    .filter((node) => {
      if (!query.labels.includes(node.label)) return false;
      if (query.accounts !== undefined && !query.accounts.includes(node.account ?? '')) return false;
      if (query.arns !== undefined && !query.arns.includes(node.arn ?? '')) return false;
      if (query.text !== undefined && !containsText(node, query.text)) return false;
      if (under !== null && !under.has(node.label === 'OrganizationalUnit' ? node.id : `account:${node.account}`))
        return false;
      if (query.isCollected !== undefined && !(node.label === 'Account' && node.isCollected === query.isCollected))
        return false;
      if (query.types !== undefined && (node.label !== 'Resource' || !query.types.includes(node.type))) return false;
      if (query.isInOrganization !== undefined) {
        if (node.label !== 'Account' || (node.organizationId !== null) !== query.isInOrganization) return false;
      }
      const tags = 'tags' in node ? node.tags : [];
      return (query.tags ?? []).every((wanted) =>
        tags.some(
          (tag) => tag.key === wanted.key && (wanted.values === undefined || wanted.values.includes(tag.value)),
        ),
      );
    })
    .sort(compareListed);
}

function underUnit(graph: Graph, unitId: string): ReadonlySet<string> {
  const found = new Set([`unit:${unitId}`]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const relation of graph.relations) {
      if (relation.kind === 'CONTAINS' && found.has(relation.from)) found.add(relation.to);
    }
  }
  return found;
}

function containsText(node: GraphNode, text: string): boolean {
  const wanted = lowerAscii(text);
  return lowerAscii(node.name).includes(wanted) || lowerAscii(node.arn ?? '').includes(wanted);
}

/** What a search box shows. */
export function searchOf(graph: Graph, text: string, first: number): readonly GraphNode[] {
  const wanted = lowerAscii(text);
  const rank = (node: GraphNode): number => {
    const name = lowerAscii(node.name);
    return name === wanted ? 0 : name.startsWith(wanted) ? 1 : 2;
  };
  return graph.nodes
    .filter((node) => containsText(node, text))
    .sort((left, right) => rank(left) - rank(right) || compareListed(left, right))
    .slice(0, first);
}

/** Policies in force on a node. */
export function attachmentsAt(graph: Graph, node: string): readonly Attachment[] {
  const groups = graph.relations
    .filter((relation) => relation.kind === 'MEMBER_OF' && relation.from === node)
    .map((relation) => relation.to);
  const found: Attachment[] = [];
  for (const { kind, from, to, use } of graph.relations) {
    if (kind === 'GOVERNED_BY' && from === node) found.push({ policy: to, use: 'CONTROL', through: from });
    if (kind !== 'HAS_POLICY' || use === null) continue;
    if (from === node || (groups.includes(from) && use === 'PERMISSIONS'))
      found.push({ policy: to, use, through: from });
  }
  const order = ['PERMISSIONS', 'BOUNDARY', 'CONTROL'];
  return found.sort(
    (left, right) =>
      order.indexOf(left.use) - order.indexOf(right.use) ||
      compareCodePoints(left.through, right.through) ||
      compareCodePoints(left.policy, right.policy),
  );
}

import { RELATION_KINDS } from '../../graph/edges.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { present } from '../../lib/invariant.js';
import { at, compressRows, rowOf } from './compressedRows.js';
import { nodeAt } from './nodeTable.js';
import type { AttachmentUse, Relation, RelationKind } from '../../graph/edges.js';
import type { Attachment } from '../../graph/store.js';
import type { CompressedRows } from './compressedRows.js';
import type { NodeTable } from './nodeTable.js';

/** Raw relations of one kind: their ends, and the numbers of relations out of and into each node. */
interface KindTable {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly use: readonly (AttachmentUse | null)[];
  readonly out: CompressedRows;
  readonly into: CompressedRows;
}

/** Raw relations by kind. */
export type RelationTable = Readonly<Record<RelationKind, KindTable>>;

/** Indexes the relations of a graph. Both ends have to be nodes of it. */
export function buildRelationTable(relations: readonly Relation[], nodes: NodeTable): RelationTable {
  const byKind = Object.fromEntries(RELATION_KINDS.map((kind) => [kind, [] as Relation[]])) as Record<
    RelationKind,
    Relation[]
  >;
  for (const relation of relations) byKind[relation.kind].push(relation);
  return Object.fromEntries(
    RELATION_KINDS.map((kind) => [kind, buildKindTable(byKind[kind], nodes)]),
  ) as unknown as RelationTable;
}

function buildKindTable(relations: readonly Relation[], nodes: NodeTable): KindTable {
  const indexOf = (id: string): number => present(nodes.byId.get(id), 'both ends of a relation are nodes');
  const from = Uint32Array.from(relations, (relation) => indexOf(relation.from));
  const to = Uint32Array.from(relations, (relation) => indexOf(relation.to));
  const numbers = [...relations.keys()];
  const count = nodes.nodes.length;
  return {
    from,
    to,
    use: relations.map((relation) => relation.use),
    out: compressRows(numbers, (number) => at(from, number), count),
    into: compressRows(numbers, (number) => at(to, number), count),
  };
}

/** How many relations of a kind there are. */
export function countRelations(table: RelationTable, kind: RelationKind): number {
  return table[kind].from.length;
}

/** Indexes of the nodes at the other end, each once, in the order of listings. */
export function relatedTo(
  table: RelationTable,
  node: number,
  kind: RelationKind,
  direction: 'OUT' | 'IN',
): readonly number[] {
  const { from, to, out, into } = table[kind];
  const others = new Set<number>();
  for (const number of rowOf(direction === 'OUT' ? out : into, node))
    others.add(at(direction === 'OUT' ? to : from, number));
  return [...others].sort((left, right) => left - right);
}

const USE_ORDER: Readonly<Record<AttachmentUse, number>> = { PERMISSIONS: 0, BOUNDARY: 1, CONTROL: 2 };

/** Policies in force on a node, those of its groups included. */
export function attachmentsOf(table: RelationTable, nodes: NodeTable, node: number): readonly Attachment[] {
  const found: Attachment[] = [];
  const collect = (owner: number, uses: readonly AttachmentUse[]): void => {
    const { to, use, out } = table.HAS_POLICY;
    for (const number of rowOf(out, owner)) {
      const usedFor = use[number] ?? null;
      if (usedFor === null || !uses.includes(usedFor)) continue;
      found.push({ policy: nodeAt(nodes, at(to, number)).id, use: usedFor, through: nodeAt(nodes, owner).id });
    }
  };
  collect(node, ['PERMISSIONS', 'BOUNDARY']);
  for (const group of relatedTo(table, node, 'MEMBER_OF', 'OUT')) collect(group, ['PERMISSIONS']);
  for (const policy of relatedTo(table, node, 'GOVERNED_BY', 'OUT')) {
    found.push({ policy: nodeAt(nodes, policy).id, use: 'CONTROL', through: nodeAt(nodes, node).id });
  }
  return found.sort(
    (left, right) =>
      USE_ORDER[left.use] - USE_ORDER[right.use] ||
      compareCodePoints(left.through, right.through) ||
      compareCodePoints(left.policy, right.policy),
  );
}

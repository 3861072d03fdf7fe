import type { AttachmentUse, Relation, RelationKind } from '../../graph/edges.js';
import type { GraphNode } from '../../graph/nodes.js';
import { documentTable, type DocumentTable } from '../documents.js';

/** The raw graph while it is put together: nodes by id, relations as they come. */
export interface Draft {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly relations: readonly Relation[];
  readonly documents: DocumentTable;
  /** Keeps the first node of an id. */
  addNode(node: GraphNode): void;
  /** Puts the node in place of the one of its id. */
  setNode(node: GraphNode): void;
  relate(
    kind: RelationKind,
    from: string,
    to: string,
    details?: { readonly use?: AttachmentUse; readonly statement?: number },
  ): void;
}

export function draftGraph(): Draft {
  const nodes = new Map<string, GraphNode>();
  const relations: Relation[] = [];
  return {
    nodes,
    relations,
    documents: documentTable(),
    addNode(node) {
      if (!nodes.has(node.id)) nodes.set(node.id, node);
    },
    setNode(node) {
      nodes.set(node.id, node);
    },
    relate(kind, from, to, details = {}) {
      relations.push({ kind, from, to, use: details.use ?? null, statement: details.statement ?? null });
    },
  };
}

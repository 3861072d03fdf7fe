import { at } from './compressedRows.js';

/** So many marked nodes are told apart by their numbers; with more, every node has its place. */
const FEW = 512;

/**
 * A small number for each node that was marked, 0 for all others. Most searches look at a handful of nodes: an array as long as the graph for
 * each of them would cost more than the search.
 */
export interface NodeMarks {
  readonly few: Map<number, number>;
  all: Uint32Array | null;
  /** How many nodes there are. */
  readonly size: number;
}

/** No node is marked. */
export function beginMarks(size: number): NodeMarks {
  return { few: new Map(), all: null, size };
}

export function markOf({ few, all }: NodeMarks, node: number): number {
  return all === null ? (few.get(node) ?? 0) : at(all, node);
}

export function mark(marks: NodeMarks, node: number, value: number): void {
  if (marks.all !== null) {
    marks.all[node] = value;
    return;
  }
  marks.few.set(node, value);
  if (marks.few.size <= FEW) return;
  marks.all = new Uint32Array(marks.size);
  for (const [marked, number] of marks.few) marks.all[marked] = number;
}

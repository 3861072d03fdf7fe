import { at } from './compressedRows.js';

/** A byte for each of so many nodes costs about as much as looking one node up by its number. */
const BYTES_PER_USE = 512;

/**
 * A byte for each node that was marked, 0 for all others. Many searches look at a handful of nodes of a large graph: an array as long as the
 * graph for each of them would cost more than the search. So marks are kept by number at first, and in an array once there is much to do.
 */
export interface NodeMarks {
  readonly few: Map<number, number>;
  all: Uint8Array | null;
  /** How often `few` was used. */
  used: number;
  /** How many nodes there are. */
  readonly size: number;
}

/** No node is marked. */
export function beginMarks(size: number): NodeMarks {
  return { few: new Map(), all: null, used: 0, size };
}

export function markOf(marks: NodeMarks, node: number): number {
  if (marks.all !== null) return at(marks.all, node);
  marks.used++;
  return marks.few.get(node) ?? 0;
}

/** `value` fits a byte. */
export function mark(marks: NodeMarks, node: number, value: number): void {
  if (marks.all !== null) {
    marks.all[node] = value;
    return;
  }
  marks.few.set(node, value);
  marks.used++;
  if (marks.used * BYTES_PER_USE <= marks.size) return;
  marks.all = new Uint8Array(marks.size);
  for (const [marked, number] of marks.few) marks.all[marked] = number;
}

import { at } from './compressedRows.js';

/** A byte for each of so many nodes costs about as much as telling one marked node apart by its number, each time that it is looked for. */
const BYTES_PER_MARK = 2048;

/**
 * A byte for each node that was marked, 0 for all others. Many searches look at a handful of nodes of a large graph: an array as long as the
 * graph for each of them would cost more than the search. So the first marks are kept by number, and an array is made once there are more.
 */
export interface NodeMarks {
  readonly few: Map<number, number>;
  all: Uint8Array | null;
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

/** `value` fits a byte. */
export function mark(marks: NodeMarks, node: number, value: number): void {
  if (marks.all !== null) {
    marks.all[node] = value;
    return;
  }
  marks.few.set(node, value);
  if (marks.few.size * BYTES_PER_MARK <= marks.size) return;
  marks.all = new Uint8Array(marks.size);
  for (const [marked, number] of marks.few) marks.all[marked] = number;
}

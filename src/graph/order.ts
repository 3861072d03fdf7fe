import { compareCodePoints } from '../lib/codePoints.js';
import type { GraphNode } from './nodes.js';

type Ordered = Pick<GraphNode, 'id' | 'arn' | 'name'>;

/** The order of listings: by ARN, those without one last by name, then id; by code point. */
export function compareListed(left: Ordered, right: Ordered): number {
  if (left.arn !== null && right.arn !== null) {
    return compareCodePoints(left.arn, right.arn) || compareCodePoints(left.id, right.id);
  }
  if (left.arn !== null) return -1;
  if (right.arn !== null) return 1;
  return compareCodePoints(left.name, right.name) || compareCodePoints(left.id, right.id);
}

/** The order of nodes in paths: by ARN (id where there is none), then id; by code point. */
export function compareOnPaths(left: Ordered, right: Ordered): number {
  return compareCodePoints(left.arn ?? left.id, right.arn ?? right.id) || compareCodePoints(left.id, right.id);
}

/** The position of each item once the list is sorted by `compare`. */
export function ranks<T>(items: readonly T[], compare: (left: T, right: T) => number): Uint32Array {
  const order = items.map((item, index) => ({ item, index }));
  order.sort((left, right) => compare(left.item, right.item));
  const result = new Uint32Array(items.length);
  for (const [rank, { index }] of order.entries()) result[index] = rank;
  return result;
}

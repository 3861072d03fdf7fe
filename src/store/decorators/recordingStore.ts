import { compareCodePoints } from '../../lib/codePoints.js';
import { observedStore } from './observedStore.js';
import type { GraphStore } from '../../graph/store.js';
import type { PortMethod } from './observedStore.js';

/** A call as golden tests compare it: lists of ids sorted, keys of objects too. */
export interface RecordedCall {
  readonly method: PortMethod;
  readonly args: readonly unknown[];
}

/** A store with the calls that reached it so far, in the order in which they came. */
export interface RecordingStore {
  readonly store: GraphStore;
  readonly calls: readonly RecordedCall[];
}

/** Records every call to a store, so that a lost batch shows as a difference. */
export function recordingStore(store: GraphStore): RecordingStore {
  const calls: RecordedCall[] = [];
  const observed = observedStore(store, (method, args) => {
    calls.push({ method, args: args.map(sortParts) });
    return () => undefined;
  });
  return { store: observed, calls };
}

function sortParts(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(sortParts);
    return items.every((item) => typeof item === 'string') ? items.toSorted(compareCodePoints) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, sortParts(part)] as const);
  return Object.fromEntries(entries.sort(([left], [right]) => compareCodePoints(left, right)));
}

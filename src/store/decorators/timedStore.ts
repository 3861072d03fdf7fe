import { KnownError } from '../../lib/errors.js';
import { observedStore } from './observedStore.js';
import type { GraphStore } from '../../graph/store.js';
import type { ErrorCode } from '../../lib/errors.js';
import type { PortMethod } from './observedStore.js';

/** One call that ended. `outcome` is OK, the code of a foreseen error, or OTHER (an abort, a fault of ours). */
export interface Timing {
  readonly method: PortMethod;
  readonly milliseconds: number;
  readonly outcome: 'OK' | ErrorCode | 'OTHER';
}

/** The same store, telling how long each call took and how it ended. Walks count until no more of them are asked for. */
export function timedStore(store: GraphStore, observe: (timing: Timing) => void): GraphStore {
  return observedStore(store, (method) => {
    const start = performance.now();
    return (failure) => {
      observe({ method, milliseconds: performance.now() - start, outcome: outcomeOf(failure) });
    };
  });
}

function outcomeOf(failure: unknown): Timing['outcome'] {
  if (failure === null) return 'OK';
  return failure instanceof KnownError ? failure.code : 'OTHER';
}

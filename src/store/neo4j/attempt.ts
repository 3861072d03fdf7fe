import { setMaxListeners } from 'node:events';
import { KnownError } from '../../lib/errors.js';
import { explainDriverError } from './driverErrors.js';
import type { Call } from '../../graph/store.js';

/** Milliseconds that suffice to begin a transaction: a store that needs longer does not answer, whatever the deadline was. */
const BEGIN_MS = 900;

/** How far an attempt came. */
export interface Progress {
  /** Neo4j answered: a transaction was begun. */
  hasBegun: boolean;
  /** What Neo4j last refused, which the driver may be repeating. */
  failure: unknown;
}

/** Nothing was begun within the patience, so nothing was done either: another connection may answer. */
export class Unbegun extends Error {}

/**
 * Whatever comes first: the work's end, the signal, the end of the time, or that nothing begins within the patience (milliseconds,
 * Infinity for none).
 * Errors: those of the work; the signal's reason; `Unbegun`; at the end of the time what is known by then: what Neo4j refused, otherwise
 * DEADLINE_EXCEEDED of a question that was begun or had little time, STORE_UNAVAILABLE of one that was not.
 */
export async function attemptWithin<T>(
  time: { readonly call: Call; readonly left: number; readonly patience: number },
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  const { call, left, patience } = time;
  const progress: Progress = { hasBegun: false, failure: undefined };
  const started = performance.now();
  let clean = (): void => undefined;
  const end = new Promise<never>((_, reject) => {
    const late = setTimeout(() => reject(tooLate(call, progress, left)), left);
    const hurry =
      patience < left
        ? setTimeout(() => {
            if (!progress.hasBegun) reject(new Unbegun());
          }, patience)
        : undefined;
    const abort = (): void => {
      const reason = call.signal.reason as Error;
      reject(isDeadline(reason) ? tooLate(call, progress, performance.now() - started) : reason);
    };
    // Many calls of one question wait on one signal at a time, and each takes its listener away again.
    setMaxListeners(0, call.signal);
    call.signal.addEventListener('abort', abort, { once: true });
    clean = () => {
      clearTimeout(late);
      clearTimeout(hurry);
      call.signal.removeEventListener('abort', abort);
    };
  });
  const answer = work(progress);
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, end]);
  } catch (error) {
    // The driver reads the first bytes of a connection as if they came at once.
    const isGarbled = !progress.hasBegun && error instanceof RangeError;
    throw isGarbled ? new KnownError('STORE_UNAVAILABLE', 'Neo4j answers in pieces', { cause: error }) : error;
  } finally {
    clean();
  }
}

/** The server ends a question by its signal at the same time as its call's deadline passes. */
function isDeadline(reason: unknown): boolean {
  return reason instanceof KnownError && reason.code === 'DEADLINE_EXCEEDED';
}

function tooLate(call: Call, progress: Progress, waited: number): Error {
  if (progress.failure !== undefined) return explainDriverError(progress.failure) as Error;
  if (!progress.hasBegun && waited >= BEGIN_MS)
    return new KnownError('STORE_UNAVAILABLE', 'Neo4j did not answer in time');
  // Timers go by whole milliseconds.
  return performance.now() >= call.deadline - 2 || call.signal.aborted
    ? new KnownError('DEADLINE_EXCEEDED', 'the question did not end within its deadline')
    : new KnownError('STORE_UNAVAILABLE', 'Neo4j did not end a transaction in time');
}

import type { Logger } from 'pino';
import type { RunningServer } from './createServer.js';

/**
 * Stops the server on SIGTERM and SIGINT, and reloads on SIGHUP. A second signal to stop does not wait any longer.
 * Returns what takes the handlers off again; `stopped` resolves when a signal has stopped the server.
 */
export function stopOnSignals(options: {
  readonly server: RunningServer;
  readonly logger: Logger;
  /** Failures of a reload are its own to tell; one that throws all the same is logged. */
  readonly onReload?: () => Promise<void>;
}): { readonly stopped: Promise<void>; readonly remove: () => void } {
  const stopped = withResolvers();
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    options.logger.info({ signal }, stopping ? 'stopping at once' : 'stopping');
    const ended = stopping ? options.server.stopNow() : options.server.stop();
    stopping = true;
    ended.then(stopped.resolve, stopped.reject);
  };
  const reload = (): void => {
    options.onReload?.().catch((error: unknown) => {
      options.logger.error({ error: error instanceof Error ? error.message : 'unknown' }, 'the reload failed');
    });
  };
  process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', reload);
  return {
    stopped: stopped.promise,
    remove: () => {
      process.off('SIGTERM', stop).off('SIGINT', stop).off('SIGHUP', reload);
    },
  };
}

/** A promise with its ends in hand; Node 20 has no Promise.withResolvers. */
function withResolvers(): {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
} {
  let resolve = (): void => undefined;
  let reject = (_reason: unknown): void => undefined;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

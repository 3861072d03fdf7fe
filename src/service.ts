import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { createContext } from '../resolvers/context.js';
import { buildSchema } from '../resolvers/index.js';
import type { Config } from './config.js';
import { unboundedCall } from './graph/call.js';
import type { OpenGraphOptions } from './index.js';
import { readFindingsSettings } from './findingSettings.js';
import { KnownError } from './lib/errors.js';
import { packageRoot } from './packageRoot.js';
import { createServer, type RunningServer } from './server/createServer.js';
import { batchedStore } from './store/decorators/batchedStore.js';
import { currentGeneration, loadGraph, openStore } from './wire.js';

/** What a service serves. Without dumps: what its store holds already. */
export interface ServiceOptions extends Pick<OpenGraphOptions, 'lenient' | 'strict' | 'onProgress'> {
  readonly dumps: readonly string[];
  readonly config: Config;
  readonly logger: Logger;
  /** Ends the first loading early. */
  readonly signal: AbortSignal;
}

/** A server with its store, loaded. */
export interface Service {
  readonly server: RunningServer;
  /**
   * Loads the dumps again. A dump that is refused leaves the generation served as it is, and is told in the log.
   * Calls while one is running are answered by one more.
   */
  readonly reload: () => Promise<void>;
  /** Ends the way to the store, which keeps the process alive. The server has to be stopped. */
  readonly close: () => Promise<void>;
}

/**
 * Listens, loads, and is ready. `/readyz` says 503 until then.
 * Errors: those of the first loading (the server is stopped again), and those of listening.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { config, logger } = options;
  let findings = readFindingsSettings(config.findings);
  const store = await openStore(config, options.signal);
  const schema = buildSchema();
  const server = await createServer({
    schema,
    createContext: ({ requestId, signal }) =>
      createContext({ store: batchedStore(store), config, findings, signal, requestId }),
    currentGeneration: async () => currentGeneration(store, config.deadlineMs),
    config,
    logger,
    explorer: fileURLToPath(new URL('dist/explorer', packageRoot)),
  });
  const load = async (signal: AbortSignal): Promise<void> => {
    const started = performance.now();
    const settings = readFindingsSettings(config.findings);
    const graph = await loadGraph({ ...options, signal });
    const generation = await store.replaceGeneration(graph, unboundedCall(signal));
    findings = settings;
    logger.info(
      { generation: generation.id, nodes: graph.nodes.length, durationMs: Math.round(performance.now() - started) },
      'a generation is current',
    );
  };
  try {
    if (options.dumps.length > 0) await load(options.signal);
  } catch (error) {
    await server.stopNow();
    await store.close();
    throw error;
  }
  return { server, reload: oneAtATime(async () => reload(load, logger)), close: async () => store.close() };
}

async function reload(load: (signal: AbortSignal) => Promise<void>, logger: Logger): Promise<void> {
  try {
    await load(new AbortController().signal);
  } catch (error) {
    const told =
      error instanceof KnownError
        ? { code: error.code, file: error.place?.file, pointer: error.place?.pointer, reason: error.message }
        : { code: 'INTERNAL', reason: error instanceof Error ? error.message : 'unknown' };
    logger.error(told, 'the dump was not loaded; the generation before it is still served');
  }
}

/** Runs the work, and once more after it when it was asked for meanwhile. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const run = (): Promise<void> => {
    running = work().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (running === null) return run();
    next ??= running.then(() => {
      next = null;
      return run();
    });
    return next;
  };
}

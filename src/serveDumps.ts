import { createProgress } from './cli/progress.js';
import { readConfig } from './config.js';
import { makeLogger } from './server/logger.js';
import { stopOnSignals } from './server/stopOnSignals.js';
import { startService } from './service.js';
import { watchDumps } from './watchDumps.js';

/** What is served, and how. */
export interface ServeDumpsOptions {
  readonly dumps: readonly string[];
  readonly lenient: boolean;
  readonly strict: boolean;
  /** Loads again when a file of the dumps changes. */
  readonly watch: boolean;
  /** Ends the first loading early. */
  readonly signal: AbortSignal;
}

/**
 * Serves dumps until SIGTERM or SIGINT; loads them again on SIGHUP.
 * Errors: CONFIG_INVALID, those of the first loading, those of listening.
 */
export async function serveDumps(options: ServeDumpsOptions): Promise<void> {
  const config = readConfig();
  const logger = makeLogger(config.logLevel);
  const progress = createProgress(process.stderr);
  const { server, reload, close } = await startService({
    ...options,
    config,
    logger,
    onProgress: progress.update,
  }).finally(progress.end);
  const signals = stopOnSignals({ server, logger, onReload: reload });
  const watching = options.watch ? watchDumps(options.dumps, { onChange: reload, logger }) : null;
  logger.info({ url: `${server.url}/graphql` }, 'open this in a browser, or POST operations to it');
  try {
    await signals.stopped;
  } finally {
    watching?.close();
    signals.remove();
    await close();
  }
}

import { type FSWatcher, watch } from 'node:fs';
import type { Logger } from 'pino';

/** How long a dump has to be quiet before it is read again: a collector writes many files. */
const QUIET_MS = 500;

/** Calls `onChange` when a file of the dumps has changed and nothing more has for half a second. */
export function watchDumps(
  dumps: readonly string[],
  options: { readonly onChange: () => Promise<void>; readonly logger: Logger },
): { close(): void } {
  let timer: NodeJS.Timeout | null = null;
  const changed = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      void options.onChange();
    }, QUIET_MS);
  };
  const watchers: readonly FSWatcher[] = dumps.map((path) =>
    watch(path, { recursive: true }, changed).on('error', (error) => {
      options.logger.error({ path, reason: error.message }, 'watching the dump failed; SIGHUP loads it again');
    }),
  );
  return {
    close() {
      if (timer !== null) clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

import { EXAMPLE_DUMP } from '../../example.js';
import { serveDumps } from '../../serveDumps.js';

/** Options of `permgraph serve`. */
export interface ServeOptions {
  readonly lenient?: boolean;
  readonly strict?: boolean;
  readonly watch?: boolean;
}

/** Serves dumps until a signal stops it; without one the example organisation, saying so on stderr. */
export async function serve(dumps: readonly string[], options: ServeOptions, signal: AbortSignal): Promise<void> {
  if (dumps.length === 0) {
    process.stderr.write('permgraph: no dump given, so this serves the example organisation that ships with it\n');
  }
  await serveDumps({
    dumps: dumps.length === 0 ? [EXAMPLE_DUMP] : dumps,
    lenient: options.lenient === true,
    strict: options.strict === true,
    watch: options.watch === true,
    signal,
  });
}

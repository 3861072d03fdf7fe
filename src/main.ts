import { describeError, exitCodeOf, INTERRUPTED } from './cli/exitCodes.js';
import { serve } from './cli/commands/serve.js';

/** `npm start`: serves the dumps named on the command line, or the example organisation. */
const interruption = new AbortController();
const interrupt = (): void => interruption.abort(INTERRUPTED);
process.once('SIGINT', interrupt);
process.once('SIGTERM', interrupt);

try {
  await serve(process.argv.slice(2), {}, interruption.signal);
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = exitCodeOf(error);
}

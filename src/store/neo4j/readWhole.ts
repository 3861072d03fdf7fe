import { checkCall } from '../../graph/call.js';
import { KnownError } from '../../lib/errors.js';
import { GENERATIONS } from './statements/generations.js';
import { repeatableCall } from './repeatableCall.js';
import type { Call } from '../../graph/store.js';
import type { Connection, Run } from './connection.js';

/**
 * Reads a load in one transaction, and looks afterwards in it whether the load is still whole: removing says so before it takes anything
 * away. The work is done anew where the driver repeats the transaction, and what its call takes off the budget is taken once.
 * Errors: GENERATION_GONE when it is not whole; those of the connection.
 */
export async function readWhole<T>(
  connection: Connection,
  load: string,
  call: Call,
  work: (run: Run, call: Call) => Promise<T>,
): Promise<T> {
  checkCall(call);
  const again = repeatableCall(call);
  return connection.read(call, async (run) => {
    const answer = await work(run, again());
    const [state] = await run<{ readonly isWhole: boolean }>(GENERATIONS.isWhole, { load });
    if (state?.isWhole !== true) {
      throw new KnownError('GENERATION_GONE', 'the generation that was being read is not kept any more');
    }
    return answer;
  });
}

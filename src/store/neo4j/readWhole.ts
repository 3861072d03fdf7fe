import { checkCall } from '../../graph/call.js';
import { KnownError } from '../../lib/errors.js';
import { GENERATIONS } from './statements/generations.js';
import { repeatableCall } from './repeatableCall.js';
import type { Call } from '../../graph/store.js';
import type { Connection, Run } from './connection.js';

interface State {
  readonly [key: string]: unknown;
  readonly isWhole: boolean;
}

/** How a load is read in the transaction in hand. */
export interface WholeRun {
  readonly run: Run;
  /** The same for a statement that is likely the last: the look at the load is sent with it, so that it costs no way of its own. */
  readonly last: Run;
}

/**
 * Reads a load in one transaction, and looks afterwards in it whether the load is still whole: removing says so before it takes anything
 * away. The work is done anew where the driver repeats the transaction, and what its call takes off the budget is taken once.
 * Errors: GENERATION_GONE when it is not whole; those of the connection.
 */
export async function readWhole<T>(
  connection: Connection,
  load: string,
  call: Call,
  work: (way: WholeRun, call: Call) => Promise<T>,
): Promise<T> {
  checkCall(call);
  const again = repeatableCall(call);
  return connection.read(call, async (send) => {
    const look = async (): Promise<readonly State[]> => send<State>(GENERATIONS.isWhole, { load });
    let looked: Promise<readonly State[]> | null = null;
    const run: Run = async (statement, parameters) => {
      looked = null;
      return send(statement, parameters);
    };
    const last: Run = async (statement, parameters) => {
      const answer = send(statement, parameters);
      looked = look();
      // Whoever waits for the answer hears of a failure too.
      looked.catch(() => undefined);
      return answer as never;
    };
    const answer = await work({ run, last }, again());
    const [state] = await (looked ?? look());
    if (state?.isWhole !== true) {
      throw new KnownError('GENERATION_GONE', 'the generation that was being read is not kept any more');
    }
    return answer;
  });
}

import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { evaluateLine } from '../../evaluate/index.js';
import { KnownError } from '../../lib/errors.js';
import { EXIT } from '../exitCodes.js';
import { linesOf } from '../lines.js';

/**
 * Decides every line of a file of cases, `-` for stdin, and writes an answer a line in the same order. Gives the exit code: 3 when a case
 * could not be read. Errors: FILE_NOT_FOUND.
 */
export async function evaluate(cases: string, signal: AbortSignal): Promise<number> {
  const source = cases === '-' ? process.stdin : createReadStream(cases);
  const refused: number[] = [];
  let number = 0;
  try {
    for await (const line of linesOf(source)) {
      signal.throwIfAborted();
      number++;
      const answer = evaluateLine(line);
      if (answer === null) continue;
      if ('error' in answer) refused.push(number);
      if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain', { signal });
    }
  } catch (error) {
    throw isMissing(error) ? new KnownError('FILE_NOT_FOUND', `${cases} cannot be read`, { cause: error }) : error;
  }
  if (refused.length === 0) return EXIT.answered;
  const shown = refused.slice(0, 20).join(', ') + (refused.length > 20 ? ', …' : '');
  process.stderr.write(`permgraph: ${refused.length} of ${number} lines could not be read: ${shown}\n`);
  return EXIT.badInput;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'syscall' in error && error.code !== 'EPIPE';
}

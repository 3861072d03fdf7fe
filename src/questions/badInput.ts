import { KnownError } from '../lib/errors.js';

/** An error that names the argument at fault, dotted where it is a field of one: `where.principals`. */
export function badInput(argument: string, reason: string): KnownError {
  return new KnownError('BAD_USER_INPUT', `${argument}: ${reason}`, { details: { argument } });
}

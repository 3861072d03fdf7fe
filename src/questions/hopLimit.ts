import { badInput } from './badInput.js';

/** The most hops that a path may have. */
const MOST_HOPS = 16;

/** How many hops are wanted. Errors: BAD_USER_INPUT outside `least` to 16. */
export function hopLimit(maxHops: number | null | undefined, standard: number, least: number): number {
  const hops = maxHops ?? standard;
  if (!Number.isInteger(hops) || hops < least || hops > MOST_HOPS) {
    throw badInput('maxHops', `must be ${least} to ${MOST_HOPS}`);
  }
  return hops;
}

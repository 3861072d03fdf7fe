import { KEYS } from '../keys.js';
import { isOfBucket } from '../service/s3Rules.js';
import { RETIRE_GRANT } from './organization.js';
import { RESCUES } from './own.js';
import { PASS_ROLE } from './passRole.js';

/** Lower-case actions that some context key is there for alone, or never there for. */
const OF_KEYS: ReadonlySet<string> = new Set(KEYS.flatMap(({ actions, neverOf }) => [...(actions ?? []), ...neverOf]));

/**
 * Whether rules of AWS speak of this action by its name (in lower case), so that it may be decided otherwise than another of its service
 * that the same statements are about.
 */
export function isDecidedAlone(action: string): boolean {
  return (
    action.startsWith('sts:') ||
    action === PASS_ROLE ||
    action === RETIRE_GRANT ||
    action === 'lambda:invokefunctionurl' ||
    RESCUES.has(action) ||
    isOfBucket(action) ||
    OF_KEYS.has(action)
  );
}

import { isKeptInAccount } from '../data/crossAccountActions.js';
import { managedKeyOf } from '../data/managedKeyActions.js';
import { RCP_SERVICES } from '../data/rcpServices.js';
import { mayHaveResourcePolicy } from '../data/resourcePolicyServices.js';
import { LISTS_BUCKETS } from '../match/requestedResource.js';
import { KEYS } from '../keys.js';
import { isOfLists } from '../service/aclPolicy.js';
import { isGrantable } from '../service/keyGrantPolicy.js';
import { isOfBucket } from '../service/s3Rules.js';
import { RETIRE_GRANT } from './organization.js';
import { RESCUES } from './own.js';
import { PASS_ROLE } from './passRole.js';

/** Lower-case actions that some context key is there for alone, or never there for. */
const OF_KEYS: ReadonlySet<string> = new Set(KEYS.flatMap(({ actions, neverOf }) => [...(actions ?? []), ...neverOf]));

/**
 * Whether rules of AWS speak of this action by its name (in lower case), so that it may be decided otherwise than another of its service
 * that the same statements are about, by a caller of the resource's own account too.
 */
export function isDecidedAlone(action: string): boolean {
  return (
    action.startsWith('sts:') ||
    action === PASS_ROLE ||
    action === RETIRE_GRANT ||
    action === 'lambda:invokefunctionurl' ||
    action === LISTS_BUCKETS ||
    RESCUES.has(action) ||
    isOfBucket(action) ||
    OF_KEYS.has(action)
  );
}

/**
 * What decides an action (in lower case) besides the statements that are about it: actions of one service and one kind are decided alike, by
 * lists and grants that nobody collected too.
 */
export function kindOfAction(action: string): string {
  if (isDecidedAlone(action)) return action;
  const isOfKey = managedKeyOf(action) !== undefined;
  const account = isKeptInAccount(action) ? 'of the own account' : isOfKey ? 'by its key' : 'of any account';
  return isOfLists(action) || isGrantable(action) ? `${account}, by lists and grants` : account;
}

/** Lower-case prefixes of services that context keys, or rules of AWS, speak of by name. */
const SERVICES_OF_RULES: ReadonlySet<string> = new Set([
  'iam',
  'kms',
  'lambda',
  's3',
  'sts',
  ...KEYS.flatMap(({ notOf, neverOf }) => [...notOf, ...neverOf]),
]);

/**
 * What decides of a service's actions besides statements, where these tell no resource from another: actions of services of the same kind
 * that the same statements are about are decided alike. Null for a service of which rules speak by its name.
 */
export function kindOfService(service: string): string | null {
  if (SERVICES_OF_RULES.has(service) || mayHaveResourcePolicy(`${service}:`)) return null;
  return RCP_SERVICES.prefixes.has(service) ? 'bound by RCPs' : 'bound by none';
}

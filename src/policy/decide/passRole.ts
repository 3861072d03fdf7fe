import { parseArn } from '../../iam/arn.js';
import type { RequestContext } from '../context.js';

/** In lower case. */
export const PASS_ROLE = 'iam:passrole';

/**
 * R38: why a role cannot be passed at all, as a sentence; null where policies decide, which are the caller's own alone.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function whyNotPassed({ request: { caller, resource }, action }: RequestContext): string | null {
  if (action !== PASS_ROLE) return null;
  // Anyone is of none of the accounts that are known.
  if (!('account' in caller) && caller.kind !== 'ANYONE') return null;
  const own = 'account' in caller ? caller.account.id : null;
  const owner = parseArn(resource.arn)?.account ?? '';
  return owner === '' || owner === own ? null : 'a role can be passed only within its own account';
}

import { asksToPass } from '../derive/confusedDeputy.js';
import { mayBePassed, PASS_ROLE, PASSED_TO_SERVICE } from '../derive/passRole.js';
import type { Ask } from './ask.js';
import type { Assumption } from './assumption.js';
import type { PageArguments } from './page.js';
import type { AccessConnection } from './reach/accessPage.js';
import { whoCan } from './whoCan.js';

/**
 * The first of those who may pass the role to the service that enters it; null where nobody has to, or can. Errors: BAD_USER_INPUT naming the argument.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export async function passers(
  ask: Ask,
  { principal, role, decision }: Pick<Assumption, 'principal' | 'role' | 'decision'>,
  { first }: Pick<PageArguments, 'first'>,
): Promise<AccessConnection | null> {
  if (principal.label !== 'Service' || decision === 'DENIED') return null;
  if (!mayBePassed(role) || role.arn === null || !asksToPass(principal.name)) return null;
  // With its defaults, so that cursors are those of `whoCan` asked through the API.
  const given = {
    context: [{ key: PASSED_TO_SERVICE, values: [principal.name] }],
    missingContext: 'UNKNOWN',
  } as const;
  return whoCan(ask, { action: PASS_ROLE, resource: role.arn, given, first });
}

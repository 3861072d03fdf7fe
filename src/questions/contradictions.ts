import type { Asker } from '../derive/access.js';
import type { GraphNode } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import { badInput } from './badInput.js';
import type { Stated } from './given.js';
import type { RoleNode } from './assumption.js';

/** What `refuseContradictionsOfCaller` refuses, of whoever makes one request: somebody who does not sign it has no session. Errors: BAD_USER_INPUT. */
export function refuseContradictionsOfAsker(stated: Stated, from: Asker): void {
  if (from !== 'ANONYMOUS') return refuseContradictionsOfCaller(stated, from);
  if (stated.session !== null) throw badInput('given.session', 'an unsigned request has no session');
}

/**
 * Refuses what is stated about the caller when every request of the question is this principal's and says otherwise.
 * Errors: BAD_USER_INPUT.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function refuseContradictionsOfCaller(stated: Stated, caller: GraphNode): void {
  const isIdentity = caller.label === 'User' || caller.label === 'Role';
  if (isIdentity) refuse(stated, 'aws:PrincipalArn', caller.arn);
  if (isIdentity || caller.label === 'AccountPrincipal') refuse(stated, 'aws:PrincipalAccount', caller.account);
  refuseSessionPolicies(stated, caller);
  // What AssumeRole returned carries no MFA information, and services and federated users have none.
  const canHaveMfa = caller.label === 'User' || caller.label === 'AccountPrincipal' || caller.label === 'Anyone';
  if (canHaveMfa) return;
  const mfa = stated.everywhere.values.get('aws:multifactorauthpresent');
  if (stated.session?.mfa === true || mfa?.some((value) => value.toLowerCase() === 'true')) {
    throw badInput('given', `no request of ${caller.arn ?? caller.name} has MFA`);
  }
}

/**
 * The same for session policies of whoever starts a path alone: they bound the first request of a role's session. Of several who start, those
 * who have none are looked at without. Errors: BAD_USER_INPUT.
 */
export async function refuseSessionPoliciesOfStart(
  reader: GraphReader,
  starts: readonly string[],
  stated: Stated,
  call: Call,
): Promise<void> {
  const [only, ...others] = starts;
  if (stated.sessionPolicies === null || only === undefined || others.length > 0) return;
  const [node] = await reader.nodes([only], call);
  if (node) refuseSessionPolicies(stated, node);
}

function refuseSessionPolicies({ sessionPolicies }: Stated, caller: GraphNode): void {
  if (sessionPolicies !== null && caller.label !== 'Role') {
    throw badInput('given.session.policies', 'only the session of a role that enters another has session policies');
  }
}

/** The same for what is asked for. */
export function refuseContradictionsOfRole(stated: Stated, role: RoleNode): void {
  refuse(stated, 'aws:ResourceAccount', role.account);
}

function refuse(stated: Stated, key: string, value: string | null): void {
  const values = stated.everywhere.values.get(key.toLowerCase());
  if (value !== null && values !== undefined && !values.includes(value)) {
    throw badInput('given', `${key} is ${value} in every request of this question`);
  }
}

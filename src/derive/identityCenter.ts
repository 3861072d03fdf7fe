import type { Conclusion } from '../graph/edges.js';
import type { NodeOf } from '../graph/nodes.js';
import type { Gap } from '../iam/snapshot.js';

/** The call by which a person who signed in is given a session of a role. */
const SIGN_IN = 'sso:GetRoleCredentials';

/** What an edge of somebody of a directory says; there is nothing that a policy could refuse. */
export type DirectoryFact = Pick<Conclusion, 'action' | 'evidence' | 'rule'>;

/**
 * The name of the permission set for which IAM Identity Center provisioned a role: `AWSReservedSSO_NAME_` and 16 digits. Null where the name
 * is no such.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function permissionSetOf({ name }: Pick<NodeOf<'Role'>, 'name'>): string | null {
  return /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(name)?.[1] ?? null;
}

/** That a person is in a directory group. Null where it is not, or cannot sign in. */
export function membershipOf(person: NodeOf<'Person'>, group: NodeOf<'DirectoryGroup'>): DirectoryFact | null {
  if (person.isDisabled || !person.groups.includes(group.id)) return null;
  return {
    rule: 'directory-member',
    action: '',
    evidence: { because: `${person.name} is a member of the directory group ${group.name}.`, layers: [] },
  };
}

/**
 * That somebody is assigned a permission set in a role's account, and the role is the one provisioned for it. Neither the role's trust policy
 * nor a control policy has a say: sts:AssumeRoleWithSAML does not work on these roles, and IAM Identity Center lets in whom it has assigned.
 * Null where it is not so, or the person cannot sign in.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html
 * @see https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html
 */
export function assignmentOf(
  somebody: NodeOf<'Person'> | NodeOf<'DirectoryGroup'>,
  role: NodeOf<'Role'>,
): DirectoryFact | null {
  if (somebody.label === 'Person' && somebody.isDisabled) return null;
  const set = role.isIdentityCenter ? permissionSetOf(role) : null;
  const found = somebody.assignments.find(({ account, name }) => account === role.account && name === set);
  if (set === null || found === undefined) return null;
  const who = somebody.label === 'Person' ? somebody.name : `The directory group ${somebody.name}`;
  const because = `${who} is assigned the permission set ${set} in account ${found.account}, and ${role.name} is the role that IAM Identity Center provisioned for it.`;
  return { rule: 'assigned', action: SIGN_IN, evidence: { because, layers: [] } };
}

/** That it is not known who is assigned this role. `why` begins with a capital and ends without a full stop. */
export function assignmentsUnknown(role: Pick<NodeOf<'Role'>, 'arn' | 'name' | 'account'>, why: string): Gap {
  return {
    kind: 'SERVICE_NOT_COVERED',
    account: role.account,
    subject: role.arn,
    mayHide: true,
    mayOverstate: false,
    text: `${role.arn ?? role.name} is entered through assignments of IAM Identity Center. ${why}.`,
  };
}

/** Why nothing is known of them. */
export const NO_ASSIGNMENTS = 'The dump does not have them (identity-center.json)';

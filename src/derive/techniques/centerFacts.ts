import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { Gap } from '../../iam/snapshot.js';
import type { Administered } from './center.js';
import { type DecidedRequest, unknownFact } from './requests.js';
import type { Acting } from './takeSteps.js';
import { accountNode } from './world.js';

type Facts = readonly DecidedRequest[];

/** Parts of the ARNs of what is called about a permission set in an account. */
export function partsOf({ set, management }: Administered, account: string): Readonly<Record<string, string>> {
  const [InstanceId, PermissionSetId] = [lastPart(set.instanceArn), lastPart(set.id)];
  return { Account: management, InstanceId, PermissionSetId, AccountId: account };
}

/** The same for a permission set of the instance that is not there yet. */
export function partsOfNew(administered: Administered, account: string): Readonly<Record<string, string>> {
  const { PermissionSetId: _chosen, ...parts } = partsOf(administered, account);
  return parts;
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/**
 * What is not known of whether the actor can sign in as somebody. Whoever has a session of a role of the instance did: nobody else is given one.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/email-one-time-password-for-users-created-with-api.html
 */
export function signingIn(acting: Acting, { set, management }: Administered): Facts {
  if (isPerson(acting, set)) return [];
  const { requests, actor, view } = acting;
  const { accountId, partition } = accountNode(view, actor.account ?? '');
  const store = `arn:${partition}:identitystore::${management}:identitystore/*`;
  const making = requests(CREATE, { arn: store, isPattern: true, account: accountId, node: null }, {});
  const more =
    making.judgement.decision === 'DENIED'
      ? ''
      : ` It may make one (${CREATE}), who can sign in where IAM Identity Center keeps the directory itself and sends a password.`;
  const text = `Whoever acts has to sign in to IAM Identity Center as a person of its directory, and nothing says that it can.${more}`;
  return [fact(set, text)];
}

const CREATE = 'identitystore:CreateUser';

/**
 * What is not known of whether the actor has a session of a role whose permissions it changes: it has to be somebody who is assigned it. Null
 * where nobody who can be the actor is.
 */
export function having(acting: Acting, administered: Administered, role: NodeOf<'Role'>): Facts | null {
  const { set } = administered;
  const what = `assigned ${set.name} in account ${role.account ?? ''}`;
  const { actor, world } = acting;
  if (actor.id === role.id) return [];
  const theirs = world.center.holders(role);
  const isOpen = world.center.mayHaveMore(role);
  if (!isPerson(acting, set)) {
    if (theirs.length === 0 && !isOpen) return null;
    return [
      fact(
        set,
        `Whoever acts has to sign in as somebody who is ${what} (${named(theirs)}), and nothing says that it can.`,
      ),
    ];
  }
  return among(acting, set, new Set(theirs.map(({ id }) => id)), { what, isOpen });
}

/** What is not known where only some of those who may be behind a session of the actor will do; null where none of them will. */
export function among(
  { actor, world }: Acting,
  set: NodeOf<'PermissionSet'>,
  fitting: ReadonlySet<string>,
  { what, isOpen }: { readonly what: string; readonly isOpen: boolean },
): Facts | null {
  if (actor.label !== 'Role') return null;
  const own = world.center.holders(actor);
  const fit = own.filter(({ id }) => fitting.has(id));
  const isUnknown = isOpen || world.center.mayHaveMore(actor);
  if (fit.length === 0 && !isUnknown) return null;
  if (fit.length === own.length && !isUnknown) return [];
  const others = own.filter((one) => !fit.includes(one));
  const unlike = others.length === 0 ? '' : ` ${named(others)} may be behind ${actor.name} as well.`;
  return [fact(set, `Whoever acts has to be somebody who is ${what} (${named(fit)}).${unlike}`)];
}

/** Whether the actor is a role that the instance of this permission set provisions. */
export function isPerson({ actor, world }: Acting, { instanceArn }: NodeOf<'PermissionSet'>): boolean {
  return world.center.instances.get(actor.id)?.has(instanceArn) === true;
}

/**
 * What calling for a permission set in an account takes besides; null where it cannot be done from the actor's account. In the management
 * account the service-linked role of IAM Identity Center may provision nothing, so that the caller has to be allowed it.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin-how-to-register.html
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/howtodelegatessoaccess.html
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSSSOServiceRolePolicy.html
 */
export function provisioningIn({ requests, actor, view }: Acting, one: Administered, account: string): Facts | null {
  if (account !== one.management) return [];
  if (one.isDelegate) return null;
  const { partition } = accountNode(view, actor.account ?? '');
  const arn = `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com/*`;
  const asked = PROVISIONING.map((action) => requests(action, { arn, isPattern: true, account, node: null }, {}));
  const denied = asked.filter(({ judgement }) => judgement.decision === 'DENIED').map(({ action }) => action);
  if (denied.length === 0) return asked;
  const text = `AWS says that access to the management account takes permissions of IAM besides, and not which: whoever acts lacks ${denied.join(' and ')}.`;
  return [fact(one.set, text)];
}

const PROVISIONING = ['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy'];

/** Whether a permission set is provisioned in the management account, where the delegated administrator does not manage it. */
export function isKept({ world }: Acting, { set, management, isDelegate }: Administered): boolean {
  const { isProvisioned, isAssigned } = world.center;
  return isDelegate && (isProvisioned(set.id, management) || isAssigned(set.id, management));
}

/** What is not documented of assigning such a permission set in another account. */
export function assigningKept({ set }: Administered): DecidedRequest {
  const text = `${set.name} is provisioned in the management account as well, where the delegated administrator does not manage it; AWS does not say whether that one may assign it in other accounts.`;
  return fact(set, text);
}

/**
 * What is not known of whether who is in a directory group can be written in IAM Identity Center. AWS tells of Active Directory that changes should
 * be made with caution, since they do not go there, and not what becomes of them; the older sync of it refuses calls about memberships. Who is
 * in a group of an outside provider can be written, until that one writes it anew.
 * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/welcome.html
 * @see https://github.com/aws/aws-sdk/issues/682
 */
export function writingMembers({ set }: Administered, { name, isOfActiveDirectory }: NodeOf<'DirectoryGroup'>): Facts {
  if (isOfActiveDirectory === undefined) return [];
  const text =
    isOfActiveDirectory === true
      ? `${name} comes from Active Directory; whether IAM Identity Center lets who is in it be written, and keeps what is, AWS does not say.`
      : `Nobody listed ${name}; where it comes from Active Directory, who is in it may not be written in IAM Identity Center.`;
  return [fact(set, text)];
}

/** Identity store and id of a directory group. */
export function storeOf({ id }: NodeOf<'DirectoryGroup'>): { readonly store: string; readonly group: string } {
  const [store = '', group = ''] = id.slice(nodeId.directoryGroup('', '').length - 1).split('/');
  return { store, group };
}

/** People by name, the first ones alone. */
export function named(people: readonly NodeOf<'Person'>[]): string {
  const names = people.slice(0, NAMED).map(({ name }) => name);
  const more = people.length > NAMED ? ` and ${people.length - NAMED} more` : '';
  return names.length === 0 ? 'who they are is not known' : `${names.join(', ')}${more}`;
}

/** So many people are named. */
const NAMED = 5;

function fact({ instanceArn, account }: NodeOf<'PermissionSet'>, text: string): DecidedRequest {
  const gap: Gap = {
    kind: 'CREDENTIALS_NOT_COLLECTED',
    account,
    subject: instanceArn,
    mayHide: false,
    mayOverstate: true,
    text,
  };
  return unknownFact('identity-center', instanceArn, gap);
}

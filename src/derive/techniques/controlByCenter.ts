import { accountOfId, nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { Attachment } from '../../graph/store.js';
import { assigning, isByAssignment } from './becomeByCenter.js';
import { type GainedThere, keepBest, type Kept } from './bestGained.js';
import type { Way } from './bestWay.js';
import { type Administered, administeredBy } from './center.js';
import { having, isKept, partsOf, partsOfNew, provisioningIn, signingIn } from './centerFacts.js';
import { newRole } from './control.js';
import { allowEverything, viewWith } from './hypothesis.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { perWorld } from './perWorld.js';
import { type Acting, takeSteps } from './takeSteps.js';
import type { Provision, Technique } from './technique.js';
import { accountNode } from './world.js';

type Offer = ReturnType<typeof keepBest>['offer'];

/** What the actor gains by making a permission set, by having one assigned where it is not yet, or by changing one that is provisioned. */
export function controlByCenter(acting: Acting, techniques: readonly Technique[], kept: Kept = 'OF_EACH'): GainedThere {
  const { actor, view, world } = acting;
  const own = techniques.filter(({ target }) => target.kind === 'PERMISSION_SET');
  const administered = own.length === 0 ? [] : administeredBy(view, world.center, actor.account ?? '');
  const { offer, found } = keepBest(acting, kept);
  for (const technique of own) {
    const by = provisionOf(technique);
    if (by === 'CREATION') for (const one of oncePerInstance(administered)) byCreating(acting, technique, one, offer);
    else if (by === 'ASSIGNMENT') for (const one of administered) byProvisioning(acting, technique, one, offer);
    else for (const one of administered) byChanging(acting, technique, one, own, offer);
  }
  return found();
}

function provisionOf({ target }: Technique): Provision | null {
  return target.kind === 'PERMISSION_SET' ? target.by : null;
}

function oncePerInstance(all: readonly Administered[]): readonly Administered[] {
  return [...new Map(all.map((one) => [one.set.instanceArn, one])).values()];
}

const accounts = perWorld<readonly string[]>();

/** Accounts of which the instance is known to assign people roles: those of the organisation, and those where it did. */
function accountsOf({ world, view, actor }: Acting, { set }: Administered): readonly string[] {
  const organization = view.account(actor.account ?? '')?.organizationId ?? null;
  return accounts(world, `${set.instanceArn} ${organization}`, () => {
    const served = new Set(
      world.center.permissionSets
        .filter(({ instanceArn }) => instanceArn === set.instanceArn)
        .flatMap(({ roles }) => roles.map((role) => accountOfId(role))),
    );
    return [...new Set([...world.roles.keys(), ...world.users.keys()])].filter(
      (account) =>
        served.has(account) || (organization !== null && view.account(account)?.organizationId === organization),
    );
  });
}

/** A permission set that allows everything: control policies alone bind its role. */
function byCreating(acting: Acting, technique: Technique, one: Administered, offer: Offer): void {
  const { view, actor } = acting;
  for (const account of accountsOf(acting, one)) {
    const provisioning = provisioningIn(acting, one, account);
    const steps = takeSteps(acting, technique, { target: actor, resource: null, parts: partsOfNew(one, account) });
    if (provisioning === null || steps === null) continue;
    const role = newRole(view, account);
    const then = viewWith(view, { holder: role.id, attachments: [allowEverything(role.id)], nodes: [role] });
    const outcome = outcomeOf(acting, { key: `new role in ${account}`, principal: role, view: then });
    offer({ technique, account, ways: [[...steps, ...provisioning, ...signingIn(acting, one)]], outcome });
  }
}

/** Where a permission set is not provisioned yet, its role is made with what the permission set says. */
function byProvisioning(acting: Acting, technique: Technique, one: Administered, offer: Offer): void {
  const { set } = one;
  const { view, holdings, world } = acting;
  for (const account of accountsOf(acting, one)) {
    if (world.center.isProvisioned(set.id, account)) continue;
    const role = newRole(view, account);
    const attachments = attachmentsIn(acting, set, role);
    if (attachments === null) continue;
    const then = viewWith(view, { holder: role.id, attachments, nodes: [role] });
    if (!holdings.mayAdminister(then, role)) continue;
    const requests = assigning(acting, technique, one, account);
    if (requests === null) continue;
    const outcome = outcomeOf(acting, { key: `${set.id} in ${account}`, principal: role, view: then });
    offer({ technique, account, ways: [requests], outcome: { ...outcome, become: () => [] } });
  }
}

/** What a role for a permission set would be attached; null where the account lacks a policy of its own that it takes. */
function attachmentsIn(
  { view }: Acting,
  set: NodeOf<'PermissionSet'>,
  role: NodeOf<'Role'>,
): readonly Attachment[] | null {
  const { partition, accountId } = accountNode(view, role.account ?? '');
  const own = (name: string, use: Attachment['use']): Attachment => {
    const policy = nodeId.arn(`arn:${partition}:iam::${accountId}:policy${name}`);
    return { policy, use, through: role.id };
  };
  const { customerPolicies, customerBoundary } = set;
  const theirs = [
    ...customerPolicies.map((name) => own(name, 'PERMISSIONS')),
    ...(customerBoundary === undefined ? [] : [own(customerBoundary, 'BOUNDARY')]),
  ];
  if (theirs.some(({ policy }) => view.node(policy) === null)) return null;
  return [...view.attachments(set.id).map((one) => ({ ...one, through: role.id })), ...theirs];
}

/** What the roles of a permission set could do once it is changed, for whoever has a session of one, or can have itself assigned it. */
function byChanging(
  acting: Acting,
  technique: Technique,
  one: Administered,
  techniques: readonly Technique[],
  offer: Offer,
): void {
  if (isKept(acting, one)) return;
  const { world, actor } = acting;
  const boundaries = provisionOf(technique) === 'BOUNDARY' ? [] : techniques.filter(isOfBoundary);
  const assigned = techniques.filter(({ target }) => isByAssignment(target));
  for (const role of world.center.roles.get(one.set.id) ?? []) {
    const changes = changesOf(acting, technique, role);
    if (changes.length === 0) continue;
    const account = role.account ?? '';
    const parts = partsOf(one, account);
    const take = (some: Technique): Way | null => takeSteps(acting, some, { target: actor, resource: null, parts });
    const steps = take(technique);
    const provisioning = steps === null ? null : provisioningIn(acting, one, account);
    if (steps === null || provisioning === null) continue;
    const ways = [
      having(acting, one, role),
      ...assigned.map((other) => assigning(acting, other, one, account)),
    ].flatMap((facts) => (facts === null ? [] : [[...steps, ...provisioning, ...facts]]));
    if (ways.length === 0) continue;
    for (const change of changes) {
      const outcome = outcomeAfter(acting, role, change);
      const free = outcome.administers || !hasBoundary(change.attachments) ? null : freeOf(change);
      const freeing = free !== null && outcomeAfter(acting, role, free).administers ? boundaries : [];
      const also = freeing.map(take).find((some) => some !== null);
      if (free === null || also === undefined) offer({ technique, account, ways, outcome });
      else
        offer({
          technique,
          account,
          ways: ways.map((way) => [...way, ...also]),
          outcome: outcomeAfter(acting, role, free),
        });
    }
  }
}

/** The same without the boundary. */
function freeOf({ key, attachments }: Change): Change {
  return { key: `${key} without boundary`, attachments: withoutBoundary(attachments) };
}

function isOfBoundary(technique: Technique): boolean {
  return provisionOf(technique) === 'BOUNDARY';
}

/** What the role would be attached, with a name for it. */
interface Change {
  readonly key: string;
  readonly attachments: readonly Attachment[];
}

function outcomeAfter(acting: Acting, role: NodeOf<'Role'>, { key, attachments }: Change): Outcome {
  const view = viewWith(acting.view, { holder: role.id, attachments });
  return outcomeOf(acting, { key: `${role.id} ${key}`, principal: role, view });
}

const changes = perWorld<readonly Change[]>();

/** What the technique makes of the role's policies: the same whoever acts. */
function changesOf(acting: Acting, technique: Technique, role: NodeOf<'Role'>): readonly Change[] {
  const by = provisionOf(technique);
  return by === null ? [] : changes(acting.world, `${by} ${role.id}`, () => changesBy(acting, by, role));
}

function changesBy(acting: Acting, by: Provision, role: NodeOf<'Role'>): readonly Change[] {
  const { view } = acting;
  const now = view.attachments(role.id);
  const everything = allowEverything(role.id);
  switch (by) {
    case 'INLINE_POLICY':
      return [{ key: 'inline', attachments: [...now.filter(({ policy }) => !isInline(acting, policy)), everything] }];
    case 'MANAGED_POLICY':
      return [{ key: 'managed', attachments: [...now, everything] }];
    case 'CUSTOMER_POLICY':
      return withPolicies(acting, role, now);
    case 'BOUNDARY':
      return hasBoundary(now) ? [{ key: 'without boundary', attachments: withoutBoundary(now) }] : [];
    case 'ASSIGNMENT':
    case 'CREATION':
      return [];
  }
}

/** With each policy of the account that may make an administrator, the first ones alone. */
function withPolicies(
  { view, world, holdings }: Acting,
  role: NodeOf<'Role'>,
  now: readonly Attachment[],
): readonly Change[] {
  const found: Change[] = [];
  for (const { id } of world.policies.get(role.account ?? '') ?? []) {
    const attachments: readonly Attachment[] = [...now, { policy: id, use: 'PERMISSIONS', through: role.id }];
    if (!holdings.mayAdminister(viewWith(view, { holder: role.id, attachments }), role)) continue;
    found.push({ key: `with ${id}`, attachments });
    if (found.length === TRIED) break;
  }
  return found;
}

/** So many policies of an account are tried. */
const TRIED = 16;

function isInline({ view }: Acting, policy: string): boolean {
  const node = view.node(policy);
  return node?.label === 'Policy' && node.kind === 'INLINE';
}

function hasBoundary(attachments: readonly Attachment[]): boolean {
  return attachments.some(({ use }) => use === 'BOUNDARY');
}

function withoutBoundary(attachments: readonly Attachment[]): readonly Attachment[] {
  return attachments.filter(({ use }) => use !== 'BOUNDARY');
}

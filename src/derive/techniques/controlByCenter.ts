import { accountOfId, nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { Attachment } from '../../graph/store.js';
import type { Become } from './become.js';
import { assigning, isByAssignment, leastOf } from './becomeByCenter.js';
import { type Administered, administeredBy } from './center.js';
import { having, isKept, partsOf, partsOfNew, provisioningIn, signingIn } from './centerFacts.js';
import { conclude, type Gained, newRole } from './control.js';
import { allowEverything, viewWith } from './hypothesis.js';
import { type Outcome, outcomeOf } from './outcome.js';
import type { DecidedRequest } from './requests.js';
import { type Acting, takeSteps } from './takeSteps.js';
import type { Provision, Technique } from './technique.js';
import { accountNode } from './world.js';

/** Control of some account, and whom the actor becomes where what it gains is less. */
export interface GainedThere {
  readonly control: readonly (Gained & { readonly account: string })[];
  readonly become: readonly Become[];
}

type Requests = readonly DecidedRequest[];

/** What the actor gains by making a permission set, by having one assigned where it is not yet, or by changing one that is provisioned. */
export function controlByCenter(acting: Acting, techniques: readonly Technique[]): GainedThere {
  const { actor, view, world } = acting;
  const own = techniques.filter(({ target }) => target.kind === 'PERMISSION_SET');
  const administered = own.length === 0 ? [] : administeredBy(view, world.center, actor.account ?? '');
  const gained = own.flatMap((technique) => {
    const by = provisionOf(technique);
    if (by === 'CREATION') return oncePerInstance(administered).flatMap((one) => byCreating(acting, technique, one));
    if (by === 'ASSIGNMENT') return administered.flatMap((one) => byProvisioning(acting, technique, one));
    return administered.flatMap((one) => byChanging(acting, technique, one, own));
  });
  return { control: gained.flatMap(({ control }) => control), become: gained.flatMap(({ become }) => become) };
}

function provisionOf({ target }: Technique): Provision | null {
  return target.kind === 'PERMISSION_SET' ? target.by : null;
}

function oncePerInstance(all: readonly Administered[]): readonly Administered[] {
  return [...new Map(all.map((one) => [one.set.instanceArn, one])).values()];
}

/** Accounts of which the instance is known to assign people roles: those of the organisation, and those where it did. */
function accountsOf({ world, view, actor }: Acting, { set }: Administered): readonly string[] {
  const organization = view.account(actor.account ?? '')?.organizationId ?? null;
  const served = new Set(
    world.center.permissionSets
      .filter(({ instanceArn }) => instanceArn === set.instanceArn)
      .flatMap(({ roles }) => roles.map((role) => accountOfId(role))),
  );
  return [...new Set([...world.roles.keys(), ...world.users.keys()])].filter(
    (account) =>
      served.has(account) || (organization !== null && view.account(account)?.organizationId === organization),
  );
}

/** A permission set that allows everything: control policies alone bind its role. */
function byCreating(acting: Acting, technique: Technique, one: Administered): readonly GainedThere[] {
  const { view, actor } = acting;
  return accountsOf(acting, one).flatMap((account): readonly GainedThere[] => {
    const provisioning = provisioningIn(acting, one, account);
    const steps = takeSteps(acting, technique, { target: actor, resource: null, parts: partsOfNew(one, account) });
    if (provisioning === null || steps === null) return [];
    const role = newRole(view, account);
    const then = viewWith(view, { holder: role.id, attachments: [allowEverything(role.id)], nodes: [role] });
    const outcome = outcomeOf(acting, { key: `new role in ${account}`, principal: role, view: then });
    return [gainOf(acting, technique, account, [[...steps, ...provisioning, ...signingIn(acting, one)]], outcome)];
  });
}

/** Where a permission set is not provisioned yet, its role is made with what the permission set says. */
function byProvisioning(acting: Acting, technique: Technique, one: Administered): readonly GainedThere[] {
  const { set } = one;
  const provisioned = new Set(set.roles.map((role) => accountOfId(role)));
  return accountsOf(acting, one)
    .filter((account) => !provisioned.has(account))
    .flatMap((account): readonly GainedThere[] => {
      const { view, holdings } = acting;
      const role = newRole(view, account);
      const attachments = attachmentsIn(acting, set, role);
      if (attachments === null) return [];
      const then = viewWith(view, { holder: role.id, attachments, nodes: [role] });
      if (!holdings.mayAdminister(then, role)) return [];
      const requests = assigning(acting, technique, one, account);
      if (requests === null) return [];
      const outcome = outcomeOf(acting, { key: `${set.id} in ${account}`, principal: role, view: then });
      return [gainOf(acting, technique, account, [requests], { ...outcome, become: [] })];
    });
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
): readonly GainedThere[] {
  if (isKept(acting, one)) return [];
  const { world, actor } = acting;
  const boundaries = provisionOf(technique) === 'BOUNDARY' ? [] : techniques.filter(isOfBoundary);
  return (world.center.roles.get(one.set.id) ?? []).flatMap((role): readonly GainedThere[] => {
    const account = role.account ?? '';
    const parts = partsOf(one, account);
    const take = (some: Technique): Requests | null =>
      takeSteps(acting, some, { target: actor, resource: null, parts });
    const steps = take(technique);
    const provisioning = steps === null ? null : provisioningIn(acting, one, account);
    if (steps === null || provisioning === null) return [];
    const assigned = techniques.filter(({ target }) => isByAssignment(target));
    const ways = [
      having(acting, one, role),
      ...assigned.map((other) => assigning(acting, other, one, account)),
    ].flatMap((facts) => (facts === null ? [] : [[...steps, ...provisioning, ...facts]]));
    if (ways.length === 0) return [];
    return changesOf(acting, technique, role).flatMap((change): readonly GainedThere[] => {
      const outcome = outcomeAfter(acting, role, change);
      if (outcome.control !== null) return [gainOf(acting, technique, account, ways, outcome)];
      for (const boundary of boundaries) {
        const also = hasBoundary(change.attachments) ? take(boundary) : null;
        const free = { key: `${change.key} without boundary`, attachments: withoutBoundary(change.attachments) };
        const more = also === null ? null : outcomeAfter(acting, role, free);
        if (also !== null && more !== null && more.control !== null)
          return [
            gainOf(
              acting,
              technique,
              account,
              ways.map((way) => [...way, ...also]),
              more,
            ),
          ];
      }
      return [gainOf(acting, technique, account, ways, outcome)];
    });
  });
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

function changesOf(acting: Acting, technique: Technique, role: NodeOf<'Role'>): readonly Change[] {
  const { view, world, holdings } = acting;
  const now = view.attachments(role.id);
  const everything = allowEverything(role.id);
  switch (provisionOf(technique)) {
    case 'INLINE_POLICY':
      return [{ key: 'inline', attachments: [...now.filter(({ policy }) => !isInline(acting, policy)), everything] }];
    case 'MANAGED_POLICY':
      return [{ key: 'managed', attachments: [...now, everything] }];
    case 'CUSTOMER_POLICY':
      return (world.policies.get(role.account ?? '') ?? [])
        .map(({ id }): Change => {
          const attached: Attachment = { policy: id, use: 'PERMISSIONS', through: role.id };
          return { key: `with ${id}`, attachments: [...now, attached] };
        })
        .filter(({ attachments }) => holdings.mayAdminister(viewWith(view, { holder: role.id, attachments }), role))
        .slice(0, TRIED);
    case 'BOUNDARY':
      return hasBoundary(now) ? [{ key: 'without boundary', attachments: withoutBoundary(now) }] : [];
    case 'ASSIGNMENT':
    case 'CREATION':
    case null:
      return [];
  }
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

/** What an outcome is for the actor, by the way that asks the least. */
function gainOf(
  acting: Acting,
  technique: Technique,
  account: string,
  ways: readonly Requests[],
  { control, become }: Outcome,
): GainedThere {
  const gained = ways.flatMap((requests) => conclude(requests, technique, control) ?? []);
  const best = gained.find(({ conjunction }) => conjunction.decision === 'ALLOWED') ?? gained[0];
  return {
    control: best === undefined ? [] : [{ ...best, account }],
    become: become.flatMap(({ target, requests }): readonly Become[] => {
      const least =
        target.id === acting.actor.id
          ? null
          : leastOf(
              technique,
              ways.map((way) => [...way, ...requests]),
            );
      return least === null ? [] : [{ technique, target, ...least }];
    }),
  };
}

import type { GraphNode, NodeOf } from '../../graph/nodes.js';
import type { Attachment } from '../../graph/store.js';
import type { PolicyView } from '../view.js';
import { attaching } from './attaching.js';
import { attached as attachedTo, EVERYTHING, type MadePolicy, viewWith } from './hypothesis.js';
import type { DecidedRequest } from './requests.js';
import { type Acting, takeSteps } from './takeSteps.js';
import { type Place, takingOff } from './takingOff.js';
import { canBeChanged } from './canBeChanged.js';
import type { Replaces, RewriteOf, TakenOff, Technique } from './technique.js';
import { versionsOf } from './versions.js';
import type { Actor } from './world.js';

/** The permissions of somebody that the actor can set, and how that would be. */
export interface Rewrite {
  readonly technique: Technique;
  readonly holder: Actor;
  readonly requests: readonly DecidedRequest[];
  /** What the holder's attachments would be. */
  readonly attachments: readonly Attachment[];
  /** Policies among them that are not there now. */
  readonly policies: readonly MadePolicy[];
  /** A boundary alone is gone, or another, and nothing is given. */
  readonly isOfBoundary: boolean;
  /** Something of the holder's is gone, and nothing is given. */
  readonly givesNothing: boolean;
  /** The holder has a policy that allows everything then. */
  readonly givesEverything: boolean;
}

/** Every way in which the actor can set the permissions of a holder. */
export function rewritesOf(acting: Acting, holder: Actor, techniques: readonly Technique[]): readonly Rewrite[] {
  if (holder.label === 'Role' && !canBeChanged(holder)) return [];
  return techniques.flatMap((technique) => rewriteBy(acting, holder, technique));
}

/** Whether nothing is given by it: something that denies is gone. */
export function takesOff({ target }: Technique): boolean {
  return target.kind === 'REWRITE' && isTakenOff(target.replaces);
}

function isTakenOff(replaces: Replaces): replaces is TakenOff {
  return replaces === 'DENYING_MANAGED' || replaces === 'DENYING_INLINE' || replaces === 'MEMBERSHIP';
}

function rewriteBy(acting: Acting, holder: Actor, technique: Technique): readonly Rewrite[] {
  const { target } = technique;
  if (target.kind === 'GROUP') return joinGroups(acting, holder, technique);
  if (target.kind !== 'REWRITE') return [];
  const { of, replaces } = target;
  const attached = acting.view.attachments(holder.id);
  const isOfBoundary = of === 'BOUNDARY' || replaces === 'BOUNDARY';
  if (isOfBoundary && !attached.some(({ use }) => use === 'BOUNDARY')) return [];
  if (isTakenOff(replaces)) {
    return takingOff(acting, technique, { holder, what: replaces, places: placesOf(acting.view, holder, of) }).map(
      ({ requests, gone }) => ({
        technique,
        holder,
        requests,
        attachments: attached.filter((one) => !gone.has(one)),
        policies: [],
        isOfBoundary,
        givesNothing: true,
        givesEverything: false,
      }),
    );
  }
  return objectsOf(acting.view, holder, of).flatMap((object): readonly Rewrite[] => {
    const bound = { target: holder, resource: object.resource };
    if (replaces === 'VERSION') {
      const requests = takeSteps(acting, technique, bound);
      if (requests === null) return [];
      return versionsOf(acting.view, object.resource).map(({ made, taking }) => ({
        technique,
        holder,
        requests: taking(requests),
        attachments: attached.map((one) =>
          one.policy === object.resource.id ? { ...one, policy: made.node.id } : one,
        ),
        policies: [made],
        isOfBoundary,
        givesNothing: false,
        givesEverything: false,
      }));
    }
    const left = attached.filter((attachment) => !isReplaced(acting.view, attachment, { ...object, replaces }));
    return attaching(acting, technique, bound).map(({ requests, given }) => ({
      technique,
      holder,
      requests,
      attachments: isOfBoundary ? left : [...left, attachedTo(given, object.through)],
      policies: [given],
      isOfBoundary,
      givesNothing: false,
      givesEverything: !isOfBoundary && given === EVERYTHING,
    }));
  });
}

interface Rewritten {
  /** What is written: the holder, its group, or the policy. */
  readonly resource: GraphNode;
  /** The node through which it applies. */
  readonly through: string;
}

function placesOf(view: PolicyView, holder: Actor, of: RewriteOf): readonly Place[] {
  if (of === 'GROUP') return groupsOf(view, holder);
  return (of === 'USER') === (holder.label === 'User') ? [holder] : [];
}

/** What is written where a holder's permissions are set: itself, its groups, or policies of its own. */
export function objectsOf(view: PolicyView, holder: Actor, of: RewriteOf): readonly Rewritten[] {
  switch (of) {
    case 'USER':
      return holder.label === 'User' ? [{ resource: holder, through: holder.id }] : [];
    case 'ROLE':
      return holder.label === 'Role' ? [{ resource: holder, through: holder.id }] : [];
    case 'GROUP':
      return groupsOf(view, holder).map((group) => ({ resource: group, through: group.id }));
    case 'POLICY':
      return ownPolicies(view, holder, 'PERMISSIONS');
    case 'BOUNDARY':
      return ownPolicies(view, holder, 'BOUNDARY');
  }
}

function ownPolicies(view: PolicyView, holder: Actor, as: Attachment['use']): readonly Rewritten[] {
  return view.attachments(holder.id).flatMap(({ policy, use, through }): readonly Rewritten[] => {
    const node = view.node(policy);
    return node?.label === 'Policy' && node.kind === 'CUSTOMER_MANAGED' && use === as
      ? [{ resource: node, through }]
      : [];
  });
}

/** Groups through which a policy applies; one without policies can be written too. */
function groupsOf(view: PolicyView, holder: Actor): readonly NodeOf<'Group'>[] {
  const ids = new Set([
    ...view.attachments(holder.id).map(({ through }) => through),
    ...(view.groupsOf?.(holder.id) ?? []),
  ]);
  return [...ids].flatMap((id) => {
    const node = view.node(id);
    return node?.label === 'Group' ? [node] : [];
  });
}

function isReplaced(
  view: PolicyView,
  { policy, use, through }: Attachment,
  by: Rewritten & { readonly replaces: Exclude<Replaces, 'VERSION' | TakenOff> },
): boolean {
  switch (by.replaces) {
    case 'NOTHING':
      return false;
    case 'BOUNDARY':
      return use === 'BOUNDARY';
    // One that is the boundary as well allows everything there too, which is none.
    case 'POLICY':
      return policy === by.resource.id;
    case 'INLINE': {
      const node = view.node(policy);
      return through === by.through && node?.label === 'Policy' && node.kind === 'INLINE';
    }
  }
}

/** The actor alone joins: it has what the group has besides its own. */
function joinGroups(acting: Acting, holder: Actor, technique: Technique): readonly Rewrite[] {
  if (holder.label !== 'User') return [];
  const { view, world } = acting;
  const own = new Set(groupsOf(view, holder).map(({ id }) => id));
  return (world.groups.get(holder.account ?? '') ?? []).flatMap((group): readonly Rewrite[] => {
    const gained = view.attachments(group.id).filter(({ use }) => use === 'PERMISSIONS');
    if (own.has(group.id) || gained.length === 0) return [];
    const requests = takeSteps(acting, technique, { target: holder, resource: group });
    if (requests === null) return [];
    const attachments = [...view.attachments(holder.id), ...gained];
    const gives = { isOfBoundary: false, givesNothing: false, givesEverything: false };
    return [{ technique, holder, requests, attachments, policies: [], ...gives }];
  });
}

/** The view in which a rewrite is done; with another that changes the boundary, both. */
export function viewAfter(view: PolicyView, rewrite: Rewrite, boundary: Rewrite | null): PolicyView {
  const { holder, attachments, policies } = rewrite;
  if (boundary === null) return viewWith(view, { holder: holder.id, attachments, policies });
  const isBoundary = ({ use }: Attachment): boolean => use === 'BOUNDARY';
  return viewWith(view, {
    holder: holder.id,
    attachments: [...attachments.filter((one) => !isBoundary(one)), ...boundary.attachments.filter(isBoundary)],
    policies: [...policies, ...boundary.policies],
  });
}

import type { GraphNode, NodeOf } from '../../graph/nodes.js';
import type { Attachment } from '../../graph/store.js';
import type { PolicyView } from '../view.js';
import { allowEverything, viewWith } from './hypothesis.js';
import type { DecidedRequest } from './requests.js';
import { type Acting, takeSteps } from './takeSteps.js';
import { canBeChanged } from './targets.js';
import type { Technique } from './technique.js';
import type { Actor } from './world.js';

/** The permissions of somebody that the actor can set, and how that would be. */
export interface Rewrite {
  readonly technique: Technique;
  readonly holder: Actor;
  readonly requests: readonly DecidedRequest[];
  /** What the holder's attachments would be. */
  readonly attachments: readonly Attachment[];
  /** A boundary alone is gone, and nothing is given. */
  readonly isOfBoundary: boolean;
}

/** Every way in which the actor can set the permissions of a holder. */
export function rewritesOf(acting: Acting, holder: Actor, techniques: readonly Technique[]): readonly Rewrite[] {
  if (holder.label === 'Role' && !canBeChanged(holder)) return [];
  return techniques.flatMap((technique) => rewriteBy(acting, holder, technique));
}

function rewriteBy(acting: Acting, holder: Actor, technique: Technique): readonly Rewrite[] {
  const { target } = technique;
  if (target.kind === 'GROUP') return joinGroups(acting, holder, technique);
  if (target.kind !== 'REWRITE') return [];
  const attached = acting.view.attachments(holder.id);
  const isBoundary = target.replaces === 'BOUNDARY';
  if (isBoundary && !attached.some(({ use }) => use === 'BOUNDARY')) return [];
  return objectsOf(acting.view, holder, target.of).flatMap(({ resource, through }): readonly Rewrite[] => {
    const requests = takeSteps(acting, technique, { target: holder, resource });
    if (requests === null) return [];
    const left = attached.filter(
      (attachment) => !isReplaced(acting.view, attachment, { resource, through, replaces: target.replaces }),
    );
    const attachments = isBoundary ? left : [...left, allowEverything(through)];
    return [{ technique, holder, requests, attachments, isOfBoundary: isBoundary }];
  });
}

interface Rewritten {
  /** What is written: the holder, its group, or the policy. */
  readonly resource: GraphNode;
  /** The node through which it applies. */
  readonly through: string;
}

function objectsOf(view: PolicyView, holder: Actor, of: 'USER' | 'ROLE' | 'GROUP' | 'POLICY'): readonly Rewritten[] {
  if (of === 'USER') return holder.label === 'User' ? [{ resource: holder, through: holder.id }] : [];
  if (of === 'ROLE') return holder.label === 'Role' ? [{ resource: holder, through: holder.id }] : [];
  const attached = view.attachments(holder.id);
  if (of === 'GROUP') return groupsOf(view, holder).map((group) => ({ resource: group, through: group.id }));
  return attached.flatMap(({ policy, use, through }): readonly Rewritten[] => {
    const node = view.node(policy);
    const isOwn = node?.label === 'Policy' && node.kind === 'CUSTOMER_MANAGED' && use === 'PERMISSIONS';
    return isOwn ? [{ resource: node, through }] : [];
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
  by: Rewritten & { readonly replaces: 'NOTHING' | 'INLINE' | 'POLICY' | 'BOUNDARY' },
): boolean {
  switch (by.replaces) {
    case 'NOTHING':
      return false;
    case 'BOUNDARY':
      return use === 'BOUNDARY';
    case 'POLICY':
      return use === 'PERMISSIONS' && policy === by.resource.id;
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
    return [{ technique, holder, requests, attachments, isOfBoundary: false }];
  });
}

/** The view in which a rewrite is done; with another that takes a boundary away, both. */
export function viewAfter(view: PolicyView, { holder, attachments }: Rewrite, boundary: Rewrite | null): PolicyView {
  const left = boundary === null ? attachments : attachments.filter(({ use }) => use !== 'BOUNDARY');
  return viewWith(view, { holder: holder.id, attachments: left });
}

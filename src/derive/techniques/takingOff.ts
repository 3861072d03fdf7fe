import type { NodeOf } from '../../graph/nodes.js';
import type { Attachment } from '../../graph/store.js';
import type { PolicyView } from '../view.js';
import { viewWith } from './hypothesis.js';
import { type DecidedRequest, requestsOf } from './requests.js';
import { type Acting, takeSteps } from './takeSteps.js';
import type { TakenOff, Technique } from './technique.js';
import type { Actor } from './world.js';

/** Policies of a holder that the actor can take off it, and what that takes. */
export interface TakingOff {
  readonly requests: readonly DecidedRequest[];
  /** What the holder has no more. */
  readonly gone: ReadonlySet<Attachment>;
}

/** So many are looked at. */
const TRIED = 16;

/**
 * What the actor can take off a holder that denies something: each policy, or group, by itself, and all of them together. One that denies
 * nothing is left, as nothing is gained without it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function takingOff(
  acting: Acting,
  technique: Technique,
  { holder, what, places }: { readonly holder: Actor; readonly what: TakenOff; readonly places: readonly Place[] },
): readonly TakingOff[] {
  const denying = places.flatMap((place) => denyingAt(acting.view, holder, place, what)).slice(0, TRIED);
  const taken = denying.flatMap((one): readonly TakingOff[] => {
    const requests = take(acting, technique, holder, one);
    return requests === null ? [] : [{ requests, gone: new Set(one.gone) }];
  });
  return taken.length < 2 ? taken : [...taken, allOf(acting, technique, holder, denying)];
}

/** One after the other, each asked without what is gone by then: it may be the actor's own. */
function allOf(acting: Acting, technique: Technique, holder: Actor, denying: readonly Denying[]): TakingOff {
  const gone = new Set<Attachment>();
  const requests: DecidedRequest[] = [];
  for (const one of denying) {
    const attachments = acting.view.attachments(holder.id).filter((attachment) => !gone.has(attachment));
    const view = viewWith(acting.view, { holder: holder.id, attachments });
    const then = { ...acting, view, requests: requestsOf(view, acting.actor, { isStart: true }) };
    const found = take(then, technique, holder, one);
    if (found === null) continue;
    requests.push(...found);
    for (const attachment of one.gone) gone.add(attachment);
  }
  return { requests, gone };
}

function take(
  acting: Acting,
  technique: Technique,
  holder: Actor,
  { place, policyArn }: Denying,
): readonly DecidedRequest[] | null {
  const resource = place.id === holder.id ? null : place;
  return takeSteps(acting, about(technique, policyArn), { target: holder, resource });
}

/** Where a policy is attached: the holder, or its group. */
export type Place = Actor | NodeOf<'Group'>;

interface Denying {
  readonly place: Place;
  readonly gone: readonly Attachment[];
  /** Of a managed policy: the request names it. */
  readonly policyArn: string | null;
}

function denyingAt(view: PolicyView, holder: Actor, place: Place, what: TakenOff): readonly Denying[] {
  const there = view.attachments(holder.id).filter(({ use, through }) => use === 'PERMISSIONS' && through === place.id);
  if (what === 'MEMBERSHIP') {
    return there.some(({ policy }) => mayDeny(view, policy)) ? [{ place, gone: there, policyArn: null }] : [];
  }
  return there.flatMap((one): readonly Denying[] => {
    const node = view.node(one.policy);
    if (node?.label !== 'Policy' || !mayDeny(view, one.policy)) return [];
    const isInline = node.kind === 'INLINE';
    if (isInline !== (what === 'DENYING_INLINE')) return [];
    return [{ place, gone: [one], policyArn: isInline ? null : node.arn }];
  });
}

/** Whether a policy, by its node id, denies anything. */
export function mayDeny(view: PolicyView, policy: string): boolean {
  const found = view.policy(policy);
  return !('text' in found) && found.statements.some(({ effect }) => effect === 'DENY');
}

/**
 * The technique, its requests naming the policy.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
function about(technique: Technique, policyArn: string | null): Technique {
  if (policyArn === null) return technique;
  const steps = technique.steps.map((step) => ({ ...step, context: { ...step.context, 'iam:PolicyARN': policyArn } }));
  return { ...technique, steps };
}

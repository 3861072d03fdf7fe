import type { Decision } from '../../iam/decision.js';
import { conjoin, type Conjunction } from './conjoin.js';
import { mayBeAllowed } from './mayBeAllowed.js';
import { takePlaced } from './places.js';
import type { DecidedRequest } from './requests.js';
import { turnsOnTarget, withoutSaying } from './saying.js';
import { type AnyActing, takeSteps } from './takeSteps.js';
import { targetsFor } from './targets.js';
import type { Technique } from './technique.js';
import type { Actor } from './world.js';

/** Somebody whom the actor can become by a technique. */
export interface Become {
  readonly technique: Technique;
  readonly target: Actor;
  /** The way that asks the least, with what it takes. */
  readonly requests: readonly DecidedRequest[];
  readonly conjunction: Conjunction;
}

/** Everybody whom the actor can become by these techniques, each once by each; where several things serve, the one that asks the least. */
export function becomes(acting: AnyActing, techniques: readonly Technique[]): readonly Become[] {
  return techniques.flatMap((technique) => {
    const byTarget = new Map<string, Become>();
    const targets = targetsFor(acting, technique.target).filter(mayBeCalledOn(acting, technique));
    if (targets.length === 0) return [];
    // What is done to no target is asked before anything is asked of each.
    const isOfEach = technique.steps.some(({ on }) => on === 'RESOURCE');
    const ofAll = isOfEach ? undefined : takePlaced(acting, withoutSaying(technique), undefined);
    if (ofAll === null) return [];
    const placed = ofAll !== undefined && turnsOnTarget(technique, ofAll) ? undefined : ofAll;
    for (const { facts, entry, ...bound } of targets) {
      const { target } = bound;
      if (byTarget.get(target.id)?.conjunction.decision === 'ALLOWED') continue;
      const steps = takeSteps(acting, technique, bound, placed);
      const entered = steps === null ? null : entry?.();
      if (steps === null || entered === null) continue;
      const requests = [...facts, ...(entered === undefined ? [] : [entered]), ...steps];
      const conjunction = conjoin(requests, sentenceOf(technique, requests));
      if (conjunction !== null && (conjunction.decision === 'ALLOWED' || !byTarget.has(target.id)))
        byTarget.set(target.id, { technique, target, requests, conjunction });
    }
    return [...byTarget.values()];
  });
}

/** What is done to a target is looked for in the actor's policies before anything is decided: roles and users have none that would allow it. */
function mayBeCalledOn(acting: AnyActing, { steps }: Technique): (bound: Pick<Become, 'target'>) => boolean {
  const actions = steps.filter(({ on }) => on === 'TARGET').flatMap((step) => step.actions);
  if (actions.length === 0) return () => true;
  const isAllowedOn = mayBeAllowed(acting, actions);
  return ({ target }) => target.arn !== null && isAllowedOn(target.arn);
}

/** Whether it can become somebody by these, at best; undefined: it cannot. */
export function decisionOf(found: readonly Become[], target: Actor): Decision | undefined {
  const all = found.filter((one) => one.target.id === target.id).map(({ conjunction }) => conjunction.decision);
  return all.includes('ALLOWED') ? 'ALLOWED' : all[0];
}

/** A way by a technique that takes these besides; kept where it is more than what was so before. */
export function better(
  technique: Technique,
  taking: readonly DecidedRequest[],
  way: {
    readonly target: Actor;
    readonly requests: readonly DecidedRequest[];
    readonly before: Decision | undefined;
  },
): readonly Become[] {
  const { target, before } = way;
  if (before === 'ALLOWED') return [];
  const requests = [...taking, ...way.requests];
  const conjunction = conjoin(requests, sentenceOf(technique, requests));
  const isMore = conjunction !== null && (before === undefined || conjunction.decision === 'ALLOWED');
  return isMore ? [{ technique, target, requests, conjunction }] : [];
}

/** Why, as a person reads it: what is done, and what lets each request through. */
export function sentenceOf({ title }: Technique, requests: readonly DecidedRequest[]): string {
  const told = requests.map(({ action, resource, judgement }) => {
    const { because } = judgement.evidence;
    return /^[a-z0-9-]+:/u.test(action) ? `${action} on ${resource}: ${because}` : because;
  });
  return [`${title}.`, ...new Set(told)].join(' ');
}

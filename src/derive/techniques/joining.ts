import { type Become, becomes, decisionOf, sentenceOf } from './become.js';
import { conjoin } from './conjoin.js';
import { enter } from './enter.js';
import { perWorld } from './perWorld.js';
import { type DecidedRequest, requestsOf } from './requests.js';
import { type Rewrite, viewAfter } from './rewrites.js';
import type { Acting } from './takeSteps.js';
import type { Technique } from './technique.js';
import type { Actor } from './world.js';
import type { PolicyView } from '../view.js';

/** Under what name something is had by a rewrite, and what it takes besides. */
export interface Joined {
  readonly technique: Technique;
  readonly requests: readonly DecidedRequest[];
}

/**
 * Whom the actor could become through the holder of a rewrite, which it can become in these ways, once the holder's permissions are set: where its
 * boundary or control policies leave it less than control of the account, it may reach somebody whom neither of the two could before.
 */
export function becomeThrough(
  acting: Acting,
  rewrite: Rewrite,
  ways: readonly Joined[],
  found: readonly Become[],
): readonly Become[] {
  const { actor, view } = acting;
  const { holder } = rewrite;
  if (ways.length === 0) return [];
  const before = reachOf(acting, holder, null);
  const after = reachOf(acting, holder, rewrite);
  return [...after].flatMap(([target, requests]): readonly Become[] => {
    if (target.id === actor.id || isSure(before.get(target))) return [];
    const own = decisionOf(found, target) ?? entryOf(view, actor, target)?.judgement.decision;
    if (own === 'ALLOWED') return [];
    const all = ways.flatMap((way): readonly Become[] => {
      const whole = [...rewrite.requests, ...way.requests, ...requests];
      const conjunction = conjoin(whole, sentenceOf(way.technique, whole));
      return conjunction === null ? [] : [{ technique: way.technique, target, requests: whole, conjunction }];
    });
    const best = all.find(({ conjunction }) => conjunction.decision === 'ALLOWED') ?? all[0];
    const isMore =
      best !== undefined &&
      (best.conjunction.decision === 'ALLOWED' || (own === undefined && before.get(target) === undefined));
    return isMore ? [best] : [];
  });
}

type Reach = ReadonlyMap<Actor, readonly DecidedRequest[]>;

const reaches = perWorld<Reach>();

/** Whom a holder can become in one step, as it is or once it is rewritten, whoever does that. */
function reachOf(acting: Acting, holder: Actor, rewrite: Rewrite | null): Reach {
  const { view, world } = acting;
  const policies = rewrite?.policies.map(({ node }) => node.id) ?? [];
  const key = JSON.stringify([holder.id, rewrite?.attachments ?? null, policies]);
  return reaches(world, key, () => findReach(acting, holder, rewrite === null ? view : viewAfter(view, rewrite, null)));
}

/** With what it takes, the way that asks the least. */
function findReach(acting: Acting, holder: Actor, view: PolicyView): Reach {
  const requests = requestsOf(view, holder, { isStart: false });
  const as: Acting = { ...acting, actor: holder, view, requests, isForOthers: false };
  const possible = acting.holdings
    .possible(view, holder)
    .filter(({ target }) => target.kind !== 'REWRITE' && target.kind !== 'CONTROL' && target.kind !== 'JOIN');
  const reach = new Map<Actor, readonly DecidedRequest[]>();
  for (const one of becomes(as, possible)) if (!isSure(reach.get(one.target))) reach.set(one.target, one.requests);
  for (const role of acting.world.roles.get(holder.account ?? '') ?? []) {
    const entry = isSure(reach.get(role)) ? null : entryOf(view, holder, role);
    if (entry !== null) reach.set(role, [entry]);
  }
  return reach;
}

function entryOf(view: PolicyView, actor: Actor, target: Actor): DecidedRequest | null {
  return target.label === 'Role' && target.id !== actor.id ? enter(view, actor, target) : null;
}

function isSure(requests: readonly DecidedRequest[] | undefined): boolean {
  return requests?.every(({ judgement }) => judgement.decision === 'ALLOWED') === true;
}

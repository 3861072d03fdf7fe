import { fillJudgement } from '../../graph/fill.js';
import type { PolicyView } from '../view.js';
import { callerKey } from './callerKey.js';
import { perWorld } from './perWorld.js';
import { type DecidedRequest, type Requests, requestsOf } from './requests.js';
import type { Actor, World } from './world.js';

const alike = perWorld<Map<string, DecidedRequest>>();

/**
 * Requests about the principal's own account that no resource's policy bears on: those of principals that are decided alike are decided once,
 * and told of each.
 */
export function requestsAlike(world: World, view: PolicyView, principal: Actor): Requests {
  const known = alike(world, callerKey(view, principal).anywhere, () => new Map());
  const own = requestsOf(view, principal, { isStart: true });
  return (action, on, context) => {
    const key = `${action} ${on.arn.replaceAll(`:${principal.account}:`, '::')}`;
    const found = known.get(key) ?? own(action, on, context);
    // Whoever witnesses is told of each principal what was decided of it.
    if (found.decided === null) known.set(key, found);
    if (found.judgement.decision === 'DENIED') return found;
    const ends = { from: principal.arn ?? principal.id, to: on.arn };
    return { ...found, resource: on.arn, judgement: fillJudgement(found.judgement, ends), ends };
  };
}

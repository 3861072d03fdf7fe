import { askAdministrator } from './administrator.js';
import { becomes } from './become.js';
import { enter } from './enter.js';
import { type DecidedRequest, requestsOf } from './requests.js';
import type { Acting } from './takeSteps.js';
import type { Actor, World } from './world.js';
import type { PolicyView } from '../view.js';

/** What somebody could do once its permissions are others. */
export interface Outcome {
  /** That it administers its account; null where it does not. */
  readonly control: readonly DecidedRequest[] | null;
  /** Whom it could become, where it does not administer its account. */
  readonly become: readonly { readonly target: Actor; readonly requests: readonly DecidedRequest[] }[];
}

const known = new WeakMap<World, Map<string, Outcome>>();

/** What a principal could do as `view` has it; `key` says whom and what is otherwise, so that it is asked once for all actors. */
export function outcomeOf(
  { world, holdings }: Acting,
  { key, principal, view }: { readonly key: string; readonly principal: Actor; readonly view: PolicyView },
): Outcome {
  const ofWorld = known.get(world) ?? new Map<string, Outcome>();
  known.set(world, ofWorld);
  const before = ofWorld.get(key);
  if (before !== undefined) return before;
  const requests = requestsOf(view, principal, { isStart: false });
  const control = holdings.mayAdminister(view, principal) ? askAdministrator(view, principal, requests) : null;
  const found: Outcome = {
    control,
    become: control === null ? becoming({ actor: principal, view, requests, world, holdings, isForOthers: false }) : [],
  };
  ofWorld.set(key, found);
  return found;
}

function becoming(then: Acting): Outcome['become'] {
  const { actor, view, world, holdings } = then;
  const ways = becomes(then, holdings.possible(view, actor));
  const entries = (world.roles.get(actor.account ?? '') ?? []).flatMap((role) => {
    const entry = role.id === actor.id ? null : enter(view, actor, role);
    return entry === null ? [] : [{ target: role, requests: [entry] }];
  });
  return [...ways.map(({ target, requests }) => ({ target, requests })), ...entries];
}

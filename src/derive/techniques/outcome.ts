import { askAdministrator } from './administrator.js';
import { becomes } from './become.js';
import { callerKey } from './callerKey.js';
import { enter } from './enter.js';
import { perWorld } from './perWorld.js';
import { type DecidedRequest, requestsOf } from './requests.js';
import { requestsAlike } from './requestsAlike.js';
import type { Acting } from './takeSteps.js';
import type { Actor } from './world.js';
import type { PolicyView } from '../view.js';
import { withoutAllows } from './withoutAllows.js';

/** What somebody could do once its permissions are others; worked out as far as it is asked. */
export interface Outcome {
  /** Whether it administers its account. */
  readonly administers: boolean;
  /** What that asks; null where it does not. */
  readonly control: () => readonly DecidedRequest[] | null;
  /** Whom it could become, where it does not administer its account; of other accounts alone where others do not matter. */
  readonly become: (
    isForOthers: boolean,
  ) => readonly { readonly target: Actor; readonly requests: readonly DecidedRequest[] }[];
}

const outcomes = perWorld<Outcome>();
const administering = perWorld<boolean>();

/** What a principal could do as `view` has it; `key` says whom and what is otherwise, so that it is asked once for all actors. */
export function outcomeOf(
  { world, holdings }: Acting,
  { key, principal, view }: { readonly key: string; readonly principal: Actor; readonly view: PolicyView },
): Outcome {
  return outcomes(world, key, () => {
    const requests = requestsOf(view, principal, { isStart: false });
    const ask = once(() =>
      holdings.mayAdminister(view, principal)
        ? askAdministrator(view, principal, requestsAlike(world, view, principal))
        : null,
    );
    const told = withoutAllows(view, principal.id);
    // Those who are decided alike are administrators alike; what that asks names each of them.
    const administers = administering(world, callerKey(told, principal).anywhere, () => ask() !== null);
    const becomingOf = (isForOthers: boolean): (() => ReturnType<typeof becoming>) =>
      once(() => becoming({ actor: principal, view, requests, world, holdings, isForOthers }));
    const [all, others] = [becomingOf(false), becomingOf(true)];
    return {
      administers,
      control: () => (administers ? ask() : null),
      become: (isForOthers) => (administers ? [] : isForOthers ? others() : all()),
    };
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function becoming(then: Acting): ReturnType<Outcome['become']> {
  const { actor, view, world, holdings, isForOthers } = then;
  const ways = becomes(then, holdings.possible(view, actor));
  const entries = (isForOthers ? [] : (world.roles.get(actor.account ?? '') ?? [])).flatMap((role) => {
    const entry = role.id === actor.id ? null : enter(view, actor, role);
    return entry === null ? [] : [{ target: role, requests: [entry] }];
  });
  return [...ways.map(({ target, requests }) => ({ target, requests })), ...entries];
}

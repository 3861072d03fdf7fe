import type { Conclusion } from '../../graph/edges.js';
import { callerTellsApartNone } from './alike.js';
import { conjoin, isWithin } from './conjoin.js';
import { controlAfter } from './control.js';
import type { Holdings } from './holdings.js';
import { mayBeAllowed } from './mayBeAllowed.js';
import { requestsOf } from './requests.js';
import { objectsOf, type Rewrite, rewritesOf } from './rewrites.js';
import type { Acting } from './takeSteps.js';
import { setsPermissions, type Target, type Technique } from './technique.js';
import type { Actor, World } from './world.js';

/** What is looked in, and the technique whose name it has. */
export interface Looked {
  readonly world: World;
  readonly holdings: Holdings;
  readonly technique: Technique;
}

/** Permissions that somebody sets, of somebody who controls the account then. */
export interface Setting {
  readonly acting: Acting;
  readonly rewrite: Rewrite;
  readonly all: readonly Rewrite[];
  readonly isSure: boolean;
}

/** Somebody who may set permissions, in ways that ask less than what it controls the account by. */
export interface Setter {
  readonly acting: Acting;
  readonly techniques: readonly Technique[];
  readonly holders: readonly Actor[];
}

/** None where everything by which it may set them asks no less than what it controls the account by. */
export function setterOf({ holdings, world }: Looked, actor: Actor, held: readonly Conclusion[]): readonly Setter[] {
  if (held.some(({ decision }) => decision === 'ALLOWED')) return [];
  const { view } = world;
  const possible = holdings.possible(view, actor).filter(setsPermissions);
  if (possible.length === 0) return [];
  const requests = requestsOf(view, actor, { isStart: false });
  const acting: Acting = { actor, view, world, holdings, requests, isForOthers: false };
  const account = actor.account ?? '';
  const holders = [...(world.users.get(account) ?? []), ...(world.roles.get(account) ?? [])];
  const isAlike = callerTellsApartNone(view, actor);
  const techniques = possible.filter((technique) => {
    const actions = technique.steps.flatMap((step) => step.actions);
    return !actions.every(isAlike) || asksLess(acting, technique, holders, held);
  });
  return techniques.length === 0 ? [] : [{ acting, techniques, holders }];
}

/** Whether what nothing tells apart asks less of the actor, wherever it is called, than what it controls the account by. */
function asksLess(
  acting: Acting,
  { target, steps }: Technique,
  holders: readonly Actor[],
  held: readonly Conclusion[],
): boolean {
  const { account } = acting.actor;
  for (const holder of holders) {
    const [arn] = writtenOf(acting, holder, target);
    if (arn === undefined) continue;
    const asked = steps.flatMap((step) =>
      step.actions.map((action) => acting.requests(action, { arn, account, node: null }, {})),
    );
    const found = conjoin(asked, '');
    return found !== null && !isWithin(found, held);
  }
  return false;
}

/** Of those whose permissions are set, whoever would control the account then, and whom somebody comes to be who comes to be the actor. */
export function settingsBy(
  { technique }: Looked,
  { acting, techniques, holders }: Setter,
  reached: ReadonlySet<string>,
): readonly Setting[] {
  return holders.flatMap((holder): readonly Setting[] => {
    if (holder.id === acting.actor.id || !reached.has(holder.id)) return [];
    const possible = techniques.filter((one) => mayCallOn(acting, one, holder));
    if (possible.length === 0) return [];
    const all = rewritesOf(acting, holder, possible);
    return all.flatMap((rewrite): readonly Setting[] => {
      const [gained] = controlAfter(acting, rewrite, all, [{ technique, requests: [] }]);
      return gained === undefined ? [] : [{ acting, rewrite, all, isSure: gained.conjunction.decision === 'ALLOWED' }];
    });
  });
}

/** What it takes has to be allowed on something of the holder by some policy, conditions aside. */
function mayCallOn(acting: Acting, { target, steps }: Technique, holder: Actor): boolean {
  const actions = steps.flatMap((step) => step.actions);
  return writtenOf(acting, holder, target).some(mayBeAllowed(acting, actions));
}

/** ARNs of what is written where permissions of the holder are set. */
function writtenOf({ view, world }: Acting, holder: Actor, target: Target): readonly string[] {
  const written =
    target.kind === 'GROUP'
      ? holder.label === 'User'
        ? (world.groups.get(holder.account ?? '') ?? [])
        : []
      : target.kind === 'REWRITE'
        ? objectsOf(view, holder, target.of).map(({ resource }) => resource)
        : [];
  return written.flatMap(({ arn }) => arn ?? []);
}

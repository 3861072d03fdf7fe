import type { NodeOf } from '../../graph/nodes.js';
import { becomes } from './become.js';
import { conjoin, type Conjunction } from './conjoin.js';
import { newRole } from './control.js';
import type { Asking } from './edgesOut.js';
import { enter } from './enter.js';
import { allowEverything, viewWith } from './hypothesis.js';
import { isLedTo, targetsIn, type WayFromControl, waysFromControl } from './leadFromControl.js';
import { requestsOf } from './requests.js';
import type { Acting } from './takeSteps.js';
import type { Actor } from './world.js';

/**
 * From control of an account to those of it whose trust, or credentials, control policies keep it from writing: by whatever else a role that may
 * do everything has. Each once, by the first way that is sure, or else by the first.
 */
export function waysToGuarded(
  { world, holdings }: Pick<Asking, 'world' | 'holdings'>,
  account: NodeOf<'Account'>,
): ReadonlyMap<string, WayFromControl> {
  const { accountId } = account;
  const before = waysFromControl(world, account);
  const guarded = new Map(
    targetsIn(world, accountId).flatMap((target) => (isLedTo(world, target) ? [] : [[target.id, target] as const])),
  );
  const found = new Map<string, WayFromControl>();
  if (guarded.size === 0) return found;
  const actor = newRole(world.view, accountId);
  const view = viewWith(world.view, { holder: actor.id, attachments: [allowEverything(actor.id)], nodes: [actor] });
  const requests = requestsOf(view, actor, { isStart: false });
  const offer = (target: Actor, action: string, conjunction: Conjunction | null): void => {
    if (conjunction === null || !guarded.has(target.id)) return;
    if (conjunction.decision === 'ALLOWED') guarded.delete(target.id);
    if (conjunction.decision === 'ALLOWED' || !(found.has(target.id) || before.has(target.id)))
      found.set(target.id, { action, conjunction });
  };
  for (const target of guarded.values()) {
    const entry = target.label === 'Role' ? enter(view, actor, target) : null;
    if (entry === null) continue;
    const because = `Whoever controls account ${accountId} can make a role that enters it. ${entry.judgement.evidence.because}`;
    offer(target, entry.action, conjoin([entry], because));
  }
  for (const technique of holdings.possible(view, actor)) {
    const left = [...guarded.values()];
    if (left.length === 0) break;
    const roles = new Map([[accountId, left.filter((target) => target.label === 'Role')]]);
    const users = new Map([[accountId, left.filter((target) => target.label === 'User')]]);
    const acting: Acting = { actor, view, requests, holdings, isForOthers: false, world: { ...world, roles, users } };
    const [action = ''] = technique.steps.flatMap(({ actions }) => actions);
    for (const { target, conjunction } of becomes(acting, [technique])) offer(target, action, conjunction);
  }
  return found;
}

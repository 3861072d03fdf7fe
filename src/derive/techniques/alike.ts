import type { NodeOf } from '../../graph/nodes.js';
import { type CompiledPolicy, keysOf, statementsFor } from '../../policy/compile.js';
import type { AttachedPolicy } from '../../policy/model.js';
import { layersOfCaller, levelsAbove } from '../layers.js';
import type { PolicyView } from '../view.js';
import type { Actor } from './world.js';

/** Whether policies say the same of everything in an account, by action: they name nothing, and ask nothing about what it is called on. */
export function tellsApartNone(policies: readonly AttachedPolicy['policy'][]): (action: string) => boolean {
  const known = new Map<string, boolean>();
  return (action) => {
    let found = known.get(action);
    if (found === undefined) {
      found = policies.every((policy) => !('text' in policy) && policyTellsNone(policy, action));
      known.set(action, found);
    }
    return found;
  };
}

/** The same of everything that bears on a caller's requests in its account. */
export function callerTellsApartNone(view: PolicyView, from: Actor | NodeOf<'RootUser'>): (action: string) => boolean {
  return tellsApartNone(bearingOn(view, from));
}

function bearingOn(view: PolicyView, from: Actor | NodeOf<'RootUser'>): readonly AttachedPolicy['policy'][] {
  const { identity, boundary, scp } = layersOfCaller(view, from, null);
  const levels = (scp ?? []).flatMap(({ policies }) => policies);
  const rcp = from.account === null ? null : levelsAbove(view, from, from.account);
  const beyond = (rcp ?? []).flatMap(({ policies }) => policies);
  return [...identity, ...(boundary ?? []), ...levels, ...beyond].map(({ policy }) => policy);
}

function policyTellsNone(policy: CompiledPolicy, action: string): boolean {
  const statements = statementsFor(policy, action);
  const isOpen = ({ resources }: (typeof statements)[number]): boolean =>
    resources === null || (!resources.isNot && resources.values.every((value) => value === '*'));
  return statements.every(isOpen) && keysOf(policy, statements).every((key) => !/resource/u.test(key));
}

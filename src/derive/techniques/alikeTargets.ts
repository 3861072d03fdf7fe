import type { GraphNode, NodeOf } from '../../graph/nodes.js';
import { type CompiledPolicy, keysOf, statementsFor } from '../../policy/compile.js';
import type { AttachedPolicy } from '../../policy/model.js';
import { layersOfCaller } from '../layers.js';
import type { PolicyView } from '../view.js';
import type { Actor } from './world.js';

/** Whether policies say the same of every user and role of an account, by action: they name none, and ask nothing about whom it is called on. */
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
  const { identity, boundary, scp } = layersOfCaller(view, from, null);
  const levels = (scp ?? []).flatMap(({ policies }) => policies);
  return tellsApartNone([...identity, ...(boundary ?? []), ...levels].map(({ policy }) => policy));
}

/** Users and roles have no policy that would allow somebody to change them. */
export function isPrincipalTarget(node: GraphNode | null): boolean {
  return node?.label === 'User' || node?.label === 'Role';
}

function policyTellsNone(policy: CompiledPolicy, action: string): boolean {
  const statements = statementsFor(policy, action);
  const isOpen = ({ resources }: (typeof statements)[number]): boolean =>
    resources === null || (!resources.isNot && resources.values.every((value) => value === '*'));
  return statements.every(isOpen) && keysOf(policy, statements).every((key) => !/resource/u.test(key));
}

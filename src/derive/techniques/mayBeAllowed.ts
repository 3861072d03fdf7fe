import { allowsAction } from '../../policy/index.js';
import { policiesOf } from './holdings.js';
import type { AnyActing } from './takeSteps.js';

/**
 * Whether identity policies of the actor may allow all of these actions on an ARN, conditions aside. Where one was not collected, or nobody
 * knows its policies, they may.
 */
export function mayBeAllowed(
  { actor, view }: Pick<AnyActing, 'actor' | 'view'>,
  actions: readonly string[],
): (arn: string) => boolean {
  const isKnown = (actor.label === 'User' || actor.label === 'Role') && actor.isCollected;
  if (!isKnown) return () => true;
  const policies = policiesOf(view, actor);
  return (arn) =>
    actions.every((action) => policies.some((policy) => 'text' in policy || allowsAction(policy, action, { arn })));
}

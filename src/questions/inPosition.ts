import { combineHops, type HopFacts } from '../derive/position.js';
import type { SessionFacts } from '../policy/model.js';
import type { HopConclusion, Verdict } from './pathSearch.js';

/**
 * What hops come to in their position, or null when the last of them cannot hold there: MFA for a role session, say.
 * `session` describes the start; null: nothing is known of it.
 */
export function inPosition(
  hops: readonly HopConclusion[],
  session: SessionFacts | null,
): Omit<Verdict, 'crossesAccounts'> | null {
  const combined = combineHops(hops.map(factsOf), {
    isRoleSession: hops[0]?.from.label === 'Role',
    session: session ?? {},
  });
  return combined === null ? null : { hops, ...combined };
}

function factsOf({ action, needs, from, to }: HopConclusion): HopFacts {
  const role = to.label === 'Role' && to.isCollected ? to : null;
  return {
    action,
    needs,
    roleTags: role?.tags,
    roleId: role?.uniqueId ?? undefined,
    maxSessionSeconds: role?.maxSessionSeconds ?? null,
    ...(from.label === 'FederatedIdentity' ? { provider: from.providerName } : {}),
  };
}

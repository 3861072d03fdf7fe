import type { NodeOf } from '../graph/nodes.js';

/** Whose an account is. UNKNOWN: no organisation was collected, so that it may be ours as well. */
export type Belonging = 'OURS' | 'OUTSIDE' | 'UNKNOWN';

/** Tells whose an account is, null where the graph lacks it. Without an organisation those that were collected are ours. */
export function belongingOf(account: NodeOf<'Account'> | null, knowsOrganizations: boolean): Belonging {
  if (account !== null && account.organizationId !== null) return 'OURS';
  if (knowsOrganizations) return 'OUTSIDE';
  return account?.isCollected === true ? 'OURS' : 'UNKNOWN';
}

import { setImmediate } from 'node:timers/promises';
import { decideAssumption } from '../derive/assume.js';
import { checkCall } from '../graph/call.js';
import type { DerivedEdge } from '../graph/edges.js';
import type { PrincipalNode } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { RoleNode, Conclusion } from './assumption.js';
import type { StatedContext } from '../policy/model.js';
import type { Stated } from './given.js';
import { fetchPolicyView } from './policyView.js';
import { openSession } from './statedAlong.js';

/** One principal asks to enter one role. */
export interface Pair {
  readonly principal: PrincipalNode;
  readonly role: RoleNode;
  readonly action: string;
  /** Null, or left out: none is known. */
  readonly edge?: DerivedEdge | null;
}

/** Pairs whose policies are fetched together. */
const CHUNK = 500;

/**
 * Decides pairs from their policies by the function that derived the edges, in the order given. Ends early with what it has when the work
 * budget is spent: one pair costs one.
 * Errors: DEADLINE_EXCEEDED.
 */
export async function decidePairs(
  reader: GraphReader,
  pairs: readonly Pair[],
  stated: Stated,
  call: Call,
): Promise<readonly Conclusion[]> {
  const conclusions: Conclusion[] = [];
  for (let start = 0; start < pairs.length; start += CHUNK) {
    const chunk = pairs.slice(start, start + CHUNK);
    const view = await fetchPolicyView(
      reader,
      chunk.flatMap(({ principal, role }) => [principal, role]),
      call,
    );
    for (const [index, { principal, role, action }] of chunk.entries()) {
      if (!call.budget.spend(1)) return conclusions;
      if (index % 32 === 0) {
        checkCall(call);
        await setImmediate();
      }
      const pair = { from: principal, to: role, action };
      conclusions.push(
        decideAssumption(view, pair, statedFor(principal, stated.on(role.arn ?? role.id)), stated.session, {
          sessionPolicies: stated.sessionPolicies,
        }),
      );
    }
  }
  return conclusions;
}

/** A session that nobody described is not one without tags, source identity or, for an account, MFA. */
function statedFor({ label }: PrincipalNode, context: StatedContext): StatedContext {
  if (context.missing === 'UNKNOWN') return context;
  if (label === 'Role') return openSession(context, 'SESSION');
  return label === 'AccountPrincipal' || label === 'Anyone' ? openSession(context, 'PERHAPS_SESSION') : context;
}

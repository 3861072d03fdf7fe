import { setImmediate } from 'node:timers/promises';
import { decideAssumption } from '../derive/assume.js';
import type { PolicyView } from '../derive/view.js';
import { checkCall } from '../graph/call.js';
import type { DerivedEdge } from '../graph/edges.js';
import type { PrincipalNode } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { RoleNode, Conclusion } from './assumption.js';
import { present } from '../lib/invariant.js';
import type { Stated } from './given.js';
import { classesUnder } from './classesUnder.js';
import { fetchPolicyView } from './policyView.js';
import { statedFor } from './statedAlong.js';

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
/** After so many milliseconds of work others get their turn. */
const TURN_MS = 10;

/**
 * Decides pairs from their policies by the function that derived the edges, in the order given; those of which the same was concluded and
 * is stated are decided once. Ends early with what it has when the work budget is spent: one pair costs one.
 * Errors: DEADLINE_EXCEEDED.
 */
export async function decidePairs(
  reader: GraphReader,
  pairs: readonly Pair[],
  stated: Stated,
  call: Call,
): Promise<readonly Conclusion[]> {
  const classOf = classesUnder(stated);
  const places = new Map<string, number>();
  const distinct: Pair[] = [];
  const placeOf: number[] = [];
  for (const pair of pairs) {
    if (!call.budget.spend(1)) break;
    const key = classOf(pair);
    const known = key === null ? undefined : places.get(key);
    const place = known ?? distinct.push(pair) - 1;
    if (key !== null) places.set(key, place);
    placeOf.push(place);
  }
  const decided = await decideEach(reader, distinct, stated, call);
  return placeOf.map((place) => present(decided[place], 'each pair was decided, or one like it'));
}

async function decideEach(
  reader: GraphReader,
  pairs: readonly Pair[],
  stated: Stated,
  call: Call,
): Promise<readonly Conclusion[]> {
  const conclusions: Conclusion[] = [];
  let turnEnds = performance.now() + TURN_MS;
  for (let start = 0; start < pairs.length; start += CHUNK) {
    const chunk = pairs.slice(start, start + CHUNK);
    const view = await fetchPolicyView(
      reader,
      chunk.flatMap(({ principal, role }) => [principal, role]),
      call,
    );
    for (const { principal, role, action } of chunk) {
      const now = performance.now();
      checkCall(call, now);
      if (now >= turnEnds) {
        await setImmediate();
        turnEnds = performance.now() + TURN_MS;
      }
      conclusions.push(decidePair(view, { principal, role, action }, stated));
    }
  }
  return conclusions;
}

/** Decides one pair from the policies that the view has. */
export function decidePair(view: PolicyView, { principal, role, action }: Pair, stated: Stated): Conclusion {
  const context = statedFor(principal, stated.on(role.arn ?? role.id));
  const { session, sessionPolicies } = stated;
  return decideAssumption(view, { from: principal, to: role, action }, context, session, { sessionPolicies });
}

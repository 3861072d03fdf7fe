import type { PrincipalNode } from '../../graph/nodes.js';
import type { StatedContext } from '../../policy/model.js';
import { decideAssumption } from '../assume.js';
import { callerValue } from '../classes/keyValues.js';
import type { CallerClass } from '../classes/callerClasses.js';
import type { TargetClass } from '../classes/targetClasses.js';
import { isNamed, trustedAs } from '../classes/trusts.js';
import type { EnteredNode } from '../facts.js';
import { ruleOf } from '../rules/ruleOf.js';
import type { PolicyView } from '../view.js';
import type { EdgeCollector } from './collector.js';

/** A principal or role with the class that it is in. */
export interface Placed<N, C> {
  readonly index: number;
  readonly node: N;
  readonly class: C;
  /** Indexes of the gaps of its side, in ascending order. */
  readonly gaps: readonly number[];
}

export type PlacedCaller = Placed<PrincipalNode, CallerClass>;
export type PlacedTarget = Placed<EnteredNode, TargetClass> & {
  /** Resource patterns that name its account and match it. */
  readonly own: readonly string[];
};

/** Of the patterns that name the role's account, those of this caller. */
export function ownPatterns(callers: CallerClass, { own }: PlacedTarget): readonly string[] {
  return own.filter((text) => callers.resources.has(text));
}

/** Nothing is stated about a request from which an edge is made. */
const NOTHING: StatedContext = { values: new Map(), absent: new Set(), missing: 'UNKNOWN' };

/** Decides pairs, those of which the same must be concluded only once. */
export interface PairDecider {
  /** The index of the conclusion, or null where the pair is DENIED. */
  decide(from: PlacedCaller, to: PlacedTarget): number | null;
  /** Of what the decision depends on beside the two classes and whether they are of one account. */
  detail(from: PlacedCaller, to: TargetClass): string;
}

export function makePairDecider(view: PolicyView, action: string, collector: EdgeCollector): PairDecider {
  const known = new Map<string, number | null>();

  function detail({ node, class: callers }: PlacedCaller, to: TargetClass): string {
    const { trust, callerKeys } = to;
    if (isNamed(trust, node)) return node.id;
    const account = node.account !== null && trust.accounts.has(node.account) ? node.account : '';
    const values = callerKeys.length === 0 ? '' : JSON.stringify(callerKeys.map((key) => callerValue(view, node, key)));
    return `${callers.number} ${account} ${values}`;
  }

  function judge(from: PlacedCaller, to: PlacedTarget): number | null {
    const pair = { from: from.node, to: to.node, action };
    const { judgement, taskPolicies } = decideAssumption(view, pair, NOTHING, null);
    if (judgement.decision === 'DENIED') return null;
    return collector.judge({
      action,
      decision: judgement.decision,
      needs: judgement.needs,
      evidence: judgement.evidence,
      rule: ruleOf(from.node, to.node, trustedAs(to.class.trust, from.node)).id,
      taskPolicies,
      holdsFirst: true,
      holdsLater: from.node.label === 'Role',
    });
  }

  return {
    detail,
    decide(from, to) {
      const isOwn = from.node.account !== null && from.node.account === to.node.account;
      const role = from.class.hasVariable || from.node.id === to.node.id ? to.node.id : '';
      const specific = ownPatterns(from.class, to);
      const patterns = specific.length === 0 ? '' : JSON.stringify(specific);
      const key = `${to.class.number} ${patterns} ${isOwn ? 'own' : 'other'} ${role} ${detail(from, to.class)}`;
      let found = known.get(key);
      if (found === undefined) {
        found = judge(from, to);
        known.set(key, found);
      }
      return found === null ? null : collector.conclude(found, unionOf(from.gaps, to.gaps));
    },
  };
}

function unionOf(left: readonly number[], right: readonly number[]): readonly number[] {
  if (right.length === 0) return left;
  if (left.length === 0) return right;
  return [...new Set([...left, ...right])].sort((one, other) => one - other);
}

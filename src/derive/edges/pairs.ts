import { NOTHING_STATED } from '../../policy/nothingStated.js';
import type { PrincipalNode } from '../../graph/nodes.js';
import { decideAssumption } from '../assume.js';
import type { CallerClass } from '../classes/callerClasses.js';
import { callerOutcome, type KeyTests } from '../classes/keyOutcomes.js';
import { relativeTo } from '../classes/relative.js';
import type { ClassifiedTarget, TargetClass } from '../classes/targetClasses.js';
import { isNamed, trustedAs } from '../classes/trusts.js';
import type { EnteredNode } from '../facts.js';
import { ruleOf } from '../rules/ruleOf.js';
import type { PolicyView } from '../view.js';
import type { EdgeCollector } from './collector.js';

interface Placed<N> {
  readonly index: number;
  readonly node: N;
  /** Indexes of the gaps of its side, in ascending order. */
  readonly gaps: readonly number[];
}

/** A principal with the class that it is in. */
export type PlacedCaller = Placed<PrincipalNode> & { readonly class: CallerClass };
/** A role, or root user, with the class that it is in. */
export type PlacedTarget = Placed<EnteredNode> & ClassifiedTarget;

/** Of the patterns that name the role's account, those of this caller, as its class writes them. */
export function ownPatterns({ node, class: callers }: PlacedCaller, { own }: PlacedTarget): readonly string[] {
  if (own.length === 0) return own;
  return own.map((text) => relativeTo(text, node.account)).filter((text) => callers.resources.has(text));
}

/** Nothing is stated about a request from which an edge is made. */

/** Decides pairs, those of which the same must be concluded only once. */
export interface PairDecider {
  /** The index of the conclusion, or null where the pair is DENIED. */
  decide(from: PlacedCaller, to: PlacedTarget): number | null;
  /** Of what the decision depends on beside the two classes and whether they are of one account, for a caller that the trust does not name. */
  detail(from: PlacedCaller, to: TargetClass): string;
}

export function makePairDecider(view: PolicyView, action: string, collector: EdgeCollector): PairDecider {
  const known = new Map<string, number | null>();
  const outcomes = new WeakMap<KeyTests, Map<number, string>>();

  /** What a caller answers to all that is asked of it, found once for each caller. */
  function outcomesOf({ index, node }: PlacedCaller, asked: KeyTests): string {
    if (asked.size === 0) return '';
    const found = outcomes.get(asked) ?? new Map<number, string>();
    outcomes.set(asked, found);
    let text = found.get(index);
    if (text === undefined) {
      text = JSON.stringify([...asked].map(([key, tests]) => callerOutcome(view, node, key, tests)));
      found.set(index, text);
    }
    return text;
  }

  function detail(from: PlacedCaller, to: TargetClass): string {
    const { node } = from;
    const account = node.account !== null && to.accounts.has(node.account) ? node.account : '';
    return `${from.class.number} ${account} ${outcomesOf(from, to.asked)}`;
  }

  function judge(from: PlacedCaller, to: PlacedTarget): number | null {
    const pair = { from: from.node, to: to.node, action };
    const { judgement, taskPolicies } = decideAssumption(view, pair, NOTHING_STATED, null);
    if (judgement.decision === 'DENIED') return null;
    return collector.judge({
      action,
      decision: judgement.decision,
      needs: judgement.needs,
      evidence: judgement.evidence,
      rule: ruleOf(from.node, to.node, trustedAs(to.trust, from.node)).id,
      taskPolicies,
      holdsFirst: true,
      holdsLater: from.node.label === 'Role' || from.node.label === 'User',
    });
  }

  /** What is the same for every pair of which the same is concluded. */
  function keyOf(from: PlacedCaller, to: PlacedTarget): string {
    const isOwn = from.node.account !== null && from.node.account === to.node.account;
    const isSelf = from.node.id === to.node.id;
    const role = from.class.hasVariable || isSelf ? to.node.id : '';
    const specific = ownPatterns(from, to);
    const patterns = specific.length === 0 ? '' : JSON.stringify(specific);
    const named = isNamed(to.trust, from.node) ? from.node.id : '';
    return `${to.class.number} ${patterns} ${isSelf ? 'self' : isOwn ? 'own' : 'other'} ${role} ${named} ${detail(from, to.class)}`;
  }

  return {
    detail,
    decide(from, to) {
      const key = keyOf(from, to);
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

import type { Decision, Evidence, Judgement, NeedSet, Needs } from '../../iam/decision.js';
import { boundedNeeds, inOrder } from '../../policy/needs/needSets.js';

/** The judgement of a request that two resources have to let pass, each named by where it is asked. */
export function bothJudgements(
  first: Judgement,
  second: Judgement,
  names: { readonly first: string; readonly second: string },
): Judgement {
  const stopping = [first, second].find(({ decision }) => decision === 'DENIED');
  const decision: Decision =
    stopping !== undefined ? 'DENIED' : first.decision === second.decision ? first.decision : 'CONDITIONAL';
  return {
    decision,
    denial: [first, second].some(({ denial }) => denial === 'EXPLICIT') ? 'EXPLICIT' : (stopping?.denial ?? null),
    needs: decision === 'CONDITIONAL' ? bothNeeds(first.needs, second.needs) : null,
    evidence: bothEvidence(first.evidence, second.evidence, names),
  };
}

function bothEvidence(
  first: Evidence,
  second: Evidence,
  names: { readonly first: string; readonly second: string },
): Evidence {
  return {
    because: `${names.first}: ${first.because} ${names.second}: ${second.because}`,
    layers: [...first.layers, ...second.layers],
  };
}

function bothNeeds(left: Needs | null, right: Needs | null): Needs | null {
  if (left === null || right === null) return left ?? right;
  const both = left.alternatives.flatMap((one) => right.alternatives.map((other) => union(one, other)));
  return boundedNeeds(inOrder(distinct(both)), left.truncated || right.truncated);
}

function union(left: NeedSet, right: NeedSet): NeedSet {
  return { all: distinct([...left.all, ...right.all]), unread: distinct([...left.unread, ...right.unread]) };
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

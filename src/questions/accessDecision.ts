import { once } from '../lib/once.js';
import type { AccessAsked, AccessConclusion } from '../derive/access.js';
import type { Decision, Denial, Evidence, Needs } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import { completenessOf, type Completeness } from './completeness.js';
import type { DependentAction } from './dependentActions.js';
import { fillEvidence, fillNeeds, type Filling } from './fill.js';
import type { Stated } from './given.js';
import { shownRemedy, type ShownRemedy } from './remedy.js';
import type { InTurn } from './turns.js';

/** The decision of one request; `denial` only when DENIED, `needs` only when CONDITIONAL. */
export interface AccessDecision {
  readonly decision: Decision;
  readonly denial: Denial | null;
  readonly needs: Needs | null;
  readonly evidence: Evidence;
  readonly completeness: Completeness;
  /** What it needs besides, decided once, when it is first asked for. Errors: DEADLINE_EXCEEDED. */
  readonly dependentActions: () => Promise<readonly DependentAction[]>;
  /** The smallest changes that would turn it, looked for once, when they are first asked for. Errors: DEADLINE_EXCEEDED. */
  readonly wouldTake: () => Promise<WouldTake>;
}

/** The smallest changes that turn a decision; `isBounded`: there may be others. */
export interface WouldTake {
  readonly remedies: readonly ShownRemedy[];
  readonly isBounded: boolean;
}

/** A decision as it is answered. What it needs besides, and what it would take, is found out when it is asked for. */
export function shownDecision(
  { from, resource }: AccessAsked,
  { judgement, gaps, made, remedies }: AccessConclusion,
  more: readonly Gap[],
  { sessionPolicies }: Stated,
  { inTurn, dependents }: { readonly inTurn: InTurn; readonly dependents: () => Promise<readonly DependentAction[]> },
): AccessDecision {
  const filling: Filling = {
    from: from === 'ANONYMOUS' ? 'anonymous' : (from.arn ?? from.id),
    to: resource.arn,
    brought: sessionPolicies ?? [],
    made,
  };
  const { decision, denial, needs, evidence } = judgement;
  return {
    decision,
    denial,
    needs: fillNeeds(needs, filling),
    evidence: fillEvidence(evidence, filling),
    completeness: completenessOf([...more, ...gaps]),
    dependentActions: dependents,
    wouldTake: once(async () => {
      const own = await inTurn(remedies);
      const beside = decision === 'ALLOWED' ? NOTHING : await remediesBeside(await dependents(), filling, inTurn);
      return {
        remedies: own.remedies.map((remedy) => togetherWith(shownRemedy(remedy, filling), beside.remedies)),
        isBounded: own.isBounded || beside.isBounded,
      };
    }),
  };
}

const NOTHING: WouldTake = { remedies: [], isBounded: false };

/** What opens each dependent action that is always needed and denied. */
async function remediesBeside(
  dependents: readonly DependentAction[],
  filling: Filling,
  inTurn: InTurn,
): Promise<WouldTake> {
  const denied = dependents.filter(({ isRequired, decision }) => isRequired && decision === 'DENIED');
  const found = await Promise.all(
    denied.map(async ({ asked, conclusion: { made, remedies } }) => {
      const [first] = (await inTurn(remedies)).remedies;
      return first === undefined ? null : shownRemedy(first, { ...filling, to: asked.resource.arn, made });
    }),
  );
  return { remedies: found.filter((each) => each !== null), isBounded: found.includes(null) };
}

function togetherWith(remedy: ShownRemedy, others: readonly ShownRemedy[]): ShownRemedy {
  if (others.length === 0) return remedy;
  const more = others.flatMap((other) => [{ ...other, with: [] }, ...other.with]);
  return { ...remedy, with: [...remedy.with, ...more] };
}

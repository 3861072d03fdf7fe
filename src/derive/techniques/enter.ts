import { fillJudgement } from '../../graph/fill.js';
import type { NodeOf, PrincipalNode } from '../../graph/nodes.js';
import type { StatedContext } from '../../policy/model.js';
import { witnessingPart } from '../../policy/witness.js';
import { decideAssumption } from '../assume.js';
import type { PolicyView } from '../view.js';
import type { DecidedRequest } from './requests.js';
import { withoutHypothetical } from './withoutHypothetical.js';
import type { Actor } from './world.js';

/** The request to enter a role in the ordinary way; null where it is denied. */
export function enter(view: PolicyView, actor: Actor, role: NodeOf<'Role'>): DecidedRequest | null {
  return requestToEnter(view, { from: actor, to: role, action: 'sts:AssumeRole' });
}

/**
 * A request to enter a role, decided as its edge is, with nothing stated but what is given; null where it is denied. `because`: what lets it
 * through, where that is said in other words than the decision's.
 */
export function requestToEnter(
  view: PolicyView,
  pair: { readonly from: PrincipalNode; readonly to: NodeOf<'Role'>; readonly action: string },
  {
    stated = [],
    because,
  }: { readonly stated?: readonly (readonly [string, string])[]; readonly because?: string } = {},
): DecidedRequest | null {
  const { from, to, action } = pair;
  const context: StatedContext = {
    values: new Map(stated.map(([key, value]) => [key, [value]])),
    absent: new Set(),
    missing: 'UNKNOWN',
  };
  const { result, decided } = witnessingPart(() => decideAssumption(view, pair, context, null));
  if (result.judgement.decision === 'DENIED') return null;
  const ends = { from: from.arn ?? (from.label === 'Service' ? from.name : from.id), to: to.arn ?? to.id };
  const filled = withoutHypothetical(fillJudgement(result.judgement, ends));
  const judgement = because === undefined ? filled : { ...filled, evidence: { ...filled.evidence, because } };
  const request = { action, resource: ends.to, choice: null, choices: null, isElsewhere: false };
  return { ...request, judgement, gaps: result.gaps, ends, decided };
}

import { conjoin } from '../../derive/techniques/conjoin.js';
import type { StatedContext } from '../../policy/model.js';
import { fillNeeds, type Filling } from '../fill.js';
import { settle } from '../settleNeeds.js';
import type { ProofPart } from './proof.js';
import type { Decided } from './sameDecision.js';

/** What the parts of a hop come to together, under what is stated of all of them; null: nothing is. */
export function judgeTogether(
  parts: readonly Pick<
    ProofPart,
    'action' | 'resource' | 'choice' | 'choices' | 'isElsewhere' | 'decision' | 'needs'
  >[],
  filling: Filling,
  under: StatedContext | null,
): Decided {
  const requests = parts.map(({ action, resource, choice, choices, isElsewhere, decision, needs }) => ({
    action,
    resource,
    choice,
    choices,
    isElsewhere,
    judgement: { decision, denial: null, needs, evidence: { because: '', layers: [] } },
    gaps: [],
    ends: null,
    decided: null,
  }));
  const together = conjoin(requests, '');
  if (together === null) return DENIED;
  const { decision } = together;
  const needs = fillNeeds(together.needs, filling);
  return under === null ? { decision, needs } : (settle({ decision, needs }, under) ?? DENIED);
}

const DENIED: Decided = { decision: 'DENIED', needs: null };

import type { Told } from '../../derive/techniques/edgesOut.js';
import type { DecidedRequest } from '../../derive/techniques/requests.js';
import type { StatedContext } from '../../policy/model.js';
import type { Filling } from '../fill.js';
import { restsOn, type Written } from './decideAgain.js';
import { judgeTogether } from './judgeTogether.js';
import type { ProofHop, ProofPart } from './proof.js';
import { type Decided, isSame } from './sameDecision.js';
import { writeContext } from './write.js';

/**
 * What an edge takes together, written down; null where that does not come to what was concluded when the graph was made. `under`: what is
 * stated of all that it takes; null: nothing is.
 */
export function takeTogether(
  { requests }: Told,
  concluded: Decided,
  { filling, under }: { readonly filling: Filling; readonly under: StatedContext | null },
  written: Written,
): Pick<ProofHop, 'takes' | 'requests' | 'decision' | 'needs' | 'parts' | 'under'> | null {
  const { decision, needs } = concluded;
  if (requests.length === 0) return { takes: 'FACT', requests: [], decision, needs };
  const parts = requests.map((request) => partOf(request, written)).filter((part) => part !== null);
  if (parts.length < requests.length || !isSame(judgeTogether(parts, filling, under), concluded)) return null;
  return {
    takes: 'TOGETHER',
    requests: [],
    decision,
    needs,
    parts,
    under: under === null ? null : writeContext(under),
  };
}

function partOf(request: DecidedRequest, written: Written): ProofPart | null {
  const { action, resource, choice, choices, isElsewhere, ends, decided, judgement } = request;
  const { decision, needs } = judgement;
  const asked = { action, resource, choice, choices, isElsewhere, ends };
  if (decided === null) return { takes: 'FACT', requests: [], decision, needs, ...asked };
  const rests = restsOn({ decision, needs }, decided, ends === null ? null : { ...ends, brought: [] }, written);
  return rests === null ? null : { ...rests, ...asked };
}

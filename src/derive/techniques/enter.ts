import { fillJudgement } from '../../graph/fill.js';
import type { NodeOf } from '../../graph/nodes.js';
import { witnessingPart } from '../../policy/witness.js';
import { decideAssumption } from '../assume.js';
import type { PolicyView } from '../view.js';
import type { DecidedRequest } from './requests.js';
import { withoutHypothetical } from './withoutHypothetical.js';
import type { Actor } from './world.js';

/** The request to enter a role in the ordinary way; null where it is denied. */
export function enter(view: PolicyView, actor: Actor, role: NodeOf<'Role'>): DecidedRequest | null {
  const action = 'sts:AssumeRole';
  const stated = {
    values: new Map<string, readonly string[]>(),
    absent: new Set<string>(),
    missing: 'UNKNOWN',
  } as const;
  const { result, decided } = witnessingPart(() =>
    decideAssumption(view, { from: actor, to: role, action }, stated, null),
  );
  const ends = { from: actor.arn ?? actor.id, to: role.arn ?? role.id };
  const judgement = withoutHypothetical(fillJudgement(result.judgement, ends));
  const { gaps } = result;
  return judgement.decision === 'DENIED'
    ? null
    : { action, resource: role.arn ?? role.id, choice: null, choices: null, judgement, gaps, ends, decided };
}

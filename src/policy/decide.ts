import type { Decision, Evidence, Judgement } from '../iam/decision.js';
import { contextOf, type RequestContext } from './context.js';
import { combinationOf, fold, hear, IMPOSSIBLE } from './decide/fold.js';
import { whyAlways } from './decide/always.js';
import { whyNever } from './decide/never.js';
import { withCompanions } from './decide/sessionRequests.js';
import { verdictOf } from './decide/verdict.js';
import { explain } from './explain/evidence.js';
import { evidenceOf } from './explain/evidenceOf.js';
import type { AccessRequest, Layers } from './model.js';
import { judge } from './needs/judge.js';
import { tellWitness } from './witness.js';

/** The decision alone, without needs and evidence. */
export function decisionOf(request: AccessRequest, layers: Layers): Decision {
  const context = contextOf(request);
  if (whyAlways(context) !== null) return 'ALLOWED';
  if (whyNever(context) !== null) return 'DENIED';
  const { formula } = fold(hear(context, layers), combinationOf(context));
  return decisionFrom(verdictOf(withCompanions(formula, context, layers), context));
}

/** Decides a request. Evidence is of the same pass, put into words where it is read: what each layer said is what was combined. */
export function decide(request: AccessRequest, layers: Layers): Judgement {
  const judgement = judgementOf(request, layers);
  tellWitness(request, layers, judgement);
  return judgement;
}

function judgementOf(request: AccessRequest, layers: Layers): Judgement {
  const context = contextOf(request, 'TOLD');
  const always = whyAlways(context);
  if (always !== null) return letThrough(context, layers, always);
  const never = whyNever(context);
  const combination = combinationOf(context);
  const hearing = hear(context, layers);
  const { formula: base, deny } = never === null ? fold(hearing, combination) : IMPOSSIBLE;
  const formula = withCompanions(base, context, layers);
  const { verdict, needs } = judge(formula, context.domainOf);
  const decision = decisionFrom(verdict);
  const alone = formula === base ? verdict : verdictOf(base, context);
  const isExplicit = decision === 'DENIED' && verdictOf(deny, context) === 'TRUE';
  let evidence: Evidence | null = null;
  return {
    decision,
    denial: decision === 'DENIED' ? (isExplicit ? 'EXPLICIT' : 'IMPLICIT') : null,
    needs,
    get evidence() {
      return (evidence ??= evidenceOf({ context, hearing, combination, decision, needs, alone, never }));
    },
  };
}

/** The judgement of a request that no policy is asked about. What the layers would say is shown all the same. */
function letThrough(context: RequestContext, layers: Layers, why: string): Judgement {
  const told = { context, hearing: hear(context, layers), combination: combinationOf(context) };
  const { layers: shown } = explain({ ...told, decision: 'ALLOWED', needs: null, alone: 'TRUE', never: why });
  return { decision: 'ALLOWED', denial: null, needs: null, evidence: { because: `Allowed: ${why}.`, layers: shown } };
}

function decisionFrom(verdict: 'TRUE' | 'FALSE' | 'OPEN'): Decision {
  return verdict === 'TRUE' ? 'ALLOWED' : verdict === 'FALSE' ? 'DENIED' : 'CONDITIONAL';
}

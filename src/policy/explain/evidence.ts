import type { Decision, Evidence, Layer, LayerKind, LayerOutcome, Needs } from '../../iam/decision.js';
import { unreachable } from '../../lib/invariant.js';
import type { RequestContext } from '../context.js';
import { type Combination, fold, type Hearing, layersOf } from '../decide/fold.js';
import type { LayerSaid } from '../decide/layer.js';
import { type Verdict, verdictOf } from '../decide/verdict.js';
import type { Formula } from '../model.js';
import { and, FALSE, not, TRUE } from '../needs/formula.js';
import { layerText } from './layerText.js';
import { needsText } from './needText.js';

/** A decision that is to be explained. */
export interface Conclusion {
  readonly context: RequestContext;
  readonly hearing: Hearing;
  readonly combination: Combination;
  readonly decision: Decision;
  readonly needs: Needs | null;
  /** What the policies come to for this action alone; the decision differs where other actions of the request (R33) decide. */
  readonly alone: Verdict;
  /** Why no policy is asked; null where policies decide. */
  readonly never: string | null;
}

const OUTCOME_ORDER: Readonly<Record<LayerOutcome, number>> = {
  EXPLICIT_DENY: 0,
  SILENT: 1,
  UNKNOWN: 2,
  CONDITIONAL: 3,
  ALLOWED: 4,
  EXEMPT: 5,
  NOT_ATTACHED: 6,
};

const GRANTING: ReadonlySet<LayerKind> = new Set(['IDENTITY', 'RESOURCE']);

/** What every layer said, what decided first, and one sentence. */
export function explain(conclusion: Conclusion): Evidence {
  const { context, hearing, never } = conclusion;
  const said = layersOf(hearing);
  const outcomes = new Map(said.map((layer) => [layer, outcomeOf(layer, context)]));
  const decisive = never === null ? decisiveLayers(conclusion, said, outcomes) : new Set<LayerSaid>();
  const about = { action: context.request.action, isTrust: context.action.startsWith('sts:') };
  const layers = said.map((layer): Layer => {
    const outcome = outcomes.get(layer) ?? 'SILENT';
    const statements = statementsOf(layer, outcome);
    const text = sentence(layerText(layer, outcome, statements, about));
    return { kind: layer.kind, outcome, isDecisive: decisive.has(layer), at: layer.at, statements, text };
  });
  const ordered = layers.toSorted(
    (left, right) =>
      Number(right.isDecisive) - Number(left.isDecisive) || OUTCOME_ORDER[left.outcome] - OUTCOME_ORDER[right.outcome],
  );
  return { because: becauseText(conclusion, ordered) + disputed(conclusion), layers: ordered };
}

function outcomeOf(layer: LayerSaid, context: RequestContext): LayerOutcome {
  if (layer.status === 'NOT_ATTACHED' || layer.status === 'EXEMPT') return layer.status;
  if (layer.status === 'GIVEN') return layer.kind === 'IDENTITY' ? 'ALLOWED' : 'NOT_ATTACHED';
  if (verdictOf(layer.deny, context) === 'TRUE') return 'EXPLICIT_DENY';
  if (layer.unread.length > 0) return 'UNKNOWN';
  if (verdictOf(layer.allow, context) === 'FALSE') return 'SILENT';
  const passes = verdictOf(and([layer.allow, not(layer.deny)]), context);
  return passes === 'TRUE' ? 'ALLOWED' : 'CONDITIONAL';
}

/** Statements that made the outcome first; those that cannot apply last. */
function statementsOf(layer: LayerSaid, outcome: LayerOutcome): Layer['statements'] {
  const wanted = outcome === 'EXPLICIT_DENY' ? 'DENY' : 'ALLOW';
  const rank = ({ effect, formula }: LayerSaid['seen'][number]): number =>
    (formula.kind === 'FALSE' ? 4 : formula.kind === 'TRUE' ? 0 : 1) + (effect === wanted ? 0 : 2);
  return layer.seen.toSorted((left, right) => rank(left) - rank(right)).map(({ reference }) => reference);
}

/** A layer is decisive if without it, or with all its leave, the decision would be another. */
function decisiveLayers(
  { context, hearing, combination, alone }: Conclusion,
  said: readonly LayerSaid[],
  outcomes: ReadonlyMap<LayerSaid, LayerOutcome>,
): ReadonlySet<LayerSaid> {
  const changes = (layer: LayerSaid, other: LayerSaid): boolean =>
    verdictOf(fold(replaceLayer(hearing, layer, other), combination).formula, context) !== alone;
  const isOptional = combination === 'SAME_ACCOUNT' || combination === 'IDENTITY_ALONE';
  const decisive = said.filter((layer) => {
    const isOffered = layer.kind !== 'RESOURCE' || !isOptional;
    const isMissing = layer.status === 'NOT_ATTACHED' && layer.allow.kind === 'FALSE' && isOffered;
    if (layer.status !== 'PRESENT' && !isMissing) return false;
    const allows = alone === 'FALSE' && outcomes.get(layer) === 'ALLOWED';
    if (!allows && changes(layer, withLeave(layer, TRUE))) return true;
    return GRANTING.has(layer.kind) && changes(layer, withLeave(layer, FALSE));
  });
  if (decisive.length > 0) return new Set(decisive);
  const stopping = (outcome: LayerOutcome): readonly LayerSaid[] =>
    said.filter((layer) => outcomes.get(layer) === outcome);
  const denying = stopping('EXPLICIT_DENY');
  return new Set(alone === 'FALSE' ? (denying.length > 0 ? denying : stopping('SILENT')) : stopping('ALLOWED'));
}

function withLeave(layer: LayerSaid, allow: Formula): LayerSaid {
  return { ...layer, allow, deny: FALSE, grants: { DIRECT: allow, ROLE: FALSE, ACCOUNT: FALSE } };
}

function replaceLayer(hearing: Hearing, layer: LayerSaid, other: LayerSaid): Hearing {
  const swap = (each: LayerSaid): LayerSaid => (each === layer ? other : each);
  return {
    identity: swap(hearing.identity),
    resource: swap(hearing.resource),
    boundary: swap(hearing.boundary),
    session: swap(hearing.session),
    endpoint: swap(hearing.endpoint),
    scps: hearing.scps.map(swap),
    rcps: hearing.rcps.map(swap),
  };
}

function becauseText({ decision, needs, never, alone }: Conclusion, layers: readonly Layer[]): string {
  if (never !== null) return `Denied: ${never}.`;
  if (decision === 'DENIED' && alone !== 'FALSE') {
    return 'Denied: the session tags or source identity that the request has to pass need sts:TagSession or sts:SetSourceIdentity as well, which is not allowed.';
  }
  const decisive = layers.filter(({ isDecisive, outcome }) => isDecisive && isTold(decision, outcome));
  const given = layers.filter(
    (layer) => layer.kind === 'IDENTITY' && layer.outcome === 'ALLOWED' && layer.statements.length === 0,
  );
  const told = decision === 'DENIED' ? decisive : [...decisive, ...given];
  const reasons = told.map(({ text }) => text.slice(0, 1).toLowerCase() + text.slice(1, -1)).join('; ');
  const fallback = decision === 'DENIED' ? 'nothing allows it' : 'nothing stops it';
  switch (decision) {
    case 'ALLOWED':
      return `Allowed: ${withoutCase(reasons) || fallback}.`;
    case 'DENIED':
      return `Denied: ${withoutCase(reasons) || fallback}.`;
    case 'CONDITIONAL':
      return `Allowed if ${needs === null ? 'its conditions hold' : needsText(needs)}${reasons === '' ? '' : `: ${withoutCase(reasons)}`}.`;
    default:
      return unreachable(decision);
  }
}

/** Names that start a sentence keep their capitals. */
function withoutCase(text: string): string {
  return text.replaceAll(/(^|; )(s|r)CPs? /g, (whole) => whole.replace(/[sr]CP/, (name) => name.toUpperCase()));
}

function isTold(decision: Decision, outcome: LayerOutcome): boolean {
  if (decision !== 'DENIED') return outcome !== 'NOT_ATTACHED' && outcome !== 'EXEMPT';
  return outcome !== 'ALLOWED';
}

/**
 * R08: of a user that a trust policy of its own account names, AWS's pages disagree on whether its boundary has to allow as well.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-resource.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
 */
function disputed({ context, hearing, combination, decision }: Conclusion): string {
  const isAbout = combination === 'GATED' && decision !== 'DENIED' && context.request.caller.kind === 'USER';
  if (!isAbout || hearing.boundary.status !== 'PRESENT' || verdictOf(hearing.boundary.allow, context) === 'TRUE')
    return '';
  return ' Disputed: the boundary does not allow it; the page on evaluation says that a trust policy which names the user is enough, a page on updating trust policies that it is not.';
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

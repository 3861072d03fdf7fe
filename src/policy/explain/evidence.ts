import type { Decision, Evidence, Layer, LayerKind, LayerOutcome, Needs } from '../../iam/decision.js';
import { unreachable } from '../../lib/invariant.js';
import type { RequestContext } from '../context.js';
import { type Combination, fold, type Hearing, layersOf } from '../decide/fold.js';
import type { LayerSaid } from '../decide/layer.js';
import { ROOT_NEEDS_NOTHING } from '../decide/own.js';
import { type Verdict, verdictOf } from '../decide/verdict.js';
import type { Formula } from '../model.js';
import { both, FALSE, not, TRUE } from '../needs/formula.js';
import { describeLayer } from './describeLayer.js';
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

const GRANTING: ReadonlySet<LayerKind> = new Set(['IDENTITY', 'RESOURCE', 'ACL', 'KMS_GRANT']);

/** What every layer said, what decided first, and one sentence. */
export function explain(conclusion: Conclusion): Evidence {
  const { context, hearing, never } = conclusion;
  const said = layersOf(hearing);
  const outcomes = said.map((layer) => outcomeOf(layer, context));
  const decisive = never === null ? decisiveLayers(conclusion, said, outcomes) : NONE;
  const layers: Layer[] = [];
  said.forEach((layer, index) => {
    const outcome = outcomes[index] ?? 'SILENT';
    insert(layers, describeLayer(layer, outcome, decisive.includes(layer), context));
  });
  return { because: becauseText(conclusion, layers) + disputed(conclusion), layers };
}

const NONE: readonly LayerSaid[] = [];

/** Behind all that a person should look at no later. */
function insert(layers: Layer[], layer: Layer): void {
  const order = orderOf(layer);
  let at = layers.length;
  layers.push(layer);
  for (let before = layers[at - 1]; before !== undefined && orderOf(before) > order; before = layers[at - 1]) {
    layers[at--] = before;
  }
  layers[at] = layer;
}

function orderOf({ isDecisive, outcome }: Layer): number {
  return OUTCOME_ORDER[outcome] - (isDecisive ? 10 : 0);
}

function outcomeOf(layer: LayerSaid, context: RequestContext): LayerOutcome {
  if (layer.status === 'NOT_ATTACHED' || layer.status === 'EXEMPT') return layer.status;
  if (layer.status === 'GIVEN') return layer.kind === 'IDENTITY' ? 'ALLOWED' : 'NOT_ATTACHED';
  const { allow, deny } = layer;
  if (allow.kind === 'TRUE' && deny.kind === 'FALSE') return 'ALLOWED';
  if (verdictOf(deny, context) === 'TRUE') return 'EXPLICIT_DENY';
  if (layer.unread.length > 0) return 'UNKNOWN';
  if (verdictOf(allow, context) === 'FALSE') return 'SILENT';
  const passes = verdictOf(both(allow, not(deny)), context);
  return passes === 'TRUE' ? 'ALLOWED' : 'CONDITIONAL';
}

/**
 * A layer is decisive if without it, or with all its leave, the decision would be another. Leave never takes anything away, so that what is
 * allowed can be changed by taking leave alone, and what is denied by giving it alone.
 */
function decisiveLayers(
  { context, hearing, combination, alone }: Conclusion,
  said: readonly LayerSaid[],
  outcomes: readonly LayerOutcome[],
): readonly LayerSaid[] {
  const changes = (layer: LayerSaid, leave: Formula): boolean =>
    verdictOf(fold(replaceLayer(hearing, layer, withLeave(layer, leave)), combination).formula, context) !== alone;
  const isOptional = combination === 'SAME_ACCOUNT' || combination === 'IDENTITY_ALONE';
  const decisive: LayerSaid[] = [];
  said.forEach((layer, index) => {
    const isOffered = layer.kind !== 'RESOURCE' || !isOptional;
    const isMissing = layer.status === 'NOT_ATTACHED' && layer.allow.kind === 'FALSE' && isOffered;
    if (layer.status !== 'PRESENT' && !isMissing) return;
    const canGain = alone !== 'TRUE' && !hasAllLeave(layer) && (alone !== 'FALSE' || outcomes[index] !== 'ALLOWED');
    const canLose = alone !== 'FALSE' && GRANTING.has(layer.kind);
    if ((canGain && changes(layer, TRUE)) || (canLose && changes(layer, FALSE))) decisive.push(layer);
  });
  if (decisive.length > 0) return decisive;
  const stopping = (outcome: LayerOutcome): readonly LayerSaid[] =>
    said.filter((_, index) => outcomes[index] === outcome);
  const denying = stopping('EXPLICIT_DENY');
  if (alone !== 'FALSE') return stopping('ALLOWED');
  return denying.length > 0 ? denying : stopping('SILENT');
}

function hasAllLeave({ allow, deny, grants }: LayerSaid): boolean {
  return allow.kind === 'TRUE' && deny.kind === 'FALSE' && grants.DIRECT.kind === 'TRUE';
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
    acl: hearing.acl && swap(hearing.acl),
    keyGrants: hearing.keyGrants && swap(hearing.keyGrants),
    publicAccess: hearing.publicAccess && swap(hearing.publicAccess),
  };
}

function becauseText({ context, decision, needs, never, alone }: Conclusion, layers: readonly Layer[]): string {
  if (never !== null) return `Denied: ${never}.`;
  if (decision === 'DENIED' && alone !== 'FALSE') {
    return 'Denied: the session tags or source identity that the request has to pass need sts:TagSession or sts:SetSourceIdentity as well, which is not allowed.';
  }
  let reasons = '';
  for (const layer of layers) {
    if (layer.isDecisive && isTold(decision, layer.outcome)) reasons = joined(reasons, layer);
  }
  if (decision !== 'DENIED') {
    for (const layer of layers) if (isGiven(layer)) reasons = joined(reasons, layer);
  }
  const fallback = decision === 'DENIED' ? 'nothing allows it' : 'nothing stops it';
  if (decision !== 'DENIED' && context.request.caller.kind === 'ROOT') {
    reasons = `${ROOT_NEEDS_NOTHING}; ${reasons || fallback}`;
  }
  switch (decision) {
    case 'ALLOWED':
      return `Allowed: ${reasons || fallback}.`;
    case 'DENIED':
      return `Denied: ${reasons || fallback}.`;
    case 'CONDITIONAL':
      return `Allowed if ${needs === null ? 'its conditions hold' : needsText(needs)}${reasons === '' ? '' : `: ${reasons}`}.`;
    default:
      return unreachable(decision);
  }
}

/** What the caller's own side is taken to allow. */
function isGiven({ kind, outcome, statements }: Layer): boolean {
  return kind === 'IDENTITY' && outcome === 'ALLOWED' && statements.length === 0;
}

/** The layer's sentence as one more part of another. */
function joined(reasons: string, { text }: Layer): string {
  const first = text.slice(0, 1);
  const isName = /^(?:[SR]CPs? |[A-Z][a-z]+[A-Z])/.test(text);
  const part = `${isName ? first : first.toLowerCase()}${text.slice(1, -1)}`;
  return reasons === '' ? part : `${reasons}; ${part}`;
}

function isTold(decision: Decision, outcome: LayerOutcome): boolean {
  if (decision !== 'DENIED') return outcome !== 'NOT_ATTACHED' && outcome !== 'EXEMPT';
  return outcome !== 'ALLOWED';
}

/**
 * R08: of a user that a trust policy of its own account names, AWS's pages disagree on whether its boundary has to allow as well.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
 */
function disputed({ context, hearing, combination, decision }: Conclusion): string {
  const isAbout = combination === 'GATED' && decision !== 'DENIED' && context.request.caller.kind === 'USER';
  if (!isAbout || hearing.boundary.status !== 'PRESENT' || verdictOf(hearing.boundary.allow, context) === 'TRUE')
    return '';
  return ' Disputed: the boundary does not allow it; the page on evaluation says that a trust policy which names the user is enough, a page on updating trust policies that it is not.';
}

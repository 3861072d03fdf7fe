import type { Decision, Evidence, Layer, LayerKind, LayerOutcome, Needs } from '../../iam/decision.js';
import { unreachable } from '../../lib/invariant.js';
import type { RequestContext } from '../context.js';
import { type Combination, fold, type Hearing, layersOf } from '../decide/fold.js';
import type { LayerSaid } from '../decide/layer.js';
import { ROOT_NEEDS_NOTHING } from '../decide/own.js';
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

const GRANTING: ReadonlySet<LayerKind> = new Set(['IDENTITY', 'RESOURCE', 'ACL', 'KMS_GRANT']);

/** What every layer said, what decided first, and one sentence. */
export function explain(conclusion: Conclusion): Evidence {
  const { context, hearing, never } = conclusion;
  const said = layersOf(hearing);
  const outcomes = said.map((layer) => outcomeOf(layer, context));
  const decisive = never === null ? decisiveLayers(conclusion, said, outcomes) : NONE;
  const layers = said.map((layer, index) => {
    const outcome = outcomes[index] ?? 'SILENT';
    return describe(layer, outcome, decisive.has(layer), context.request.action);
  });
  const ordered = layers.sort(
    (left, right) =>
      Number(right.isDecisive) - Number(left.isDecisive) || OUTCOME_ORDER[left.outcome] - OUTCOME_ORDER[right.outcome],
  );
  return { because: becauseText(conclusion, ordered) + disputed(conclusion), layers: ordered };
}

const NONE: ReadonlySet<LayerSaid> = new Set();

/** Layers that say the same of every request are described the same. */
const described = new WeakMap<LayerSaid, Described[]>();
const DESCRIBED = 8;

interface Described {
  /** As the request names it. */
  readonly action: string;
  readonly layer: Layer;
}

function describe(said: LayerSaid, outcome: LayerOutcome, isDecisive: boolean, action: string): Layer {
  if (!said.isConstant) return describeAnew(said, outcome, isDecisive, action);
  const known = described.get(said) ?? [];
  for (const each of known) {
    if (each.layer.isDecisive === isDecisive && each.layer.outcome === outcome && each.action === action) {
      return each.layer;
    }
  }
  const layer = describeAnew(said, outcome, isDecisive, action);
  if (known.push({ action, layer }) > DESCRIBED) known.shift();
  described.set(said, known);
  return layer;
}

function describeAnew(said: LayerSaid, outcome: LayerOutcome, isDecisive: boolean, action: string): Layer {
  const statements = statementsOf(said, outcome);
  const about = { action, isTrust: action.slice(0, 4).toLowerCase() === 'sts:' };
  const text = sentence(layerText(said, outcome, statements, about));
  return { kind: said.kind, outcome, isDecisive, at: said.at, statements, text };
}

function outcomeOf(layer: LayerSaid, context: RequestContext): LayerOutcome {
  if (layer.status === 'NOT_ATTACHED' || layer.status === 'EXEMPT') return layer.status;
  if (layer.status === 'GIVEN') return layer.kind === 'IDENTITY' ? 'ALLOWED' : 'NOT_ATTACHED';
  const { allow, deny } = layer;
  if (allow.kind === 'TRUE' && deny.kind === 'FALSE') return 'ALLOWED';
  if (verdictOf(deny, context) === 'TRUE') return 'EXPLICIT_DENY';
  if (layer.unread.length > 0) return 'UNKNOWN';
  if (verdictOf(allow, context) === 'FALSE') return 'SILENT';
  const passes = verdictOf(and([allow, not(deny)]), context);
  return passes === 'TRUE' ? 'ALLOWED' : 'CONDITIONAL';
}

/** Statements that made the outcome first; those that cannot apply last. */
function statementsOf({ seen }: LayerSaid, outcome: LayerOutcome): Layer['statements'] {
  if (seen.length < 2) return seen.map(({ reference }) => reference);
  const wanted = outcome === 'EXPLICIT_DENY' ? 'DENY' : 'ALLOW';
  const rank = ({ effect, formula }: LayerSaid['seen'][number]): number =>
    (formula.kind === 'FALSE' ? 4 : formula.kind === 'TRUE' ? 0 : 1) + (effect === wanted ? 0 : 2);
  return seen.toSorted((left, right) => rank(left) - rank(right)).map(({ reference }) => reference);
}

/**
 * A layer is decisive if without it, or with all its leave, the decision would be another. Leave never takes anything away, so that what is
 * allowed can be changed by taking leave alone, and what is denied by giving it alone.
 */
function decisiveLayers(
  { context, hearing, combination, alone }: Conclusion,
  said: readonly LayerSaid[],
  outcomes: readonly LayerOutcome[],
): ReadonlySet<LayerSaid> {
  const changes = (layer: LayerSaid, leave: Formula): boolean =>
    verdictOf(fold(replaceLayer(hearing, layer, withLeave(layer, leave)), combination).formula, context) !== alone;
  const isOptional = combination === 'SAME_ACCOUNT' || combination === 'IDENTITY_ALONE';
  const decisive = new Set<LayerSaid>();
  for (const [index, layer] of said.entries()) {
    const isOffered = layer.kind !== 'RESOURCE' || !isOptional;
    const isMissing = layer.status === 'NOT_ATTACHED' && layer.allow.kind === 'FALSE' && isOffered;
    if (layer.status !== 'PRESENT' && !isMissing) continue;
    const canGain = alone !== 'TRUE' && !hasAllLeave(layer) && (alone !== 'FALSE' || outcomes[index] !== 'ALLOWED');
    const canLose = alone !== 'FALSE' && GRANTING.has(layer.kind);
    if ((canGain && changes(layer, TRUE)) || (canLose && changes(layer, FALSE))) decisive.add(layer);
  }
  if (decisive.size > 0) return decisive;
  const stopping = (outcome: LayerOutcome): readonly LayerSaid[] =>
    said.filter((_, index) => outcomes[index] === outcome);
  const denying = stopping('EXPLICIT_DENY');
  return new Set(alone === 'FALSE' ? (denying.length > 0 ? denying : stopping('SILENT')) : stopping('ALLOWED'));
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
  const decisive = layers.filter(({ isDecisive, outcome }) => isDecisive && isTold(decision, outcome));
  const given = layers.filter(
    (layer) => layer.kind === 'IDENTITY' && layer.outcome === 'ALLOWED' && layer.statements.length === 0,
  );
  const told = decision === 'DENIED' ? decisive : [...decisive, ...given];
  const own = decision !== 'DENIED' && context.request.caller.kind === 'ROOT' ? [ROOT_NEEDS_NOTHING] : [];
  const fallback = decision === 'DENIED' ? 'nothing allows it' : 'nothing stops it';
  const found = told.map(({ text }) => inSentence(text));
  const reasons = [...own, ...(own.length > 0 && found.length === 0 ? [fallback] : found)].join('; ');
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

/** A sentence as a part of another. */
function inSentence(text: string): string {
  const first = text.slice(0, 1);
  return `${/^[SR]CPs? /.test(text) ? first : first.toLowerCase()}${text.slice(1, -1)}`;
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

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

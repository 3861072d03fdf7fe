import type { Layer, LayerKind } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import type { RequestContext } from '../context.js';
import type { GrantKind } from '../match/principal.js';
import type { AttachedPolicy, Formula } from '../model.js';
import { and, FALSE, literal, not, TRUE } from '../needs/formula.js';
import { anyOf, gather } from '../needs/gather.js';
import { hearStatement, isSaidToAll } from './statement.js';
import { type SeenStatement, silence, type Voices } from './voices.js';

/** Why a layer does not enter the decision, or PRESENT where it does. GIVEN: its leave is taken as given. */
export type LayerStatus = 'PRESENT' | 'NOT_ATTACHED' | 'EXEMPT' | 'GIVEN';

/** What one layer says of a request, before it is combined with the others. */
export interface LayerSaid {
  readonly kind: LayerKind;
  readonly at: string | null;
  readonly status: LayerStatus;
  /** Why it is exempt or given, as the end of a sentence. */
  readonly reason: string | null;
  readonly allow: Formula;
  readonly deny: Formula;
  /** Allow, by how the statement names the caller. All DIRECT where statements name nobody. */
  readonly grants: Readonly<Record<GrantKind, Formula>>;
  /** Empty where nothing is told. */
  readonly seen: readonly SeenStatement[];
  readonly unread: readonly Gap[];
  /** How evidence described it, where it is said of every request for this action and the object is kept; null where it is not. */
  readonly descriptions: Description[] | null;
}

/** A layer in evidence, and the action or kind of action that it speaks of. */
export interface Description {
  readonly about: string;
  readonly layer: Layer;
}

export const NO_GRANTS: Readonly<Record<GrantKind, Formula>> = { DIRECT: FALSE, ROLE: FALSE, ACCOUNT: FALSE };

/** A layer that does not enter the decision, with what stands in for its allow. One that stands at no place is to be made once. */
export function absentLayer(
  kind: LayerKind,
  allow: Formula,
  why: { readonly status: Exclude<LayerStatus, 'PRESENT'>; readonly reason?: string; readonly at?: string | null },
): LayerSaid {
  return {
    kind,
    at: why.at ?? null,
    status: why.status,
    reason: why.reason ?? null,
    allow,
    deny: FALSE,
    grants: { ...NO_GRANTS, DIRECT: allow },
    seen: [],
    unread: [],
    descriptions: why.at === undefined ? [] : null,
  };
}

/**
 * SCPs and RCPs, which stand above many callers, that say the same of every request for an action; by the list of the policies at a place.
 */
const constants = new WeakMap<readonly AttachedPolicy[], Map<string, LayerSaid>>();
const CONSTANTS = 512;

/**
 * Asks the policies of one layer. A document that is missing may deny whatever the others allow, and may allow what they do not: both turn
 * on the one atom, that it would let the request pass. RCPs allow whatever they do not deny: what AWS attaches everywhere allows all.
 */
export function hearLayer(
  kind: LayerKind,
  policies: readonly AttachedPolicy[],
  context: RequestContext,
  at: string | null = null,
): LayerSaid {
  const isShared = context.isTold && (kind === 'SCP' || kind === 'RCP');
  if (isShared) {
    const known = constants.get(policies)?.get(context.action);
    if (known?.kind === kind && known.at === at) return known;
  }
  let isConstant = isShared;
  const entered = kind === 'RESOURCE' && context.action.startsWith('sts:') ? context.request.resource.arn : null;
  const voices = silence();
  const unread: Gap[] = [];
  for (const attached of policies) {
    if ('text' in attached.policy) {
      unread.push(attached.policy);
      continue;
    }
    for (const matched of attached.policy.about(context.action)) {
      isConstant &&= isSaidToAll(matched.statement);
      hearStatement(matched, attached, context, voices, entered);
    }
  }
  const said = conclude(kind, at, voices, unread, isConstant);
  if (isConstant) keep(policies, context.action, said);
  return said;
}

function keep(policies: readonly AttachedPolicy[], action: string, said: LayerSaid): void {
  let known = constants.get(policies);
  if (known === undefined || known.size >= CONSTANTS) constants.set(policies, (known = new Map<string, LayerSaid>()));
  known.set(action, said);
}

function conclude(
  kind: LayerKind,
  at: string | null,
  voices: Voices,
  unread: readonly Gap[],
  isConstant: boolean,
): LayerSaid {
  if (unread.length > 0) {
    const missing = unread.map((gap) => literal({ kind: 'UNREAD', gap }));
    gather(voices.allow, and(missing));
    gather(voices.direct, and(missing));
    for (const each of missing) gather(voices.deny, not(each));
  }
  const isLimit = kind === 'RCP';
  return {
    kind,
    at,
    status: 'PRESENT',
    reason: null,
    allow: isLimit ? TRUE : anyOf(voices.allow),
    deny: anyOf(voices.deny),
    grants: { DIRECT: isLimit ? TRUE : anyOf(voices.direct), ROLE: anyOf(voices.role), ACCOUNT: anyOf(voices.account) },
    seen: voices.seen,
    unread,
    descriptions: isConstant ? [] : null,
  };
}

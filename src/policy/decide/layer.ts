import type { Effect, LayerKind, StatementReference } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import { statementsFor } from '../compile.js';
import type { RequestContext } from '../context.js';
import type { GrantKind } from '../match/principal.js';
import type { AttachedPolicy, Formula } from '../model.js';
import { and, FALSE, literal, not, or } from '../needs/formula.js';
import { evaluateStatement } from './statement.js';

/** A statement that is about the request, and when its conditions hold. */
export interface SeenStatement {
  readonly effect: Effect;
  readonly formula: Formula;
  readonly grants: Readonly<Record<GrantKind, Formula>>;
  readonly reference: StatementReference;
}

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
  readonly seen: readonly SeenStatement[];
  readonly unread: readonly Gap[];
}

const NO_GRANTS: Readonly<Record<GrantKind, Formula>> = { DIRECT: FALSE, ROLE: FALSE, ACCOUNT: FALSE };

/** A layer that does not enter the decision, with what stands in for its allow. */
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
  };
}

/**
 * Asks the policies of one layer. A document that is missing may deny whatever the others allow, and may allow what they do not: both turn
 * on the one atom, that it would let the request pass.
 */
export function hearLayer(
  kind: LayerKind,
  policies: readonly AttachedPolicy[],
  context: RequestContext,
  at: string | null = null,
): LayerSaid {
  const seen: SeenStatement[] = [];
  const unread: Gap[] = [];
  for (const attached of policies) {
    if ('text' in attached.policy) {
      unread.push(attached.policy);
      continue;
    }
    for (const statement of statementsFor(attached.policy, context.action)) {
      const found = evaluateStatement(statement, attached, context);
      if (found !== null) seen.push(found);
    }
  }
  const missing = unread.map((gap) => literal({ kind: 'UNREAD', gap }));
  const allows = seen.filter(({ effect }) => effect === 'ALLOW');
  const letsPass = missing.length === 0 ? FALSE : and(missing);
  return {
    kind,
    at,
    status: 'PRESENT',
    reason: null,
    allow: or([...allows.map(({ formula }) => formula), letsPass]),
    deny: or([...seen.filter(({ effect }) => effect === 'DENY').map(({ formula }) => formula), ...missing.map(not)]),
    grants: {
      DIRECT: or([...allows.map(({ grants }) => grants.DIRECT), letsPass]),
      ROLE: or(allows.map(({ grants }) => grants.ROLE)),
      ACCOUNT: or(allows.map(({ grants }) => grants.ACCOUNT)),
    },
    seen,
    unread,
  };
}

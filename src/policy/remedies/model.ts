import type { Decision, Judgement, LayerKind, Need, Needs, StatementReference } from '../../iam/decision.js';
import type { JsonObject } from '../../lib/json.js';
import type { AccessRequest, Layers } from '../model.js';

/**
 * Who could make a change: the caller, whoever administers IAM in its account, the owner of the resource, or whoever administers the
 * organisation, its permission sets of IAM Identity Center included.
 */
export type RemedyMaker = 'CALLER' | 'PRINCIPAL_ACCOUNT' | 'RESOURCE_ACCOUNT' | 'ORGANIZATION';

/**
 * ADD: a statement, in a policy that is there or in a new one. REMOVE: a statement taken out, wherever its policy is attached. DETACH: a policy
 * that AWS manages taken off. SWITCH_OFF: RestrictPublicBuckets. BRING: a value of the request.
 */
export type ChangeKind = 'ADD' | 'REMOVE' | 'DETACH' | 'SWITCH_OFF' | 'BRING';

/** A value that meets `needs`: of a context key, or the name of the session where `key` is null. `values` null: the request lacks the key. */
export interface Brought {
  readonly key: string | null;
  readonly values: readonly string[] | null;
  /** At least one. */
  readonly needs: readonly Need[];
}

/** One change by one maker. */
export interface Change {
  readonly kind: ChangeKind;
  readonly by: RemedyMaker;
  /** Null: the request itself. */
  readonly layer: LayerKind | null;
  /** Place of an SCP or RCP level, from the root down; null for the other kinds. */
  readonly level: number | null;
  /** Id of the root, unit or account of that level; null for the other kinds. */
  readonly at: string | null;
  /** The statement to take out; of DETACH the first one of the policy that matters. */
  readonly statement: StatementReference | null;
  /** The statement to add. */
  readonly addition: JsonObject | null;
  readonly brought: Brought | null;
  /** Who can do what, without an end mark. */
  readonly text: string;
}

/** A smallest change: with all its parts, and with none left out, the request is decided so. */
export interface Remedy {
  /** At least one. */
  readonly changes: readonly Change[];
  readonly decision: Decision;
  /** Only when CONDITIONAL: what is needed besides. */
  readonly needs: Needs | null;
}

/** Every smallest change that was found, fewest parts first. */
export interface Remedies {
  readonly remedies: readonly Remedy[];
  /** The search was cut short: there may be others. */
  readonly isBounded: boolean;
}

/** What decides again, in full or the decision alone: the engine, or whoever knows more of the caller than one request says. */
export interface Judge {
  readonly decide: (request: AccessRequest, layers: Layers) => Judgement;
  readonly decisionOf: (request: AccessRequest, layers: Layers) => Decision;
}

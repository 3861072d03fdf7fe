import type { Gap } from './snapshot.js';

/** What AWS would say. CONDITIONAL depends on the request, or on a document that the snapshot names but lacks. */
export type Decision = 'ALLOWED' | 'CONDITIONAL' | 'DENIED';

/** EXPLICIT when a Deny applies in every filling of the unknowns, otherwise IMPLICIT. */
export type Denial = 'EXPLICIT' | 'IMPLICIT';

export type Effect = 'ALLOW' | 'DENY';

/** One kind of policy in a decision; trust policies are RESOURCE. */
export type LayerKind =
  | 'IDENTITY'
  | 'RESOURCE'
  | 'BOUNDARY'
  | 'SESSION'
  | 'SCP'
  | 'RCP'
  | 'ENDPOINT'
  | 'ACL'
  | 'PUBLIC_ACCESS_BLOCK'
  | 'KMS_GRANT';

/** What a layer says. SILENT: nothing matched; EXEMPT: does not bind this caller; UNKNOWN: attached, but not collected. */
export type LayerOutcome =
  | 'ALLOWED'
  | 'CONDITIONAL'
  | 'SILENT'
  | 'EXPLICIT_DENY'
  | 'NOT_ATTACHED'
  | 'EXEMPT'
  | 'UNKNOWN';

/** How one condition of a statement came out; OPEN when it depends on what the request brings. */
export type ConditionOutcome = 'MET' | 'NOT_MET' | 'OPEN';

export type NeedKind = 'CONTEXT' | 'SESSION' | 'RESOURCE' | 'ACTION';

/**
 * The ids in a reference may hold the references of `graph/references.ts`, which stand for the ARN (or id) of the principal and of the role
 * of the edge: so one record serves every pair of a class. `fillReferences` fills them in.
 */
export interface StatementReference {
  readonly effect: Effect;
  /** Id of the policy's node; null when the request brought the policy. */
  readonly policy: string | null;
  readonly policyName: string;
  /** Id of the node through which it applies: principal, group, unit, account or resource; null when the request brought it. */
  readonly attachedTo: string | null;
  readonly sid: string | null;
  readonly index: number;
  /** JSON pointer to the statement in its document. */
  readonly pointer: string;
  readonly matchedAction: string | null;
  readonly matchedResource: string | null;
  readonly matchedPrincipal: string | null;
  readonly conditions: readonly ConditionCheck[];
}

export interface ConditionCheck {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly outcome: ConditionOutcome;
}

/** A condition on the request: one condition of one statement, values as written, known variables filled. */
export interface Need {
  readonly kind: NeedKind;
  /** The context key as AWS documents it; null for the other kinds. */
  readonly key: string | null;
  /** As AWS writes it, set prefix and IfExists included. For kind SESSION `StringEquals`. */
  readonly operator: string;
  /** The condition must not hold (it stands in a Deny). */
  readonly isNegated: boolean;
  readonly values: readonly string[];
  /** The hop whose request it is about, from 0; null outside a path. */
  readonly hop: number | null;
  readonly statement: StatementReference | null;
}

/** One alternative: every need, and that each document the snapshot names but lacks would let it pass. */
export interface NeedSet {
  readonly all: readonly Need[];
  readonly unread: readonly Gap[];
}

/** Minimal alternatives, any one of which suffices, shortest first; at most 32 of at most 32 needs. */
export interface Needs {
  readonly alternatives: readonly NeedSet[];
  /** There are more alternatives than are shown. */
  readonly truncated: boolean;
}

export interface Layer {
  readonly kind: LayerKind;
  readonly outcome: LayerOutcome;
  /** Without it the decision would be another. */
  readonly isDecisive: boolean;
  /** Id of the root, unit or account of an SCP or RCP level; null for the other kinds. */
  readonly at: string | null;
  readonly statements: readonly StatementReference[];
  /** One sentence. May hold references as ids do. */
  readonly text: string;
}

/** Why: what decided, as one sentence, then every layer, in the order in which a person should look. */
export interface Evidence {
  readonly because: string;
  readonly layers: readonly Layer[];
}

/** A decision with all that was concluded in the same pass. */
export interface Judgement {
  readonly decision: Decision;
  /** Only when DENIED. */
  readonly denial: Denial | null;
  /** Only when CONDITIONAL. */
  readonly needs: Needs | null;
  readonly evidence: Evidence;
}

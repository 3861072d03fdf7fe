import type { Decision, Evidence, Needs } from '../iam/decision.js';

/** Kinds of derived edge that are built. */
export const EDGE_KINDS = [
  'CAN_ASSUME',
  'CAN_FEDERATE',
  'CAN_ESCALATE',
  'CAN_ADMINISTER',
  'RUNS_AS',
  'MEMBER_OF',
  'IS_ASSIGNED',
  'CAN_PASS',
] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

/** Those that are a request to enter a role, which one law of the engine decides. The others are what techniques and control come to. */
export const ENTERING_KINDS = ['CAN_ASSUME', 'CAN_FEDERATE'] as const satisfies readonly EdgeKind[];

/** Those that are there because AWS says so: no request is made that a policy could refuse. MEMBER_OF leads from a person to a directory group. */
const FACT_KINDS = ['RUNS_AS', 'MEMBER_OF', 'IS_ASSIGNED'] as const satisfies readonly EdgeKind[];

/** Those by which somebody becomes somebody, which is what questions go along when nothing is said. CAN_PASS makes nobody anybody. */
export const BECOMING_KINDS: readonly EdgeKind[] = EDGE_KINDS.filter((kind) => kind !== 'CAN_PASS');

/** Whether a hop is a request to enter a role. */
export function isEntering(kind: HopKind): boolean {
  return kind === 'CAN_ASSUME' || kind === 'CAN_FEDERATE';
}

/** Whether a hop is there because AWS says so. */
export function isFact(kind: string): boolean {
  return (FACT_KINDS as readonly string[]).includes(kind);
}

/** Kinds of hop of a path: those of derived edges, and doing an action to a resource, which is computed and never stored. */
export const HOP_KINDS = [...EDGE_KINDS, 'CAN_PERFORM'] as const;
export type HopKind = (typeof HOP_KINDS)[number];

/**
 * Kinds of raw relation: what AWS said.
 * CONTAINS: organisation to root, root or unit to unit and account. MEMBER_OF: user to group. HAS_POLICY: principal or group to policy,
 * role to its trust policy (use null). GOVERNED_BY: unit or account to control policy. TRUSTS: role, or resource, to whom an Allow
 * of its trust or resource policy names, an account for its sessions of sts:GetFederationToken, and resource to whom a grant or access
 * control list of it names (statement null).
 * HAS_RESOURCE_POLICY: resource to its resource policy. IN_PROFILE: role to instance profile. NAMES: policy to a role that an Allow of it names by its full ARN for an action that enters it.
 */
export const RELATION_KINDS = [
  'CONTAINS',
  'MEMBER_OF',
  'HAS_POLICY',
  'HAS_RESOURCE_POLICY',
  'GOVERNED_BY',
  'TRUSTS',
  'IN_PROFILE',
  'NAMES',
] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/** What a policy is attached for. */
export type AttachmentUse = 'PERMISSIONS' | 'BOUNDARY' | 'CONTROL';

/** A raw relation between two nodes, by id. */
export interface Relation {
  readonly kind: RelationKind;
  readonly from: string;
  readonly to: string;
  /** Of HAS_POLICY alone. */
  readonly use: AttachmentUse | null;
  /** Of TRUSTS alone: index of the statement. */
  readonly statement: number | null;
}

/** What was concluded of an edge; one record serves every edge of which the same was concluded. */
export interface Conclusion {
  /** Empty where none is called. */
  readonly action: string;
  readonly decision: 'ALLOWED' | 'CONDITIONAL';
  readonly needs: Needs | null;
  readonly evidence: Evidence;
  /** Id of the rule that derived it. */
  readonly rule: string;
  /** Of CAN_ESCALATE alone: id of the technique. */
  readonly technique?: string;
  /** Indexes of the graph's gaps that may change it. */
  readonly gaps: readonly number[];
  /** Of sts:AssumeRoot alone: ARNs of the task policies that are not DENIED. */
  readonly taskPolicies: readonly string[] | null;
  /** Can it hold for somebody's first request, and for a session that a hop before it gave? Filters beforehand, never decides. */
  readonly holdsFirst: boolean;
  readonly holdsLater: boolean;
}

/** A derived edge as derive makes it: ends are indexes into the graph's nodes, the conclusion an index into its conclusions. */
export interface EdgeColumns {
  readonly kind: Uint8Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly conclusion: Uint32Array;
}

/**
 * Every pair of one of `from` and one of `to` that stand in different accounts, under one conclusion, without writing the pairs out.
 * A pair stands in one product or in the columns, never in both.
 */
export interface EdgeProduct {
  readonly kind: EdgeKind;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly conclusion: number;
}

/** A derived edge as a store gives it, or a hop that is computed. */
export interface DerivedEdge {
  readonly id: string;
  readonly kind: HopKind;
  /** Node ids. */
  readonly from: string;
  readonly to: string;
  readonly conclusion: Conclusion;
}

/** Order of decisions in every listing. */
export const DECISION_ORDER: Readonly<Record<Decision, number>> = { ALLOWED: 0, CONDITIONAL: 1, DENIED: 2 };

import type { Decision, Denial, Evidence, Needs } from '../../iam/decision.js';
import type { Gap, Tag } from '../../iam/snapshot.js';
import type { Json } from '../../lib/json.js';
import type { Caller, Literal, ResourceFacts, SessionFacts, StatedContext } from '../../policy/model.js';
import type { Choices } from '../../derive/techniques/choices.js';
import type { LeftOpen } from '../statedAlong.js';

/** What the first part of a proof says that it is. */
export const PROOF_FORMAT = 'permgraph-proof';
export const PROOF_VERSION = 1;
/** Stands in every proof. */
export const PROOF_NOTE =
  'The digests tell which part was changed since the proof was written. They are no signature: whoever changes a part can write its digest anew.';

/**
 * Paths with all that decides them, so that they can be decided again with nothing but the engine. Parts name one another by their places
 * in the lists; the digest of each part is of its form by RFC 8785.
 */
export interface Proof {
  readonly format: typeof PROOF_FORMAT;
  readonly version: typeof PROOF_VERSION;
  readonly note: typeof PROOF_NOTE;
  /** The graph that the paths were found in: its id, and the version of engine and rules. */
  readonly about: { readonly generation: string; readonly rules: string; readonly collectedAt: string | null };
  /** Policy documents. */
  readonly policies: readonly Json[];
  readonly requests: readonly ProofRequest[];
  readonly hops: readonly ProofHop[];
  readonly paths: readonly ProofPath[];
  /** SHA-256 by part (`about`, `policies/0`, `hops/2`), and of all of these together as `all`. */
  readonly sha256: Readonly<Record<string, string>>;
}

/** A request as the engine takes it, and what it decided. */
export interface ProofRequest {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: Omit<ResourceFacts, 'keys'> & { readonly keys?: Readonly<Record<string, string>> };
  readonly stated: ProofContext;
  readonly layers: ProofLayers;
  readonly decision: Decision;
  readonly denial: Denial | null;
  readonly needs: Needs | null;
}

/** What is stated of a request. `leftOpen`: all other keys are absent but these. */
export interface ProofContext {
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly absent: readonly string[];
  readonly leftOpen: LeftOpen | null;
  readonly missing: StatedContext['missing'];
}

/** A policy where it applies: its document by place, or the gap where it was not collected. */
export interface ProofPolicy {
  readonly id: string | null;
  readonly name: string;
  readonly attachedTo: string | null;
  readonly policy: number | Gap;
}

export interface ProofLevel {
  readonly at: string | null;
  readonly policies: readonly ProofPolicy[];
}

/** The layers of a request, as the engine takes them. */
export interface ProofLayers {
  readonly isOwnSideGiven?: boolean;
  readonly identity: readonly ProofPolicy[];
  readonly boundary: readonly ProofPolicy[] | null;
  readonly session: readonly ProofPolicy[] | null;
  readonly scp: readonly ProofLevel[] | null;
  readonly rcp: readonly ProofLevel[] | null;
  readonly resource: ProofPolicy | null;
  readonly endpoint: readonly ProofPolicy[] | null;
  readonly service?: {
    readonly acl?: ProofPolicy;
    readonly keyGrants?: ProofPolicy;
    readonly restrictsPublicBuckets?: boolean;
    readonly isUnderManagedKey?: boolean;
  };
}

/** A node of a path. */
export interface ProofEnd {
  readonly id: string;
  readonly arn: string | null;
  readonly name: string;
  readonly label: string;
}

/**
 * What a decision rests on: each of these requests, or, of a pattern, some of them. TOGETHER: on the parts of its hop. FACT: on what the dump
 * says, or does not say, beside policies, which nothing decides. STORED: on what the graph concluded when it was made and does not come to now,
 * of which the statements stand here and the requests do not.
 */
export interface ProofDecision {
  readonly takes: 'EVERY' | 'SOME' | 'TOGETHER' | 'FACT' | 'STORED';
  readonly requests: readonly number[];
  readonly decision: Decision;
  readonly needs: Needs | null;
}

/** One of the things that a technique takes: a request of whoever acts, what somebody else is allowed, or a fact that nobody collected. */
export interface ProofPart extends ProofDecision {
  readonly action: string;
  readonly resource: string;
  /** What the actor may choose: equal texts are one choice. Null: it chooses nothing. */
  readonly choice: string | null;
  /** What else it may choose; null: nothing. */
  readonly choices: Choices | null;
  /** It is made in one region, which is not known: none is the actor's to pick. */
  readonly isElsewhere: boolean;
  /** Of what somebody else asks: who, and on what. Null: the hop's own start asks. */
  readonly ends: { readonly from: string; readonly to: string } | null;
}

/** An edge as it is decided at its place on a path, and what its place turns on. */
export interface ProofHop extends ProofDecision {
  readonly kind: string;
  readonly rule: string;
  readonly action: string;
  readonly from: ProofEnd;
  readonly to: ProofEnd;
  /** The ARN that the request is on. */
  readonly on: string;
  /** Of what the graph concluded: why, and the technique that it is. */
  readonly evidence?: Evidence;
  readonly technique?: string;
  /** What it takes together, and what was stated of all of it; null: nothing was. */
  readonly parts?: readonly ProofPart[];
  readonly under?: ProofContext | null;
  /** It does something to a resource or is a technique, and makes no session. */
  readonly entersNobody?: true;
  /** What is stated of its request, and what is known of its caller's claims. */
  readonly stated: ProofContext;
  readonly claims: readonly Literal[];
  /** Of the session that it makes; a part left out is not known. */
  readonly roleTags?: readonly Tag[] | undefined;
  readonly roleId?: string | undefined;
  readonly maxSessionSeconds: number | null;
  readonly provider?: string;
  /** What passing tags and a source identity with its request takes, where anything on the path asks. */
  readonly tagSession?: ProofDecision;
  readonly setSourceIdentity?: ProofDecision;
}

/** A path: its hops in turn, and what they come to together. */
export interface ProofPath {
  readonly from: ProofEnd;
  readonly to: ProofEnd;
  readonly hops: readonly number[];
  /** With which the first request is made. */
  readonly session: SessionFacts;
  readonly decision: Decision;
  readonly needs: Needs | null;
  readonly text: string;
}

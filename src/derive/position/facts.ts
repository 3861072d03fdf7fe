import type { Needs } from '../../iam/decision.js';
import type { Tag } from '../../iam/snapshot.js';
import type { SessionFacts } from '../../policy/model.js';

/** What it takes to pass something with a request: nothing more, it cannot be, or these needs of the same request. */
export type Leave = 'ALLOWED' | 'DENIED' | Needs;

/** One hop of a path as its edge alone says it, and what is known of the session that it makes. */
export interface HopFacts {
  /** `sts:AssumeRole` or another that enters a role. */
  readonly action: string;
  /** Of this hop's request; null where it is ALLOWED. Their own `hop` is not looked at. */
  readonly needs: Needs | null;
  /** Own tags of the role entered. Undefined: not collected. */
  readonly roleTags: readonly Tag[] | undefined;
  /** `AROA…` of the role entered. Undefined: not collected. */
  readonly roleId: string | undefined;
  /** The longest session that the role gives, in seconds. Null: not collected. */
  readonly maxSessionSeconds: number | null;
  /** The identity provider of a federated hop, as `aws:FederatedProvider` names it. Undefined: not known, or no such hop. */
  readonly provider?: string;
  /** sts:TagSession and sts:SetSourceIdentity on this role. Undefined: not decided, so nothing more is asked and nothing excluded. */
  readonly tagSession?: Leave;
  readonly setSourceIdentity?: Leave;
  /** It makes no session: a request on a resource, or a technique, which passes no session tags and sets no source identity. */
  readonly entersNobody?: true;
}

/** Who makes the first request. */
export interface StartFacts {
  /** The start is a role, so its first request is a session's. Null: may be, as for an account whose own principals are not known. */
  readonly isRoleSession: boolean | null;
  /** As far as the caller of the product describes it. A start that is not described carries no transitive tags. */
  readonly session: SessionFacts;
}

/** The places of the hops that make a session, in turn. */
export function entering({ hops }: Chain): readonly number[] {
  return [...hops.keys()].filter((hop) => hops[hop]?.entersNobody !== true);
}

/** The hops of one path in turn, with what every rewriting of a condition reads. */
export interface Chain {
  readonly hops: readonly HopFacts[];
  readonly start: StartFacts;
}

import type { StatementReference } from '../iam/decision.js';
import type { Gap, Tag } from '../iam/snapshot.js';
import type { CompiledPolicy } from './compile.js';

/** Where an account stands. Null: in no organisation. */
export interface OrganizationFacts {
  /** `o-…` */
  readonly id: string;
  /** aws:PrincipalOrgPaths form of the account's place: `o-x/r-y/ou-z/`. */
  readonly path: string;
  readonly isManagementAccount: boolean;
}

/** An account as far as it is known. `organization` undefined: not collected, so unknown. */
export interface AccountFacts {
  readonly id: string;
  readonly organization: OrganizationFacts | null | undefined;
  /** Where `organization` is undefined: ids of organisations of which it is known not to be a member. */
  readonly outsideOf?: readonly string[];
  /** Its canonical user id of S3; undefined: not collected. */
  readonly canonicalUserId?: string;
}

/**
 * What is known of the session with which a caller makes the request. A part left undefined is unknown.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp.html
 */
export interface SessionFacts {
  readonly name?: string;
  /** Null: none was set. */
  readonly sourceIdentity?: string | null;
  /** Session tags, complete; an empty list: none can have been passed. */
  readonly tags?: readonly Tag[];
  readonly transitiveTagKeys?: readonly string[];
  readonly chained?: boolean;
  readonly mfa?: boolean;
  /** Identity provider (ARN, or name such as `accounts.google.com`) through which the session was made; null: none. */
  readonly provider?: string | null;
}

interface InAccount {
  readonly arn: string;
  readonly account: AccountFacts;
}

/** Who makes the request. `uniqueId`, `tags` undefined: not collected. */
export type Caller =
  | (InAccount & {
      readonly kind: 'USER';
      readonly uniqueId: string | undefined;
      readonly tags: readonly Tag[] | undefined;
      readonly hasBoundary: boolean | undefined;
      /** Session of a user: none described (long-term keys or GetSessionToken), or a GetFederationToken session. */
      readonly session: SessionFacts & { readonly federationTokenName?: string };
    })
  | (InAccount & {
      readonly kind: 'ROLE';
      readonly uniqueId: string | undefined;
      readonly tags: readonly Tag[] | undefined;
      readonly hasBoundary: boolean | undefined;
      readonly isServiceLinked: boolean;
      readonly session: SessionFacts;
    })
  | (InAccount & { readonly kind: 'ROOT' })
  /** `ec2.amazonaws.com` */
  | { readonly kind: 'SERVICE'; readonly name: string }
  /** A user of an identity provider before it enters a role. `claims`: what is known of its provider's keys. */
  | {
      readonly kind: 'FEDERATED';
      readonly protocol: 'SAML' | 'OIDC';
      /** As a policy's Federated element names it: the provider's ARN, or a name such as `accounts.google.com`. */
      readonly provider: string;
      readonly claims: readonly Literal[];
    }
  /** An account whose own principals are not known. Its side's leave is taken as given. */
  | {
      readonly kind: 'ACCOUNT';
      readonly account: AccountFacts;
      /** Unique ids of users and roles of other accounts, as far as policies name them. */
      readonly knownIds?: readonly string[];
    }
  /** Every caller that is none of the known accounts and in none of the known organisations. Its side's leave is taken as given. */
  | {
      readonly kind: 'ANYONE';
      readonly knownAccounts: readonly string[];
      readonly knownOrganizations: readonly string[];
      /** Unique ids of users and roles that are known, as far as policies name them. */
      readonly knownIds?: readonly string[];
    }
  /** Some principal of the account with this canonical user id, whose number is not known. Its side's leave is taken as given. */
  | { readonly kind: 'CANONICAL_USER'; readonly id: string }
  /** An unsigned request. */
  | { readonly kind: 'ANONYMOUS' };

/** What is asked for. */
export interface ResourceFacts {
  readonly arn: string;
  /** The ARN is a pattern of which some member is asked for. Of its first five parts, each is in full or a lone `*`. */
  readonly isPattern?: boolean;
  /** Of a pattern: what else is known of the member that is asked for, made by `resourceLike`. */
  readonly bounds?: readonly Literal[];
  /** Where the ARN names no account. Undefined: unknown. */
  readonly account: AccountFacts | undefined;
  /** Of an S3 object: the account that owns it, where that is another than the bucket's. */
  readonly objectOwner?: AccountFacts;
  /** Undefined: not collected. */
  readonly tags: readonly Tag[] | undefined;
  /** Values of context keys that follow from its settings, by lower-case key. */
  readonly keys?: ReadonlyMap<string, string>;
}

/** What the caller of the product states about the request. Keys are matched without case. */
export interface StatedContext {
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Lower-case keys that the request does not carry. */
  readonly absent: ReadonlySet<string>;
  /** What every other key is. Keys that AWS always sends are never absent. */
  readonly missing: 'UNKNOWN' | 'ABSENT';
}

/** One request, as AWS would see it. */
export interface AccessRequest {
  readonly caller: Caller;
  /** `sts:AssumeRole`; matched without case. */
  readonly action: string;
  readonly resource: ResourceFacts;
  readonly stated: StatedContext;
}

/** A policy in a layer. The ids go into evidence and are not looked into. */
export interface AttachedPolicy {
  /** Id of the policy's node, null when the request brought it. */
  readonly id: string | null;
  readonly name: string;
  /** Id of the node through which it applies, null when the request brought it. */
  readonly attachedTo: string | null;
  /** A gap: the snapshot names the document but lacks it. */
  readonly policy: CompiledPolicy | Gap;
}

/** One level of SCPs or RCPs: the root, a unit, or the account. */
export interface ControlLevel {
  /** Id of the node it is attached at. */
  readonly at: string | null;
  readonly policies: readonly AttachedPolicy[];
}

/**
 * The policies that bear on a request. Null: none attached (boundary, session, endpoint), or no organisation (scp, rcp);
 * an empty list: attached and silent. Which of them bind this caller is the engine's business, not the caller's.
 */
export interface Layers {
  /** The caller's account was not collected: what its own policies and boundary allow is taken as given, since whoever runs it can give it. */
  readonly isOwnSideGiven?: boolean;
  readonly identity: readonly AttachedPolicy[];
  readonly boundary: readonly AttachedPolicy[] | null;
  readonly session: readonly AttachedPolicy[] | null;
  /** From the root down. */
  readonly scp: readonly ControlLevel[] | null;
  readonly rcp: readonly ControlLevel[] | null;
  /** The resource's policy; a role's trust policy. Null: it has none. */
  readonly resource: AttachedPolicy | null;
  readonly endpoint: readonly AttachedPolicy[] | null;
  readonly service?: ServiceRules;
}

/** What a service decides besides policies. A part left out: there is nothing of the kind. */
export interface ServiceRules {
  /** The S3 access control list that bears on the action, as the resource policy that it amounts to. */
  readonly acl?: AttachedPolicy;
  /** Grants of the KMS key, likewise. */
  readonly keyGrants?: AttachedPolicy;
  /** RestrictPublicBuckets is on at the access point, bucket, account or organisation. */
  readonly restrictsPublicBuckets?: boolean;
  /** The action uses a key that AWS manages, which no other account can. */
  readonly isUnderManagedKey?: boolean;
}

/**
 * What a decision can turn on while the request is not known in full.
 * CONTEXT: a condition on a key; SESSION: the caller's session has this name; UNREAD: a missing document would let it pass.
 */
export type Atom =
  | {
      readonly kind: 'CONTEXT';
      /** As AWS documents it, or as written where it does not. Compared without case. */
      readonly key: string;
      /** As AWS writes it, set prefix and IfExists included. */
      readonly operator: string;
      /** As written, known variables filled, literal escapes such as `${*}` and unknown variables kept. */
      readonly values: readonly string[];
      readonly statement: StatementReference | null;
    }
  | { readonly kind: 'SESSION'; readonly name: string; readonly statement: StatementReference | null }
  | { readonly kind: 'UNREAD'; readonly gap: Gap };

/** An atom that must hold, or must not. */
export interface Literal {
  readonly atom: Atom;
  readonly isNegated: boolean;
  /** The hop whose request it is about; null outside a path. */
  readonly hop: number | null;
}

/** A decision before it is put into words. Negation stands at the leaves alone. */
export type Formula =
  | { readonly kind: 'TRUE' }
  | { readonly kind: 'FALSE' }
  | { readonly kind: 'LITERAL'; readonly literal: Literal }
  | { readonly kind: 'AND'; readonly of: readonly Formula[] }
  | { readonly kind: 'OR'; readonly of: readonly Formula[] };

/** What is known of an open key: whether a request can lack it, and what its values satisfy whenever it is there. */
export interface KeyDomain {
  readonly mayBeAbsent: boolean;
  readonly isMultivalued: boolean;
  /** Hold for every value that the key can have. */
  readonly constraints: readonly Literal[];
  /** What its values are. Undefined: what the operators on it compare, where they agree, and any text where they do not. */
  readonly type?: 'TEXT' | 'NUMERIC' | 'DATE' | 'BOOL' | 'BINARY' | 'ADDRESS';
}

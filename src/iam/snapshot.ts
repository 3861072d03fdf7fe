import type { Place } from '../lib/errors.js';
import type { Json, JsonObject } from '../lib/json.js';

/**
 * What AWS said at one moment. Plain data: every source of ingest ends in it, and derive reads nothing else.
 * Lists are sorted by ARN or id (by code point), so that equal input gives an equal snapshot whatever the order of its files.
 * An instant is RFC 3339 in UTC, or null when it was not there or could not be read.
 */
export interface Snapshot {
  readonly collectedAt: string | null;
  /** Dump paths as given, for people. */
  readonly sources: readonly string[];
  readonly organizations: readonly Organization[];
  /** Every account that is in an organisation or was collected. Those that only policies name are not here. */
  readonly accounts: readonly Account[];
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly roles: readonly Role[];
  readonly instanceProfiles: readonly InstanceProfile[];
  readonly managedPolicies: readonly ManagedPolicy[];
  readonly identityProviders: readonly IdentityProvider[];
  readonly resources: readonly Resource[];
  readonly identityCenters: readonly IdentityCenter[];
  readonly gaps: readonly Gap[];
}

/** A document together with where it was read. */
export interface PolicyText {
  /** The document as JSON, or null when the snapshot names it but lacks it. */
  readonly document: Json | null;
  /** Where it stands; null when it was not in the dump. */
  readonly place: Place | null;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface Organization {
  readonly id: string;
  readonly arn: string;
  readonly managementAccount: string;
  /** Roots and units; a root has no parent. */
  readonly units: readonly OrganizationalUnit[];
  readonly controlPolicies: readonly ControlPolicy[];
  /** Whether SCPs, RCPs were listed at all; without, what binds is unknown. A policy type that is not enabled counts as collected with none. */
  readonly scpsCollected: boolean;
  readonly rcpsCollected: boolean;
  /** Accounts that a service's administration was delegated to. */
  readonly delegations: readonly { readonly account: string; readonly services: readonly string[] }[];
  /** Enabled features of centralised root access (`RootCredentialsManagement`, `RootSessions`); null when not collected. */
  readonly rootFeatures: readonly string[] | null;
  /** S3 policies, by target; left out: none is known. */
  readonly storagePolicies?: readonly StoragePolicy[];
}

/** What an S3 policy of an organisation says where it is attached: to a root, a unit or an account. */
export interface StoragePolicy {
  readonly target: string;
  /** All four switches of S3's public access block are on, or off. */
  readonly blocksPublicAccess: boolean;
  /** Policies further down may not assign anything else. */
  readonly isFinal: boolean;
}

export interface OrganizationalUnit {
  /** `r-…` or `ou-…`. */
  readonly id: string;
  readonly arn: string | null;
  readonly name: string;
  readonly parent: string | null;
}

/** An SCP or RCP with what it is attached to. */
export interface ControlPolicy extends PolicyText {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly kind: 'SERVICE_CONTROL' | 'RESOURCE_CONTROL';
  readonly awsManaged: boolean;
  /** Ids of roots, units and accounts, sorted. */
  readonly targets: readonly string[];
}

export interface Account {
  readonly id: string;
  readonly arn: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly tags: readonly Tag[];
  /** Organisation and parent (root or unit id); null outside any. */
  readonly organization: string | null;
  readonly parent: string | null;
  /** Its authorization details were read. */
  readonly isCollected: boolean;
  readonly partition: string;
  /** Root user's credentials, from the credential report; null when not collected. */
  readonly rootCredentials: Credentials | null;
  /** Types of resource, as CloudFormation names them, of which all that it has were listed; left out: none is known to be. */
  readonly listedTypes?: readonly string[];
}

export interface Credentials {
  readonly passwordEnabled: boolean | null;
  readonly passwordLastUsedAt: string | null;
  readonly mfaEnabled: boolean | null;
  /** Null when not collected. */
  readonly accessKeys: readonly AccessKey[] | null;
}

export interface AccessKey {
  readonly isActive: boolean;
  readonly createdAt: string | null;
  readonly lastUsedAt: string | null;
}

export interface InlinePolicy extends PolicyText {
  readonly name: string;
}

interface Identity {
  readonly arn: string;
  readonly account: string;
  readonly name: string;
  readonly path: string;
  /** `AIDA…`, `AROA…`, `AGPA…` as AWS gave it. */
  readonly uniqueId: string;
  readonly createdAt: string | null;
  readonly inlinePolicies: readonly InlinePolicy[];
  /** ARNs of managed policies attached. */
  readonly attachedPolicies: readonly string[];
}

export interface User extends Identity {
  readonly tags: readonly Tag[];
  /** ARNs of groups. */
  readonly groups: readonly string[];
  /** ARN of the managed policy that is its boundary. */
  readonly boundary: string | null;
  readonly credentials: Credentials | null;
}

export interface Group extends Identity {}

export interface Role extends Identity {
  readonly tags: readonly Tag[];
  readonly boundary: string | null;
  readonly trustPolicy: PolicyText;
  readonly lastUsedAt: string | null;
  /** The answer of AWS had no RoleLastUsed, so that null does not mean never; absent where it had one. */
  readonly isLastUseUnknown?: true;
  readonly maxSessionSeconds: number | null;
  /** ARNs of its instance profiles. */
  readonly instanceProfiles: readonly string[];
}

export interface InstanceProfile {
  readonly arn: string;
  readonly account: string;
  readonly name: string;
  /** ARN of its role, if any. */
  readonly role: string | null;
}

/** A managed policy that something in the snapshot names, or that an account keeps. */
export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  /** Null for an AWS managed policy. */
  readonly account: string | null;
  readonly defaultVersion: string | null;
  /** The default version's document. */
  readonly policy: PolicyText;
  /** The shipped copy stands in for a document that the dump lacks. */
  readonly isSubstitute: boolean;
  /** The other versions, kept but not in force. */
  readonly otherVersions: readonly (PolicyText & { readonly versionId: string })[];
}

export interface IdentityProvider {
  readonly arn: string;
  readonly account: string;
  readonly kind: 'SAML' | 'OIDC';
  /** The name of a SAML provider, the host and path of an OIDC provider (as in its ARN). */
  readonly name: string;
  readonly url: string | null;
  readonly clientIds: readonly string[];
  /** Its get-* answer was read; without, client ids are unknown. */
  readonly isDetailed: boolean;
}

/** An instance of IAM Identity Center with its directory, its permission sets, and who is assigned them where. */
export interface IdentityCenter {
  /** `arn:…:sso:::instance/ssoins-…` */
  readonly instanceArn: string;
  readonly identityStoreId: string;
  /** The account that the instance belongs to; null when the dump does not say. */
  readonly ownerAccount: string | null;
  readonly permissionSets: readonly PermissionSet[];
  readonly users: readonly DirectoryUser[];
  readonly groups: readonly DirectoryGroup[];
  readonly assignments: readonly AccountAssignment[];
  /** Lists that the dump lacks or has in part, so that more may be assigned than is known. */
  readonly unlisted: readonly ('AccountAssignments' | 'GroupMemberships')[];
}

export interface PermissionSet {
  readonly arn: string;
  readonly name: string;
  /** Null: it has none. */
  readonly inlinePolicy: PolicyText | null;
  /** ARNs of AWS managed policies. */
  readonly attachedPolicies: readonly string[];
  /** Path and name of customer managed policies, which each account has its own of. */
  readonly customerPolicies: readonly string[];
  /** ARN of the AWS managed policy, or path and name of the customer managed one, that is its boundary. */
  readonly boundary: string | null;
}

export interface DirectoryUser {
  readonly id: string;
  readonly userName: string | null;
  readonly displayName: string | null;
  readonly isDisabled: boolean;
  /** Ids of groups. */
  readonly groups: readonly string[];
}

export interface DirectoryGroup {
  readonly id: string;
  readonly displayName: string | null;
  /** Whether Active Directory keeps it, and who is in it; null where nobody listed it, absent where it does not. */
  readonly isOfActiveDirectory?: true | null;
}

/** Somebody is assigned a permission set in an account. */
export interface AccountAssignment {
  readonly account: string;
  readonly permissionSet: string;
  readonly principalType: 'USER' | 'GROUP';
  readonly principalId: string;
}

/** A resource that is no identity, with what bears on access to it. */
export interface Resource {
  readonly arn: string;
  /** As CloudFormation names it: `AWS::S3::Bucket`. */
  readonly type: string;
  readonly account: string;
  readonly name: string;
  readonly region: string | null;
  readonly tags: readonly Tag[];
  /** Null where it has none, or where that is not known. */
  readonly policy: PolicyText | null;
  /** Whether its policy was asked for and could be read: without a policy it then has none. */
  readonly isPolicyCollected: boolean;
  /** Whatever else the dump states of it, as it stands there. */
  readonly properties: JsonObject;
}

export type GapKind =
  | 'ACCOUNT_NOT_COLLECTED'
  | 'ORGANIZATION_NOT_COLLECTED'
  | 'POLICY_DOCUMENT_MISSING'
  | 'POLICY_SUBSTITUTED'
  | 'RESOURCE_POLICY_NOT_COLLECTED'
  | 'PART_UNREADABLE'
  | 'LISTING_INCOMPLETE'
  | 'CREDENTIALS_NOT_COLLECTED'
  | 'ARN_UNKNOWN'
  | 'SERVICE_NOT_COVERED'
  | 'WORK_BUDGET_SPENT';

/** One thing that is missing: may it hide access, or show access that it would forbid? */
export interface Gap {
  readonly kind: GapKind;
  readonly account: string | null;
  /** The ARN, name or service that it is about. */
  readonly subject: string | null;
  readonly mayHide: boolean;
  readonly mayOverstate: boolean;
  /** One sentence for people. */
  readonly text: string;
}

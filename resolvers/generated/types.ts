import type { Json } from '../../src/lib/json.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { NodeOf, GraphNode, PrincipalOrPerson } from '../../src/graph/nodes.js';
import type { AnyNode } from '../../src/questions/node.js';
import type { AclGrant as AclGrantSource } from '../../src/iam/settings/accessControlList.js';
import type { KeyGrant as KeyGrantSource } from '../../src/iam/settings/keyGrants.js';
import type { Switches } from '../../src/iam/settings/publicAccess.js';
import type { Attachment, GenerationInfo } from '../../src/graph/store.js';
import type { Completeness as CompletenessSource } from '../../src/questions/completeness.js';
import type { Gap as GapSource } from '../../src/iam/snapshot.js';
import type { Technique as TechniqueSource } from '../../src/derive/techniques/technique.js';
import type { DerivedEdge } from '../../src/graph/edges.js';
import type { Assumption as AssumptionSource } from '../../src/questions/assumption.js';
import type {
  Needs as NeedsSource,
  NeedSet as NeedSetSource,
  Need as NeedSource,
  Evidence as EvidenceSource,
  Layer as LayerSource,
} from '../../src/iam/decision.js';
import type { ShownStatement } from '../../src/questions/statement.js';
import type { Path as PathSource, Hop as HopSource } from '../../src/questions/path.js';
import type { PathConnection as PathConnectionSource } from '../../src/questions/paths.js';
import type { ShownRemedy } from '../../src/questions/remedy.js';
import type { DependentAction } from '../../src/questions/dependentActions.js';
import type { AccessDecision as AccessDecisionSource } from '../../src/questions/accessDecision.js';
import type { Access as AccessSource } from '../../src/questions/reach/accessPage.js';
import type { ChokePoints as ChokePointsSource, Cut as CutSource } from '../../src/questions/choke/chokePoints.js';
import type { BlastRadius as BlastRadiusSource } from '../../src/questions/radius/blastRadius.js';
import type { CrossAccountAccess as CrossAccountAccessSource } from '../../src/questions/shownPair.js';
import type { Finding as FindingSource } from '../../src/questions/findings/finding.js';
import type { Permission as PermissionSource } from '../../src/questions/whatCan.js';
import type { Context } from '../context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  /** An account number, twelve digits. */
  AccountId: { input: string; output: string };
  /** An ARN of any partition. As the input for a principal, a service (`ec2.amazonaws.com`), `anonymous`, or the `id` of a node without an ARN stands too. */
  Arn: { input: string; output: string };
  /** An instant, RFC 3339 in UTC. What a dump writes otherwise is normalised; what cannot be read is null with a warning. */
  DateTime: { input: string; output: string };
  /** A policy document as a JSON object; on input its text stands too. */
  PolicyDocument: { input: Json; output: Json };
  /** One statement of a policy document as a JSON object. */
  PolicyStatement: { input: Json; output: Json };
  /** Paths with all that decides them, policies included, as a JSON object that stands alone: statements, requests, decisions, and a SHA-256 of each part in canonical form (RFC 8785). It is no signature. */
  Proof: { input: Json; output: Json };
  /** Whatever a dump states of a resource beside the fields that have a name here, as a JSON object. */
  ResourceProperties: { input: Json; output: Json };
};

/** A key that requests on this ARN do not carry. */
export type AbsentKey = {
  /** The context key. */
  readonly key: Scalars['String']['input'];
  /** The ARN that the request is on, such as one role of a path. */
  readonly resource: Scalars['Arn']['input'];
};

/** One principal's access, and the ways by which it comes by it. */
export type Access = {
  readonly __typename?: 'Access';
  /** In an answer of `exposure` alone: what can be done to it, as AWS writes the actions. */
  readonly actions: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What AWS would say. */
  readonly decision: Decision;
  /** Why; of a pattern, for the first member that is decided so. */
  readonly evidence: Evidence;
  /** What was not collected and could change this row. */
  readonly gaps: ReadonlyArray<Gap>;
  /** What a CONDITIONAL decision depends on; null otherwise. */
  readonly needs: Maybe<Needs>;
  /** Of those who come by it by ASSUMPTION: the shortest path that is ALLOWED where one needs nothing, otherwise the shortest; decision and needs are its own. Null for everybody else. */
  readonly path: Maybe<Path>;
  /** Who has it. */
  readonly principal: Principal;
  /** In an answer of `exposure` alone: what is open. A role is a resource there. */
  readonly resource: Maybe<Entity>;
  /** In an answer of `exposure` alone: the resource by its ARN, or patterns of what lies in it. */
  readonly resources: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Of a service alone: for which of its customers it can act; null for everybody else, and where it is DENIED. */
  readonly serviceReach: Maybe<ServiceReach>;
  /** The ways by which it comes by it; of a near miss, those that admit it. Empty where no policy has to allow it, as for a root user in its account, and where the side of its account is taken as given. */
  readonly via: ReadonlyArray<AccessRoute>;
};

/** A page of accesses by decision, then ARN (or name) of the principal. */
export type AccessConnection = {
  readonly __typename?: 'AccessConnection';
  /** What is missing that bears on this answer. */
  readonly completeness: Completeness;
  /** How many rows there are by decision, filter aside. */
  readonly counts: DecisionCounts;
  /** The same with their cursors. */
  readonly edges: ReadonlyArray<AccessEdge>;
  /** The accesses of this page. */
  readonly nodes: ReadonlyArray<Access>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many rows pass the filter. */
  readonly totalCount: Scalars['Int']['output'];
};

/** The decision of one request. */
export type AccessDecision = {
  readonly __typename?: 'AccessDecision';
  /** One plain sentence that says what decided. */
  readonly because: Scalars['String']['output'];
  /** What was not collected and could change this decision, and no other gap. */
  readonly completeness: Completeness;
  /** What AWS would say. */
  readonly decision: Decision;
  /** How it is denied; null unless the decision is DENIED. */
  readonly denial: Maybe<Denial>;
  /** What the request needs besides its own action, with the decision of each: to pass a role, to use the key that the resource is encrypted with, to read what it copies, to do the same on what the resource is a part of. */
  readonly dependentActions: ReadonlyArray<AccessDecisionSummary>;
  /** The layers with their statements, in the order in which a person should look. */
  readonly evidence: Evidence;
  /** What it depends on; null unless the decision is CONDITIONAL. */
  readonly needs: Maybe<Needs>;
  /** The smallest changes that turn this decision, each verified by deciding again with it: what opens a request that does not pass for certain, what closes one that does. At most 32, fewest parts first. Where a dependent action that is always needed is denied, `with` holds what opens it too. */
  readonly wouldTake: ReadonlyArray<Remedy>;
  /** The search for these changes was cut short, so that there may be others as small. */
  readonly wouldTakeIsBounded: Scalars['Boolean']['output'];
};

/** An action that the one asked also needs, with its decision. */
export type AccessDecisionSummary = {
  readonly __typename?: 'AccessDecisionSummary';
  /** The action, such as `iam:PassRole`. */
  readonly action: Scalars['String']['output'];
  /** One plain sentence that says what decided. */
  readonly because: Scalars['String']['output'];
  /** What AWS would say; of a pattern CONDITIONAL where some members pass. */
  readonly decision: Decision;
  /** Whether every such request needs it; otherwise only one that names a role does. */
  readonly isRequired: Scalars['Boolean']['output'];
  /** What it is done to; a pattern where the request chooses, and the decision is about some member of it. */
  readonly resource: Scalars['Arn']['output'];
};

/** An access with its cursor. */
export type AccessEdge = {
  readonly __typename?: 'AccessEdge';
  /** Give it as `after` to read on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The access. */
  readonly node: Access;
};

/** Narrows who can; all that is given must hold. */
export type AccessFilter = {
  /** Only principals of these accounts. */
  readonly accounts?: InputMaybe<ReadonlyArray<Scalars['AccountId']['input']>>;
  /** The decisions to show. DENIED gives those whom one side admits and another stops. */
  readonly decisions?: InputMaybe<ReadonlyArray<Decision>>;
  /** Only these kinds of principal. */
  readonly kinds?: InputMaybe<ReadonlyArray<PrincipalKind>>;
  /** Only those who come by it in one of these ways; null: in any but ASSUMPTION. */
  readonly via?: InputMaybe<ReadonlyArray<AccessRoute>>;
};

/** An access key, without its secret. */
export type AccessKey = {
  readonly __typename?: 'AccessKey';
  /** When it was made or last rotated. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Whether it can be used. */
  readonly isActive: Scalars['Boolean']['output'];
  /** When it was last used. */
  readonly lastUsedAt: Maybe<Scalars['DateTime']['output']>;
};

/** AWS's level of an action. */
export type AccessLevel =
  /** It lists resources. */
  | 'LIST'
  /** It grants or changes permissions. */
  | 'PERMISSIONS_MANAGEMENT'
  /** It reads what is in them, or what is set of them. */
  | 'READ'
  /** It changes tags alone. */
  | 'TAGGING'
  /** AWS does not document the action. */
  | 'UNKNOWN'
  /** It makes, changes or removes them. */
  | 'WRITE';

/** A request as AWS sees it. */
export type AccessRequest = {
  /** One action, such as `s3:GetObject`; ASCII letters ignore case. */
  readonly action: Scalars['String']['input'];
  /** What is stated about the request. */
  readonly given?: InputMaybe<Given>;
  /** Who asks: the ARN of a user, a role, a role session or an account's root, a service's name, `anonymous`, or the id of a principal without an ARN. */
  readonly principal: Scalars['Arn']['input'];
  /** What it is done to; `*` for an action that takes no resource. */
  readonly resource: Scalars['Arn']['input'];
  /** The account that owns the resource, where neither its ARN nor the snapshot tells. */
  readonly resourceAccount?: InputMaybe<Scalars['AccountId']['input']>;
};

/** How somebody comes by access. */
export type AccessRoute =
  /** The access control list of the bucket or object admits it. */
  | 'ACL'
  /** It has no access itself, and can become somebody who has. Left out unless named in a filter. */
  | 'ASSUMPTION'
  /** An identity policy of a group that it is a member of allows it. */
  | 'GROUP_POLICY'
  /** An identity policy of its own allows it. */
  | 'IDENTITY_POLICY'
  /** A grant of the key admits it. */
  | 'KMS_GRANT'
  /** The policy of the resource admits it. */
  | 'RESOURCE_POLICY';

/** An account that is in an organisation, was collected, or is named by a policy. As an Entity its `account` is itself. */
export type Account = Entity &
  Node & {
    readonly __typename?: 'Account';
    /** The account that it belongs to. */
    readonly account: Account;
    /** The account number. */
    readonly accountId: Scalars['AccountId']['output'];
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** SCPs and RCPs in force, from the root down. */
    readonly controlPolicies: ReadonlyArray<PolicyAttachment>;
    /** Services whose administration was delegated to it. */
    readonly delegatedServices: ReadonlyArray<Scalars['String']['output']>;
    /** The address of its root user. */
    readonly email: Maybe<Scalars['String']['output']>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** Whether its IAM details were collected. */
    readonly isCollected: Scalars['Boolean']['output'];
    /** Whether it is in an organisation of the snapshot. */
    readonly isInOrganization: Scalars['Boolean']['output'];
    /** Whether it is the management account of its organisation. */
    readonly isManagement: Scalars['Boolean']['output'];
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** The organisation that it is in. */
    readonly organization: Maybe<Organization>;
    /** The unit or root that it stands under. */
    readonly organizationalUnit: Maybe<OrganizationalUnit>;
    /** Its principals, by ARN. */
    readonly principals: PrincipalConnection;
    /** Its resources beside identities, by ARN. */
    readonly resources: ResourceConnection;
    /** Its root user, where it is known. */
    readonly root: Maybe<RootUser>;
    /** Its tags. */
    readonly tags: ReadonlyArray<Tag>;
  };

/** An account that is in an organisation, was collected, or is named by a policy. As an Entity its `account` is itself. */
export type AccountPrincipalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<PrincipalFilter>;
};

/** An account that is in an organisation, was collected, or is named by a policy. As an Entity its `account` is itself. */
export type AccountResourcesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<ResourceFilter>;
};

/** A page of accounts, by ARN. */
export type AccountConnection = {
  readonly __typename?: 'AccountConnection';
  /** The same with their cursors. */
  readonly edges: ReadonlyArray<AccountEdge>;
  /** The accounts of this page. */
  readonly nodes: ReadonlyArray<Account>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many accounts there are that pass the filter. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Control of an account, as far as boundaries and control policies leave it: where techniques end that give everything in it, and from which every principal of the account that can be changed is in reach. */
export type AccountControl = Entity &
  Node & {
    readonly __typename?: 'AccountControl';
    /** The account that is controlled. */
    readonly account: Account;
    /** Its ARN, or null since it has none. */
    readonly arn: Maybe<Scalars['Arn']['output']>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** What people call it. */
    readonly name: Scalars['String']['output'];
  };

/** An account with its cursor. */
export type AccountEdge = {
  readonly __typename?: 'AccountEdge';
  /** Give it as `after` to read on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The account. */
  readonly node: Account;
};

/** Narrows accounts; all that is given must hold. */
export type AccountFilter = {
  /** Only these account numbers. */
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['AccountId']['input']>>;
  /** Whether the account's IAM details were collected. */
  readonly isCollected?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the account is in an organisation of the snapshot. */
  readonly isInOrganization?: InputMaybe<Scalars['Boolean']['input']>;
  /** Everything under a unit or root, by AWS's id (`ou-…`, `r-…`). */
  readonly organizationalUnit?: InputMaybe<Scalars['ID']['input']>;
  /** Found anywhere in name or ARN; ASCII letters ignore case. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

/** An account as one caller, since its own principals are not known: outside the organisation, or not collected. It is taken to allow its side, since whoever runs it can. */
export type AccountPrincipal = Entity &
  Node &
  Principal & {
    readonly __typename?: 'AccountPrincipal';
    /** The account that it belongs to. */
    readonly account: Account;
    /** Whether it can do everything in its account now, after all layers; how it could make itself able to is a path. Null when that is not known, or where it is of no account. */
    readonly administrator: Maybe<Decision>;
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** Policies in force, those of its groups and its boundary included. */
    readonly policies: ReadonlyArray<PolicyAttachment>;
  };

/** One grant of an access control list. */
export type AclGrant = {
  readonly __typename?: 'AclGrant';
  /** An account number, a canonical user id, or the group or owner that S3 calls AllUsers, AuthenticatedUsers, LogDelivery, OWNER or BUCKET_OWNER. */
  readonly grantee: Scalars['String']['output'];
  /** What it grants, such as READ or FULL_CONTROL. */
  readonly permission: Scalars['String']['output'];
};

/** Every caller without a node here: a policy's `*`, outside the snapshot's organisations, taken to have its own leave. */
export type Anyone = Entity &
  Node &
  Principal & {
    readonly __typename?: 'Anyone';
    /** The account that it belongs to, or null for what belongs to none. */
    readonly account: Maybe<Account>;
    /** Whether it can do everything in its account now, after all layers; how it could make itself able to is a path. Null when that is not known, or where it is of no account. */
    readonly administrator: Maybe<Decision>;
    /** Its ARN, or null since it has none. */
    readonly arn: Maybe<Scalars['Arn']['output']>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** Policies in force, those of its groups and its boundary included. */
    readonly policies: ReadonlyArray<PolicyAttachment>;
  };

/** One principal enters one role by one action. */
export type Assumption = {
  readonly __typename?: 'Assumption';
  /** The action that enters it, such as `sts:AssumeRole`. */
  readonly action: Scalars['String']['output'];
  /** Whether the principal is of another account than the role; true for a federated identity and Anyone, false for a service. */
  readonly crossAccount: Scalars['Boolean']['output'];
  /** What AWS would say. */
  readonly decision: Decision;
  /** The stored edge, nothing given; null when DENIED. */
  readonly edge: Maybe<GraphEdge>;
  /** Why. */
  readonly evidence: Evidence;
  /** What was not collected and could change this row. */
  readonly gaps: ReadonlyArray<Gap>;
  /** What a CONDITIONAL decision depends on; null otherwise. */
  readonly needs: Maybe<Needs>;
  /** Of a service that enters the role for whoever passes it the role: who may, in the role's own account (`iam:PassRole` with this service as `iam:PassedToService`; what is given of the request that enters says nothing of theirs). These are the first rows of `whoCan` under that; its cursors go on from here. Null for everybody else, where the row is DENIED, and where the service takes a role without `iam:PassRole` or nobody passes it, as with a service-linked role. */
  readonly passableBy: Maybe<AccessConnection>;
  /** Who enters. */
  readonly principal: Principal;
  /** A Role, or the RootUser of which sts:AssumeRoot takes a task. */
  readonly role: Principal;
  /** Of sts:AssumeRoot alone: the task policies that are not DENIED. */
  readonly taskPolicies: Maybe<ReadonlyArray<Scalars['Arn']['output']>>;
};

/** One principal enters one role by one action. */
export type AssumptionPassableByArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of assumptions by decision, then ARN (or name) of the side not asked about, then action. */
export type AssumptionConnection = {
  readonly __typename?: 'AssumptionConnection';
  /** What is missing that bears on this answer. */
  readonly completeness: Completeness;
  /** How many rows there are by decision, filter aside. */
  readonly counts: DecisionCounts;
  /** The same with their cursors. */
  readonly edges: ReadonlyArray<AssumptionEdge>;
  /** The assumptions of this page. */
  readonly nodes: ReadonlyArray<Assumption>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many rows pass the filter. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An assumption with its cursor. */
export type AssumptionEdge = {
  readonly __typename?: 'AssumptionEdge';
  /** Give it as `after` to read on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The assumption. */
  readonly node: Assumption;
};

/** Narrows assumptions; all that is given must hold. */
export type AssumptionFilter = {
  /** Only these accounts on the side that was not asked about. */
  readonly accounts?: InputMaybe<ReadonlyArray<Scalars['AccountId']['input']>>;
  /** Only these actions, such as `sts:AssumeRole`; they ignore case. */
  readonly actions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Whether the principal is of another account than the role. */
  readonly crossAccount?: InputMaybe<Scalars['Boolean']['input']>;
  /** The decisions to show. DENIED gives those whom one side admits and another stops. */
  readonly decisions?: InputMaybe<ReadonlyArray<Decision>>;
  /** Whether the side that was not asked about is in an organisation of the snapshot. */
  readonly isInOrganization?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only these kinds of principal on the side that was not asked about. */
  readonly kinds?: InputMaybe<ReadonlyArray<PrincipalKind>>;
  /** Only rows whose needs name one of these keys. */
  readonly needsAnyKey?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only rows whose needs name none of these keys. */
  readonly needsNoKey?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only these principals. */
  readonly principals?: InputMaybe<ReadonlyArray<Scalars['Arn']['input']>>;
  /** Only these roles. */
  readonly roles?: InputMaybe<ReadonlyArray<Scalars['Arn']['input']>>;
};

/** What a policy is attached for. */
export type AttachmentUse =
  /** It is the permissions boundary. */
  | 'BOUNDARY'
  /** It is an SCP or RCP. */
  | 'CONTROL'
  /** It grants and denies permissions. */
  | 'PERMISSIONS';

/** Who is in reach, by account and kind, and of which accounts control is. */
export type BlastRadius = {
  readonly __typename?: 'BlastRadius';
  /** How many are in reach in each account, by its number; most first. */
  readonly byAccount: ReadonlyArray<Count>;
  /** How many of each kind of principal are in reach; most first. What is no principal is named by its type. */
  readonly byKind: ReadonlyArray<Count>;
  /** What is missing that bears on this answer: of the hops that were taken, and of whom it could hide. */
  readonly completeness: Completeness;
  /** The accounts of which control is in reach, as far as boundaries and control policies leave it. */
  readonly controls: ReadonlyArray<Account>;
  /** Who is in reach, by ARN, those without one last, by name. */
  readonly nodes: EntityConnection;
  /** How many are in reach. */
  readonly total: Scalars['Int']['output'];
};

/** Who is in reach, by account and kind, and of which accounts control is. */
export type BlastRadiusNodesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A bucket of S3. */
export type Bucket = Entity &
  Node &
  Resource & {
    readonly __typename?: 'Bucket';
    /** The account that owns it. */
    readonly account: Maybe<Account>;
    /** The switches of its account; null where they were not collected, or cannot be read. */
    readonly accountPublicAccessBlock: Maybe<PublicAccessBlock>;
    /** The grants of its access control list; null where it was not collected, or cannot be read. */
    readonly acl: Maybe<ReadonlyArray<AclGrant>>;
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** Whether the dump lists it; otherwise only a policy names it. */
    readonly isCollected: Scalars['Boolean']['output'];
    /** Whether its policy was asked for and could be read, so that no policy means none. */
    readonly isPolicyCollected: Scalars['Boolean']['output'];
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** Who owns objects that others write, and whether access control lists count; null where it was not collected, or cannot be read. */
    readonly objectOwnership: Maybe<ObjectOwnership>;
    /** Whatever else the dump states of it, as it stands there. */
    readonly properties: Scalars['ResourceProperties']['output'];
    /** Its own switches of S3's public access block; null where they were not collected, or cannot be read. Those of its account count as well. */
    readonly publicAccessBlock: Maybe<PublicAccessBlock>;
    /** The region that it stands in; null for a resource of no region, or where that is not known. */
    readonly region: Maybe<Scalars['String']['output']>;
    /** Its resource policy; null where it has none, or where `isPolicyCollected` is false. */
    readonly resourcePolicy: Maybe<Policy>;
    /** Its tags. */
    readonly tags: ReadonlyArray<Tag>;
    /** Its type as CloudFormation names it, such as `AWS::S3::Bucket`. */
    readonly type: Scalars['String']['output'];
  };

/** Cuts, smallest first. None where no path is known, or where edges that nobody can remove lead all the way. */
export type ChokePoints = {
  readonly __typename?: 'ChokePoints';
  /** What is missing that bears on this answer. */
  readonly completeness: Completeness;
  /** The cuts, by size, then by the ids of their edges. */
  readonly cuts: ReadonlyArray<Cut>;
  /** No smaller set of statements lets the edges of any of these cuts go. False where the search was cut short. */
  readonly optimal: Scalars['Boolean']['output'];
  /** Edges on the way that nobody can remove: into a service-linked role, out of a root user, out of control of an account. No cut has them. */
  readonly unremovable: ReadonlyArray<GraphEdge>;
};

/** What is missing that bears on this answer and no other. COMPLETE means no gap. */
export type Completeness = {
  readonly __typename?: 'Completeness';
  /** How many gaps there are in all. */
  readonly gapCount: Scalars['Int']['output'];
  /** The gaps themselves, in the order of the graph. */
  readonly gaps: ReadonlyArray<Gap>;
  /** Whether there is any gap. */
  readonly status: CompletenessStatus;
};

/** What is missing that bears on this answer and no other. COMPLETE means no gap. */
export type CompletenessGapsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Whether anything is known to be missing that could change the answer. */
export type CompletenessStatus =
  /** Nothing is known to be missing. */
  | 'COMPLETE'
  /** Something is missing; the gaps say what. */
  | 'PARTIAL';

/** One condition of a statement and how it came out. */
export type ConditionCheck = {
  readonly __typename?: 'ConditionCheck';
  /** The context key. */
  readonly key: Scalars['String']['output'];
  /** The operator as AWS writes it, set prefix and IfExists included. */
  readonly operator: Scalars['String']['output'];
  /** How it came out. */
  readonly outcome: ConditionOutcome;
  /** The values as the policy writes them. */
  readonly values: ReadonlyArray<Scalars['String']['output']>;
};

/** How one condition of a statement came out. */
export type ConditionOutcome =
  /** It holds for every such request. */
  | 'MET'
  /** It holds for no such request. */
  | 'NOT_MET'
  /** It depends on what the request brings. */
  | 'OPEN';

/** A context key with the exact values of the request, no wildcards; several only for a multivalued key; for an address key a CIDR means some address in it. */
export type ContextValue = {
  /** The context key. */
  readonly key: Scalars['String']['input'];
  /** Limits it to requests on this ARN, such as one role of a path. */
  readonly resource?: InputMaybe<Scalars['Arn']['input']>;
  /** Its values. */
  readonly values: ReadonlyArray<Scalars['String']['input']>;
};

/** A number with its name. */
export type Count = {
  readonly __typename?: 'Count';
  /** How many there are. */
  readonly count: Scalars['Int']['output'];
  /** What was counted. */
  readonly name: Scalars['String']['output'];
};

/** What is known of long-term credentials; each part is null when it was not collected. */
export type Credentials = {
  readonly __typename?: 'Credentials';
  /** Its access keys. */
  readonly accessKeys: Maybe<ReadonlyArray<AccessKey>>;
  /** Whether an MFA device is active. */
  readonly mfaEnabled: Maybe<Scalars['Boolean']['output']>;
  /** Whether it can sign in with a password. */
  readonly passwordEnabled: Maybe<Scalars['Boolean']['output']>;
  /** When the password was last used. */
  readonly passwordLastUsedAt: Maybe<Scalars['DateTime']['output']>;
};

/** Access from one account (or Anyone) into another. */
export type CrossAccountAccess = {
  readonly __typename?: 'CrossAccountAccess';
  /** The best decision among its paths. */
  readonly decision: Decision;
  /** The account that access comes from, or Anyone. */
  readonly from: Entity;
  /** How many principals of the one get in. */
  readonly principalCount: Scalars['Int']['output'];
  /** How many roles of the other they get into. */
  readonly roleCount: Scalars['Int']['output'];
  /** A shortest path. */
  readonly shortest: Path;
  /** The account that access leads into. */
  readonly to: Account;
};

/** A page of account pairs. */
export type CrossAccountConnection = {
  readonly __typename?: 'CrossAccountConnection';
  /** What is missing that bears on this answer. */
  readonly completeness: Completeness;
  /** The same with their cursors. */
  readonly edges: ReadonlyArray<CrossAccountEdge>;
  /** The pairs of this page. */
  readonly nodes: ReadonlyArray<CrossAccountAccess>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many pairs there are. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A pair of accounts with its cursor. */
export type CrossAccountEdge = {
  readonly __typename?: 'CrossAccountEdge';
  /** Give it as `after` to read on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The pair. */
  readonly node: CrossAccountAccess;
};

/** Edges that together leave no path, with the statements that have to change for them. */
export type Cut = {
  readonly __typename?: 'Cut';
  /** The edges, by id. */
  readonly edges: ReadonlyArray<GraphEdge>;
  /** A smallest set of statements, by what was concluded of the edges alone: of each edge every Allow of a layer without which it would be another decision. */
  readonly statements: ReadonlyArray<StatementReference>;
};

/** What AWS would say. */
export type Decision =
  /** Yes, whatever is still unknown about the request. */
  | 'ALLOWED'
  /** It depends on the request, or on a document that the snapshot names but lacks; `needs` says on what. */
  | 'CONDITIONAL'
  /** No, whatever is still unknown about the request. */
  | 'DENIED';

/** How many rows of the whole answer, filter aside, have each decision. */
export type DecisionCounts = {
  readonly __typename?: 'DecisionCounts';
  /** Rows that are ALLOWED. */
  readonly allowed: Scalars['Int']['output'];
  /** Rows that are CONDITIONAL. */
  readonly conditional: Scalars['Int']['output'];
  /** The near misses; null unless they were asked for. */
  readonly denied: Maybe<Scalars['Int']['output']>;
};

/** What stands against a request, or lets it pass, and why. */
export type Denial =
  /** A statement forbids it in every filling of what is unknown. */
  | 'EXPLICIT'
  /** Nothing allows it. */
  | 'IMPLICIT';

/** A group of the directory behind IAM Identity Center. */
export type DirectoryGroup = Entity &
  Node & {
    readonly __typename?: 'DirectoryGroup';
    /** Null, since a directory belongs to no account. */
    readonly account: Maybe<Account>;
    /** Null, since the directory gives it no ARN that policies could name. */
    readonly arn: Maybe<Scalars['Arn']['output']>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** The name that is shown of the group, or its id in the directory where the dump does not list its groups. */
    readonly name: Scalars['String']['output'];
  };

/** How one node leads to the next. More kinds are added as they are built. */
export type EdgeKind =
  /** An administrator holds control of its account; control of an account leads to every principal of it that can be changed and, where the account administers IAM Identity Center, to control of other accounts and to the roles of permission sets. */
  | 'CAN_ADMINISTER'
  /** Every way into a role but federation: sts:AssumeRole, and sts:AssumeRoot for a root user's tasks. */
  | 'CAN_ASSUME'
  /** A technique makes the one the other, or gives control of the account: `technique` says which. */
  | 'CAN_ESCALATE'
  /** A FederatedIdentity enters a role by sts:AssumeRoleWithSAML or sts:AssumeRoleWithWebIdentity. */
  | 'CAN_FEDERATE'
  /** Somebody may pass a role of its account to a service that the role's trust policy lets in (iam:PassRole); evidence names the service. It makes nobody anybody: paths have it only where it is asked for by name, as their last hop. */
  | 'CAN_PASS'
  /** Somebody can do the action asked for to the resource asked for. It is computed where a path is to end in a resource, and never stored. */
  | 'CAN_PERFORM'
  /** Somebody is assigned a permission set in the role's account, and signs in to the role that IAM Identity Center provisioned for it. */
  | 'IS_ASSIGNED'
  /** A person is a member of a directory group, and is assigned what the group is. */
  | 'MEMBER_OF'
  /** What runs for a resource (a function, an instance, a build project) has the permissions of its role. */
  | 'RUNS_AS';

/** What a statement does where it matches. */
export type Effect =
  /** It allows. */
  | 'ALLOW'
  /** It forbids, whatever allows. */
  | 'DENY';

/** Whatever stands in the graph as a node: enough to label it without a fragment. */
export type Entity = {
  /** The account that it belongs to, or null for what belongs to none. */
  readonly account: Maybe<Account>;
  /** Its ARN, or null for what has none. */
  readonly arn: Maybe<Scalars['Arn']['output']>;
  /** Global and opaque; the same in every generation and in every store. */
  readonly id: Scalars['ID']['output'];
  /** What people call it. */
  readonly name: Scalars['String']['output'];
};

/** A page of anything that stands in the graph, by ARN. */
export type EntityConnection = {
  readonly __typename?: 'EntityConnection';
  /** The rows with their cursors. */
  readonly edges: ReadonlyArray<EntityEdge>;
  /** The rows of the page. */
  readonly nodes: ReadonlyArray<Entity>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many rows all pages have together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An entity with its cursor. */
export type EntityEdge = {
  readonly __typename?: 'EntityEdge';
  /** Where a next page would start. */
  readonly cursor: Scalars['String']['output'];
  /** The entity. */
  readonly node: Entity;
};

/** Why: what decided, as one sentence, then every layer, in the order in which a person should look. */
export type Evidence = {
  readonly __typename?: 'Evidence';
  /** What decided, as one sentence. */
  readonly because: Scalars['String']['output'];
  /** Every layer, those that decided first. */
  readonly layers: ReadonlyArray<Layer>;
};

/** Narrows exposure; all that is given must hold. */
export type ExposureFilter = {
  /** Only resources of these accounts. */
  readonly accounts?: InputMaybe<ReadonlyArray<Scalars['AccountId']['input']>>;
  /** Only what is open to these kinds of principal: ANYONE, ACCOUNT, USER and ROLE of outside accounts, SERVICE. */
  readonly to?: InputMaybe<ReadonlyArray<PrincipalKind>>;
  /** Only resources of these types, as CloudFormation names them; `AWS::IAM::Role` for roles. */
  readonly types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Those users of an identity provider whom a trust policy's claims admit: all its conditions, allowed and denied, on the provider's own keys. They say who it is and are not needs again. It also enters every role whose claims its own entail. */
export type FederatedIdentity = Entity &
  Node &
  Principal & {
    readonly __typename?: 'FederatedIdentity';
    /** The account that it belongs to, or null for what belongs to none. */
    readonly account: Maybe<Account>;
    /** Whether it can do everything in its account now, after all layers; how it could make itself able to is a path. Null when that is not known, or where it is of no account. */
    readonly administrator: Maybe<Decision>;
    /** Its ARN, or null since it has none. */
    readonly arn: Maybe<Scalars['Arn']['output']>;
    /** What the trust policy asks of the provider's keys; null when every user of the provider is admitted. */
    readonly claims: Maybe<Needs>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** The provider and its claims in words. */
    readonly name: Scalars['String']['output'];
    /** Policies in force, those of its groups and its boundary included. */
    readonly policies: ReadonlyArray<PolicyAttachment>;
    /** The IAM provider, when it is one of the snapshot. */
    readonly provider: Maybe<IdentityProvider>;
    /** The provider as the policy names it. */
    readonly providerName: Scalars['String']['output'];
  };

/** Something to act on. Its id is the same in every generation and store for as long as the same is found. */
export type Finding = Node & {
  readonly __typename?: 'Finding';
  /** Why the engine decides so; null where no decision is behind it, as with the age of a key. */
  readonly evidence: Maybe<Evidence>;
  /** The suppression that ended last, where none is in force: the finding counts again. */
  readonly expiredSuppression: Maybe<Suppression>;
  /** When the oldest generation that is kept, and in which it held, was collected (or else made). What held before, in generations that are gone, is not known. */
  readonly firstSeenAt: Scalars['DateTime']['output'];
  /** Global, and the same in every generation. */
  readonly id: Scalars['ID']['output'];
  /** The path that proves it; null where there is none. */
  readonly path: Maybe<Path>;
  /** The page of AWS that says so. */
  readonly reference: Scalars['String']['output'];
  /** What to do about it, for every finding of the rule. */
  readonly remediation: Scalars['String']['output'];
  /** Changes of policies that were verified to end it; empty where none was found, or where no policy has to change. */
  readonly remedies: ReadonlyArray<Remedy>;
  /** The rule that found it, by its id. */
  readonly rule: Scalars['String']['output'];
  /** How much it matters. */
  readonly severity: Severity;
  /** What it is about. */
  readonly subject: Entity;
  /** Why it is not to be shown; null where no suppression is in force. */
  readonly suppression: Maybe<Suppression>;
  /** What holds, in a sentence or two. */
  readonly text: Scalars['String']['output'];
  /** What the rule looks for, in a few words. */
  readonly title: Scalars['String']['output'];
  /** Why that matters. */
  readonly why: Scalars['String']['output'];
};

/** A page of findings, worst first. */
export type FindingConnection = {
  readonly __typename?: 'FindingConnection';
  /** What was not collected and could add findings, or take some away. */
  readonly completeness: Completeness;
  /** How many there are of each severity, worst first, of those that pass the filter, severities aside. */
  readonly counts: ReadonlyArray<Count>;
  /** The same with their cursors. */
  readonly edges: ReadonlyArray<FindingEdge>;
  /** Suppressions about the rules that were asked which leave nothing out, in the order of the file: those that have ended, and those about nothing that was found. Where something was not collected, what they are about may hide there. */
  readonly idleSuppressions: ReadonlyArray<IdleSuppression>;
  /** The findings of this page. */
  readonly nodes: ReadonlyArray<Finding>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many findings pass the filter. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A finding with its cursor. */
export type FindingEdge = {
  readonly __typename?: 'FindingEdge';
  /** Give it as `after` to read on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The finding. */
  readonly node: Finding;
};

/** Narrows findings; all that is given must hold. Suppressed ones are left out unless asked for. */
export type FindingFilter = {
  /** Only findings about something of these accounts. */
  readonly accounts?: InputMaybe<ReadonlyArray<Scalars['AccountId']['input']>>;
  /** Also those that a suppression in force leaves out. */
  readonly includeSuppressed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only findings of these rules, by their ids, which docs/findings.md lists. */
  readonly rules?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only findings that matter so much. */
  readonly severities?: InputMaybe<ReadonlyArray<Severity>>;
};

/** A function of Lambda. */
export type Function = Entity &
  Node &
  Resource & {
    readonly __typename?: 'Function';
    /** The account that owns it. */
    readonly account: Maybe<Account>;
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** Its URL; null where it has none, or none is known. */
    readonly functionUrl: Maybe<FunctionUrl>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** Whether the dump lists it; otherwise only a policy names it. */
    readonly isCollected: Scalars['Boolean']['output'];
    /** Whether its policy was asked for and could be read, so that no policy means none. */
    readonly isPolicyCollected: Scalars['Boolean']['output'];
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** Whatever else the dump states of it, as it stands there. */
    readonly properties: Scalars['ResourceProperties']['output'];
    /** The region that it stands in; null for a resource of no region, or where that is not known. */
    readonly region: Maybe<Scalars['String']['output']>;
    /** Its resource policy; null where it has none, or where `isPolicyCollected` is false. */
    readonly resourcePolicy: Maybe<Policy>;
    /** The role that it runs as; null where it was not collected. */
    readonly role: Maybe<Role>;
    /** Its tags. */
    readonly tags: ReadonlyArray<Tag>;
    /** Its type as CloudFormation names it, such as `AWS::Lambda::Function`. */
    readonly type: Scalars['String']['output'];
  };

/** The URL of a function. */
export type FunctionUrl = {
  readonly __typename?: 'FunctionUrl';
  /** NONE or AWS_IAM: without, whoever reaches the URL makes unsigned requests. */
  readonly authType: Scalars['String']['output'];
  /** The URL. */
  readonly url: Maybe<Scalars['String']['output']>;
};

/** One thing missing: may it hide access, or show access that it would forbid? A source never collected is a gap here, not a need. */
export type Gap = {
  readonly __typename?: 'Gap';
  /** The account that it is about, if one. */
  readonly account: Maybe<Scalars['AccountId']['output']>;
  /** The kind of thing that is missing. */
  readonly kind: GapKind;
  /** Access may exist that the answer does not show. */
  readonly mayHide: Scalars['Boolean']['output'];
  /** Access may be shown that what is missing would forbid. */
  readonly mayOverstate: Scalars['Boolean']['output'];
  /** The ARN, name or service that it is about. */
  readonly subject: Maybe<Scalars['String']['output']>;
  /** The same in one sentence for people. */
  readonly text: Scalars['String']['output'];
};

/** The kind of thing that is missing. */
export type GapKind =
  /** The IAM details of an account were not collected. */
  | 'ACCOUNT_NOT_COLLECTED'
  /** An ARN of the question is not in the graph. */
  | 'ARN_UNKNOWN'
  /** Passwords, MFA and access keys of users, or when roles were last used, were not collected. */
  | 'CREDENTIALS_NOT_COLLECTED'
  /** A listing was cut off before its last page. */
  | 'LISTING_INCOMPLETE'
  /** The organisation, or a part of it such as its control policies, was not collected. */
  | 'ORGANIZATION_NOT_COLLECTED'
  /** A part of the dump could not be read and was left out because of --lenient. */
  | 'PART_UNREADABLE'
  /** The snapshot names a policy but lacks its document. */
  | 'POLICY_DOCUMENT_MISSING'
  /** The copy that ships with the product stands in for a document that the dump lacks. */
  | 'POLICY_SUBSTITUTED'
  /** A resource's policy was not collected, or a setting of it or its account that bears on access: access control list, public access block, grants. */
  | 'RESOURCE_POLICY_NOT_COLLECTED'
  /** A way into the role leads through a service that is not evaluated yet. */
  | 'SERVICE_NOT_COVERED'
  /** The search looked at as many edges as it may, and there may be more. */
  | 'WORK_BUDGET_SPENT';

/** One complete graph, swapped in whole. An operation reads exactly one. */
export type Generation = Node & {
  readonly __typename?: 'Generation';
  /** The day of the table of AWS's actions with which questions about it are answered, as `YYYY-MM-DD`. */
  readonly actionsAsOf: Scalars['String']['output'];
  /** When the snapshot was collected from AWS; null when the dump does not say. */
  readonly collectedAt: Maybe<Scalars['DateTime']['output']>;
  /** Everything that is known to be missing from the snapshot. */
  readonly completeness: Completeness;
  /** How many nodes and relationships there are, by label and type. */
  readonly counts: ReadonlyArray<Count>;
  /** When it was derived. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** A hash of the canonical snapshot and the version of the rules: the same input again makes no new generation. */
  readonly id: Scalars['ID']['output'];
  /** Whether an operation without @at reads it. */
  readonly isCurrent: Scalars['Boolean']['output'];
  /** The version of engine and rules that derived it. */
  readonly rules: Scalars['String']['output'];
  /** The dumps that it was made from, as they were named. */
  readonly sources: ReadonlyArray<Scalars['String']['output']>;
};

/** A page of generations, newest first. */
export type GenerationConnection = {
  readonly __typename?: 'GenerationConnection';
  /** The same with their cursors. */
  readonly edges: ReadonlyArray<GenerationEdge>;
  /** The generations of this page. */
  readonly nodes: ReadonlyArray<Generation>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many generations can be read. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A generation with its cursor. */
export type GenerationEdge = {
  readonly __typename?: 'GenerationEdge';
  /** Give it as `after` to read on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The generation. */
  readonly node: Generation;
};

/** What the caller states about the request. A value fills a key where its position leaves it open; where the session or the request fixes it, the fixed value stands. What contradicts every request of the question is BAD_USER_INPUT. A statement with `resource` beats one without. */
export type Given = {
  /** Keys that the request does not carry. */
  readonly absent?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Keys that requests on one ARN do not carry. */
  readonly absentFor?: InputMaybe<ReadonlyArray<AbsentKey>>;
  /** Keys and their values. */
  readonly context?: InputMaybe<ReadonlyArray<ContextValue>>;
  /** What every other key is. A key that AWS always sends is never absent; a key of a session that was not described stays unknown. */
  readonly missingContext?: InputMaybe<MissingContext>;
  /** The session with which the principal that starts makes its first request. */
  readonly session?: InputMaybe<SessionInput>;
};

/** An edge alone, nothing given: the key for drawing it once, and where its evidence is fetched when somebody opens it. */
export type GraphEdge = Node & {
  readonly __typename?: 'GraphEdge';
  /** The action that is called; of several, the first. */
  readonly action: Maybe<Scalars['String']['output']>;
  /** The decision with nothing given. */
  readonly decision: Decision;
  /** Why. */
  readonly evidence: Evidence;
  /** Where it starts. */
  readonly from: Entity;
  /** It follows from ends, kind, action and technique. */
  readonly id: Scalars['ID']['output'];
  /** How its start leads to its end. */
  readonly kind: EdgeKind;
  /** What it needs; null when nothing. */
  readonly needs: Maybe<Needs>;
  /** The id of the rule that derived it; null for CAN_PERFORM, which none does. */
  readonly rule: Maybe<Scalars['String']['output']>;
  /** The technique by which it is done; null for what is no technique. */
  readonly technique: Maybe<Technique>;
  /** Where it ends. */
  readonly to: Entity;
};

/** An IAM group. */
export type Group = Entity &
  Node & {
    readonly __typename?: 'Group';
    /** The account that it belongs to. */
    readonly account: Account;
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** The users that are members of it, by ARN. */
    readonly members: PrincipalConnection;
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** The path in its ARN, such as `/team/`. */
    readonly path: Scalars['String']['output'];
    /** Policies attached to the group. */
    readonly policies: ReadonlyArray<PolicyAttachment>;
  };

/** An IAM group. */
export type GroupMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** One edge in its place on a path, under `given`: what it needs and shows may differ from the edge alone. */
export type Hop = {
  readonly __typename?: 'Hop';
  /** The action that is called; of several, the first. */
  readonly action: Maybe<Scalars['String']['output']>;
  /** The decision in this position. */
  readonly decision: Decision;
  /** The same edge alone. */
  readonly edge: GraphEdge;
  /** Why. */
  readonly evidence: Evidence;
  /** Where the hop starts. */
  readonly from: Entity;
  /** Its place on the path, from 0. */
  readonly index: Scalars['Int']['output'];
  /** How its start leads to its end. */
  readonly kind: EdgeKind;
  /** What this hop needs in this position; null when nothing. */
  readonly needs: Maybe<Needs>;
  /** The technique by which it is done; null for what is no technique. */
  readonly technique: Maybe<Technique>;
  /** Where the hop ends. */
  readonly to: Entity;
};

/** A SAML or OIDC provider that an account has set up. */
export type IdentityProvider = Entity &
  Node & {
    readonly __typename?: 'IdentityProvider';
    /** The account that it belongs to. */
    readonly account: Account;
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** The client ids (audiences) that an OIDC provider admits. */
    readonly clientIds: ReadonlyArray<Scalars['String']['output']>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** Its protocol. */
    readonly kind: ProviderKind;
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** The URL of an OIDC provider. */
    readonly url: Maybe<Scalars['String']['output']>;
  };

/** An entry of the suppression file that leaves nothing out. */
export type IdleSuppression = {
  readonly __typename?: 'IdleSuppression';
  /** The finding that it names by its id; null where it names a rule. */
  readonly finding: Maybe<Scalars['ID']['output']>;
  /** How many findings it is about, whatever severities and accounts are asked for. */
  readonly findingCount: Scalars['Int']['output'];
  /** Whether it has ended. What it is about counts again, unless another suppression is in force. */
  readonly hasEnded: Scalars['Boolean']['output'];
  /** The reason, as whoever suppressed it wrote it. */
  readonly reason: Scalars['String']['output'];
  /** The rule that it names, or that of its finding. */
  readonly rule: Scalars['String']['output'];
  /** What of that rule it is about, as the file says it; null where it names a finding, or all that the rule finds. */
  readonly subject: Maybe<Scalars['String']['output']>;
  /** When it ends; null where it has no end. */
  readonly until: Maybe<Scalars['DateTime']['output']>;
};

/** An EC2 instance profile. */
export type InstanceProfile = Entity &
  Node & {
    readonly __typename?: 'InstanceProfile';
    /** The account that it belongs to. */
    readonly account: Account;
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** The role that it holds, if any. */
    readonly role: Maybe<Role>;
  };

/** A key of KMS. */
export type Key = Entity &
  Node &
  Resource & {
    readonly __typename?: 'Key';
    /** The account that owns it. */
    readonly account: Maybe<Account>;
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** Its grants; null where they were not collected, or cannot be read. */
    readonly grants: Maybe<ReadonlyArray<KeyGrant>>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** Whether the dump lists it; otherwise only a policy names it. */
    readonly isCollected: Scalars['Boolean']['output'];
    /** Whether its policy was asked for and could be read, so that no policy means none. */
    readonly isPolicyCollected: Scalars['Boolean']['output'];
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** Whatever else the dump states of it, as it stands there. */
    readonly properties: Scalars['ResourceProperties']['output'];
    /** The region that it stands in; null for a resource of no region, or where that is not known. */
    readonly region: Maybe<Scalars['String']['output']>;
    /** Its resource policy; null where it has none, or where `isPolicyCollected` is false. */
    readonly resourcePolicy: Maybe<Policy>;
    /** Its tags. */
    readonly tags: ReadonlyArray<Tag>;
    /** Its type as CloudFormation names it, such as `AWS::KMS::Key`. */
    readonly type: Scalars['String']['output'];
  };

/** A grant of a KMS key. */
export type KeyGrant = {
  readonly __typename?: 'KeyGrant';
  /** What the encryption context has to hold; empty where anything will do. */
  readonly encryptionContext: ReadonlyArray<Tag>;
  /** Who may use the key: an ARN, or a service. */
  readonly grantee: Scalars['String']['output'];
  /** Whether the encryption context may hold nothing else. */
  readonly isContextExact: Scalars['Boolean']['output'];
  /** The operations that it allows, such as Decrypt. */
  readonly operations: ReadonlyArray<Scalars['String']['output']>;
  /** Who may retire the grant besides; null where nobody is named. */
  readonly retiring: Maybe<Scalars['String']['output']>;
  /** What the request has to be made for; null where anything will do. */
  readonly sourceArn: Maybe<Scalars['String']['output']>;
};

/** What one layer says; SCPs and RCPs give one for each level of the organisation. */
export type Layer = {
  readonly __typename?: 'Layer';
  /** The root, unit or account of an SCP or RCP level; null for the other kinds. */
  readonly at: Maybe<Entity>;
  /** Without it the decision would be another. */
  readonly isDecisive: Scalars['Boolean']['output'];
  /** The kind of policy. */
  readonly kind: LayerKind;
  /** What it says. */
  readonly outcome: LayerOutcome;
  /** The statements that made the outcome. */
  readonly statements: ReadonlyArray<StatementReference>;
  /** The same as one sentence. */
  readonly text: Scalars['String']['output'];
};

/** One kind of policy in a decision. */
export type LayerKind =
  /** The access control list of an S3 bucket or object. */
  | 'ACL'
  /** The principal's permissions boundary. */
  | 'BOUNDARY'
  /** The policy of a VPC endpoint through which the request comes. */
  | 'ENDPOINT'
  /** Policies attached to the principal and its groups. */
  | 'IDENTITY'
  /** Grants of a KMS key. */
  | 'KMS_GRANT'
  /** S3's RestrictPublicBuckets, at the bucket or access point, the account or the organisation. */
  | 'PUBLIC_ACCESS_BLOCK'
  /** Resource control policies at one level of the organisation. */
  | 'RCP'
  /** The policy of what is asked for; a role's trust policy. */
  | 'RESOURCE'
  /** Service control policies at one level of the organisation. */
  | 'SCP'
  /** The session's own policies. */
  | 'SESSION';

/** What a layer says. */
export type LayerOutcome =
  /** A statement allows. */
  | 'ALLOWED'
  /** It depends on what the request brings. */
  | 'CONDITIONAL'
  /** It does not bind this caller. */
  | 'EXEMPT'
  /** A statement forbids. */
  | 'EXPLICIT_DENY'
  /** There is no policy of this kind. */
  | 'NOT_ATTACHED'
  /** Nothing in it matched. */
  | 'SILENT'
  /** It is attached, but was not collected. */
  | 'UNKNOWN';

/** What a context key is that the caller does not state. */
export type MissingContext =
  /** It is not in the request. */
  | 'ABSENT'
  /** It is open: the request may bring it or not. */
  | 'UNKNOWN';

/** A condition on the request. */
export type Need = {
  readonly __typename?: 'Need';
  /** The hop whose request it is about, from 0; null outside a path. What a session carries is asked for at the hop that creates the session, so a hop may need something of an earlier one. */
  readonly hop: Maybe<Scalars['Int']['output']>;
  /** The condition must not hold (it stands in a Deny). */
  readonly isNegated: Scalars['Boolean']['output'];
  /** The context key; null for the other kinds. */
  readonly key: Maybe<Scalars['String']['output']>;
  /** What it is about. */
  readonly kind: NeedKind;
  /** As AWS writes it, set prefix and IfExists included (`ForAnyValue:StringLikeIfExists`). */
  readonly operator: Scalars['String']['output'];
  /** The statement that asks for it. */
  readonly statement: Maybe<StatementReference>;
  /** The same in words. */
  readonly text: Scalars['String']['output'];
  /** The values as the policy writes them, known variables filled. */
  readonly values: ReadonlyArray<Scalars['String']['output']>;
};

/** What a need is about. */
export type NeedKind =
  /** That it is one of some actions, of those that the pattern asked about means. */
  | 'ACTION'
  /** A context key of the request. */
  | 'CONTEXT'
  /** That it is one of some resources, of those that the pattern asked about means. */
  | 'RESOURCE'
  /** The session of one name. */
  | 'SESSION';

/** One alternative: every need, and that each document the snapshot names but lacks would let it pass. */
export type NeedSet = {
  readonly __typename?: 'NeedSet';
  /** Every one of them has to hold. */
  readonly all: ReadonlyArray<Need>;
  /** Documents that are missing and would have to let it pass. */
  readonly unread: ReadonlyArray<Gap>;
};

/** What a CONDITIONAL decision depends on: any one alternative, all of it. Alternatives are minimal, shortest first; null needs mean none. */
export type Needs = {
  readonly __typename?: 'Needs';
  /** Any one of them suffices. */
  readonly alternatives: ReadonlyArray<NeedSet>;
  /** All of it as one sentence. */
  readonly text: Scalars['String']['output'];
  /** There are more alternatives than are shown. */
  readonly truncated: Scalars['Boolean']['output'];
};

/** Whatever can be fetched again by its id. */
export type Node = {
  /** Global and opaque; the same in every generation and in every store. */
  readonly id: Scalars['ID']['output'];
};

/** Who owns objects that others write to a bucket, as S3 names it. More values are added as AWS adds them. */
export type ObjectOwnership =
  /** The bucket's account owns every object, and access control lists do not count. */
  | 'BucketOwnerEnforced'
  /** The bucket's account owns what is written with the list `bucket-owner-full-control`. */
  | 'BucketOwnerPreferred'
  /** Whoever writes an object owns it. */
  | 'ObjectWriter';

/** An organisation of the snapshot; a snapshot may have several, or none. */
export type Organization = Entity &
  Node & {
    readonly __typename?: 'Organization';
    /** The account that it belongs to, or null for what belongs to none. */
    readonly account: Maybe<Account>;
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** Its management account, which no SCP or RCP binds. */
    readonly managementAccount: Account;
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** AWS's id of it (`o-…`). */
    readonly organizationId: Scalars['ID']['output'];
    /** Its roots. */
    readonly roots: ReadonlyArray<OrganizationalUnit>;
  };

/** A unit of the organisation, or its root, which has no parent. */
export type OrganizationalUnit = Entity &
  Node & {
    readonly __typename?: 'OrganizationalUnit';
    /** The account that it belongs to, or null for what belongs to none. */
    readonly account: Maybe<Account>;
    /** The accounts directly under it, by ARN. */
    readonly accounts: AccountConnection;
    /** Its ARN, or null since it has none. */
    readonly arn: Maybe<Scalars['Arn']['output']>;
    /** The units directly under it. */
    readonly children: ReadonlyArray<OrganizationalUnit>;
    /** SCPs and RCPs attached to it, without those of its parents. */
    readonly controlPolicies: ReadonlyArray<PolicyAttachment>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** The unit or root that it stands under; null for a root. */
    readonly parent: Maybe<OrganizationalUnit>;
    /** AWS's id of it (`ou-…`, `r-…`). */
    readonly unitId: Scalars['ID']['output'];
  };

/** A unit of the organisation, or its root, which has no parent. */
export type OrganizationalUnitAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A resource that has no type of its own here. */
export type OtherResource = Entity &
  Node &
  Resource & {
    readonly __typename?: 'OtherResource';
    /** The account that owns it. */
    readonly account: Maybe<Account>;
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** Whether the dump lists it; otherwise only a policy names it. */
    readonly isCollected: Scalars['Boolean']['output'];
    /** Whether its policy was asked for and could be read, so that no policy means none. */
    readonly isPolicyCollected: Scalars['Boolean']['output'];
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** Whatever else the dump states of it, as it stands there. */
    readonly properties: Scalars['ResourceProperties']['output'];
    /** The region that it stands in; null for a resource of no region, or where that is not known. */
    readonly region: Maybe<Scalars['String']['output']>;
    /** Its resource policy; null where it has none, or where `isPolicyCollected` is false. */
    readonly resourcePolicy: Maybe<Policy>;
    /** Its tags. */
    readonly tags: ReadonlyArray<Tag>;
    /** Its type as CloudFormation names it, such as `AWS::EC2::Instance`. */
    readonly type: Scalars['String']['output'];
  };

/** Where a page stands in its listing. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** The cursor of the last row, or null on an empty page. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether rows follow this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether rows come before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first row, or null on an empty page. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** A path without loops. It is ALLOWED only when every hop is, in its position. */
export type Path = {
  readonly __typename?: 'Path';
  /** Whether some hop leads from one account into another. */
  readonly crossesAccounts: Scalars['Boolean']['output'];
  /** The decision of the whole path. */
  readonly decision: Decision;
  /** Where it starts. */
  readonly from: Entity;
  /** What was not collected and could change this path. */
  readonly gaps: ReadonlyArray<Gap>;
  /** Its hops in order; none when the start is the end. */
  readonly hops: ReadonlyArray<Hop>;
  /** How many hops it has. */
  readonly length: Scalars['Int']['output'];
  /** The conjunction of what its hops need, each need with its hop; null when it needs nothing. */
  readonly needs: Maybe<Needs>;
  /** The path as a sentence. */
  readonly text: Scalars['String']['output'];
  /** Where it ends. */
  readonly to: Entity;
};

/** The shortest paths; not counted, since their number can be astronomical. A search cut short is a gap. */
export type PathConnection = {
  readonly __typename?: 'PathConnection';
  /** What is missing that bears on this answer. */
  readonly completeness: Completeness;
  /** The same with their cursors. */
  readonly edges: ReadonlyArray<PathEdge>;
  /** The paths of this page. */
  readonly nodes: ReadonlyArray<Path>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** The paths of this page with all that decides them, which `permgraph verify` decides again. Null, with an error, where an end is a pattern whose decision no request tells. */
  readonly proof: Maybe<Scalars['Proof']['output']>;
};

/** A path with its cursor. */
export type PathEdge = {
  readonly __typename?: 'PathEdge';
  /** Give it as `after` to read on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The path. */
  readonly node: Path;
};

/** One end of a path: exactly one field. A Boolean has to be true. `outside` and `anyone` only start a path, `resource` only ends one. */
export type PathEnd =
  /** As a start an account's users and roles (the account itself where it was not collected), as an end its roles, users and root user. */
  | {
      readonly account: Scalars['AccountId']['input'];
      readonly administrator?: never;
      readonly administratorOf?: never;
      readonly anyone?: never;
      readonly arn?: never;
      readonly node?: never;
      readonly organizationalUnit?: never;
      readonly outside?: never;
      readonly principals?: never;
      readonly resource?: never;
    } /** Every administrator, or control of any account; one that is CONDITIONAL makes the path so. */
  | {
      readonly account?: never;
      readonly administrator: Scalars['Boolean']['input'];
      readonly administratorOf?: never;
      readonly anyone?: never;
      readonly arn?: never;
      readonly node?: never;
      readonly organizationalUnit?: never;
      readonly outside?: never;
      readonly principals?: never;
      readonly resource?: never;
    } /** The administrators, or control, of this account. */
  | {
      readonly account?: never;
      readonly administrator?: never;
      readonly administratorOf: Scalars['AccountId']['input'];
      readonly anyone?: never;
      readonly arn?: never;
      readonly node?: never;
      readonly organizationalUnit?: never;
      readonly outside?: never;
      readonly principals?: never;
      readonly resource?: never;
    } /** Anyone at all, signed in or not. */
  | {
      readonly account?: never;
      readonly administrator?: never;
      readonly administratorOf?: never;
      readonly anyone: Scalars['Boolean']['input'];
      readonly arn?: never;
      readonly node?: never;
      readonly organizationalUnit?: never;
      readonly outside?: never;
      readonly principals?: never;
      readonly resource?: never;
    } /** A principal. A group stands for its members, an identity provider for all it admits. */
  | {
      readonly account?: never;
      readonly administrator?: never;
      readonly administratorOf?: never;
      readonly anyone?: never;
      readonly arn: Scalars['Arn']['input'];
      readonly node?: never;
      readonly organizationalUnit?: never;
      readonly outside?: never;
      readonly principals?: never;
      readonly resource?: never;
    } /** A node without an ARN, such as a FederatedIdentity. */
  | {
      readonly account?: never;
      readonly administrator?: never;
      readonly administratorOf?: never;
      readonly anyone?: never;
      readonly arn?: never;
      readonly node: Scalars['ID']['input'];
      readonly organizationalUnit?: never;
      readonly outside?: never;
      readonly principals?: never;
      readonly resource?: never;
    } /** Every principal under a unit or root, by AWS's id (`ou-…`, `r-…`). */
  | {
      readonly account?: never;
      readonly administrator?: never;
      readonly administratorOf?: never;
      readonly anyone?: never;
      readonly arn?: never;
      readonly node?: never;
      readonly organizationalUnit: Scalars['ID']['input'];
      readonly outside?: never;
      readonly principals?: never;
      readonly resource?: never;
    } /** Everybody in none of the snapshot's organisations: accounts, identity providers' users, Anyone. */
  | {
      readonly account?: never;
      readonly administrator?: never;
      readonly administratorOf?: never;
      readonly anyone?: never;
      readonly arn?: never;
      readonly node?: never;
      readonly organizationalUnit?: never;
      readonly outside: Scalars['Boolean']['input'];
      readonly principals?: never;
      readonly resource?: never;
    } /** Principals by filter: tags, kinds, accounts, ARNs. */
  | {
      readonly account?: never;
      readonly administrator?: never;
      readonly administratorOf?: never;
      readonly anyone?: never;
      readonly arn?: never;
      readonly node?: never;
      readonly organizationalUnit?: never;
      readonly outside?: never;
      readonly principals: PrincipalFilter;
      readonly resource?: never;
    } /** Being able to do an action to a resource: the last hop is CAN_PERFORM. */
  | {
      readonly account?: never;
      readonly administrator?: never;
      readonly administratorOf?: never;
      readonly anyone?: never;
      readonly arn?: never;
      readonly node?: never;
      readonly organizationalUnit?: never;
      readonly outside?: never;
      readonly principals?: never;
      readonly resource: ResourceEnd;
    };

/** Narrows paths. */
export type PathFilter = {
  /** Nodes that a path never touches, its ends included. */
  readonly avoid?: InputMaybe<ReadonlyArray<Scalars['Arn']['input']>>;
  /** Whether some hop leads from one account into another. */
  readonly crossesAccounts?: InputMaybe<Scalars['Boolean']['input']>;
  /** The decisions to show. */
  readonly decisions?: InputMaybe<ReadonlyArray<Decision>>;
};

/** Actions of one service and level on the same resources under the same decision. Rows add to each other: what one of them allows is allowed. */
export type Permission = {
  readonly __typename?: 'Permission';
  /** AWS's level of its actions; of an action with several the one that says most: PERMISSIONS_MANAGEMENT, then TAGGING. */
  readonly accessLevel: AccessLevel;
  /** The actions, as AWS writes them. What AWS does not document has a row only where a policy allows it by its full name. */
  readonly actions: ReadonlyArray<Scalars['String']['output']>;
  /** What AWS would say, of every resource alike; CONDITIONAL also where it depends on which it is. */
  readonly decision: Decision;
  /** Why, for the first of the actions on the first of the resources. */
  readonly evidence: Evidence;
  /** What was not collected and could change this row. */
  readonly gaps: ReadonlyArray<Gap>;
  /** What a CONDITIONAL decision depends on; null otherwise. Needs of kind RESOURCE say which of what the patterns mean. */
  readonly needs: Maybe<Needs>;
  /** ARNs, and patterns as the policy writes them. A pattern means those resources of the principal's own account that the actions can be done to, whether the graph has them or not; `*` all of them, and the request of an action that takes none. Resources of other accounts stand with their ARNs, or by patterns for what is in them. */
  readonly resources: ReadonlyArray<Scalars['String']['output']>;
  /** The prefix of its actions: `s3`. */
  readonly service: Scalars['String']['output'];
};

/** A page of permissions by decision, then service, level, actions and resources. */
export type PermissionConnection = {
  readonly __typename?: 'PermissionConnection';
  /** What is missing that bears on this answer. */
  readonly completeness: Completeness;
  /** The same with their cursors. */
  readonly edges: ReadonlyArray<PermissionEdge>;
  /** The permissions of this page. */
  readonly nodes: ReadonlyArray<Permission>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many rows there are. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A permission with its cursor. */
export type PermissionEdge = {
  readonly __typename?: 'PermissionEdge';
  /** Give it as `after` to read on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The permission. */
  readonly node: Permission;
};

/** A permission set of IAM Identity Center, with the roles that it provisions. */
export type PermissionSet = Entity &
  Node & {
    readonly __typename?: 'PermissionSet';
    /** The account that its instance belongs to, or null where the dump does not say. */
    readonly account: Maybe<Account>;
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** Path and name of the customer managed policies that it attaches to its roles. */
    readonly customerPolicies: ReadonlyArray<Scalars['String']['output']>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** Its name, which stands in the names of its roles. */
    readonly name: Scalars['String']['output'];
    /** Its inline policy, AWS managed policies and boundary. Customer managed policies stand on its roles, since each account has its own. */
    readonly policies: ReadonlyArray<PolicyAttachment>;
    /** The roles that were provisioned for it in the accounts that were collected. */
    readonly roles: ReadonlyArray<Role>;
  };

/** A person in the directory behind IAM Identity Center, who signs in to the roles that are assigned. */
export type Person = Entity &
  Node &
  Principal & {
    readonly __typename?: 'Person';
    /** Null, since a directory belongs to no account. */
    readonly account: Maybe<Account>;
    /** Null, since a person has no account of its own; whose roles are administrators is a path. */
    readonly administrator: Maybe<Decision>;
    /** Null, since the directory gives it no ARN that policies could name. */
    readonly arn: Maybe<Scalars['Arn']['output']>;
    /** The name that is shown of the person, or null where none is known. */
    readonly displayName: Maybe<Scalars['String']['output']>;
    /** The directory groups that the person is a member of. */
    readonly groups: ReadonlyArray<DirectoryGroup>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** Whether the person is disabled, so that it cannot sign in. */
    readonly isDisabled: Scalars['Boolean']['output'];
    /** The name that the person signs in by, or its id in the directory where the dump does not list its users. */
    readonly name: Scalars['String']['output'];
    /** None: what a person can do is what the roles can do that it signs in to. */
    readonly policies: ReadonlyArray<PolicyAttachment>;
    /** The name that the person signs in by, or null where the dump does not list the directory's users. */
    readonly userName: Maybe<Scalars['String']['output']>;
  };

/** A policy of any kind. */
export type Policy = Entity &
  Node & {
    readonly __typename?: 'Policy';
    /** The account that it belongs to; null for a policy of AWS. */
    readonly account: Maybe<Account>;
    /** The ARN of a managed or control policy; null for the other kinds. */
    readonly arn: Maybe<Scalars['Arn']['output']>;
    /** What it is attached to: principals, groups, units and accounts, the role or the resource that it is a policy of. */
    readonly attachedTo: EntityConnection;
    /** The document in force; null when it was not collected. */
    readonly document: Maybe<Scalars['PolicyDocument']['output']>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** The copy that ships with the product stands in for a document that was not collected. */
    readonly isSubstitute: Scalars['Boolean']['output'];
    /** Where it lives. */
    readonly kind: PolicyKind;
    /** Its name; a trust policy is named after its role. */
    readonly name: Scalars['String']['output'];
    /** Whose inline, trust or resource policy it is; null for the other kinds. */
    readonly owner: Maybe<Entity>;
    /** The statements of that document, in order; empty when it was not collected. */
    readonly statements: ReadonlyArray<Scalars['PolicyStatement']['output']>;
    /** The version in force, of managed policies alone. */
    readonly versionId: Maybe<Scalars['String']['output']>;
  };

/** A policy of any kind. */
export type PolicyAttachedToArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A policy in force on a principal, group, unit or account. */
export type PolicyAttachment = {
  readonly __typename?: 'PolicyAttachment';
  /** The policy. */
  readonly policy: Policy;
  /** The principal itself, its group, or the unit or account that a control policy is attached to. */
  readonly through: Entity;
  /** What it is attached for. */
  readonly use: AttachmentUse;
};

/** Where a policy lives. */
export type PolicyKind =
  /** A managed policy of AWS. */
  | 'AWS_MANAGED'
  /** A managed policy of an account. */
  | 'CUSTOMER_MANAGED'
  /** A policy inside a user, group or role. */
  | 'INLINE'
  /** A resource's policy. */
  | 'RESOURCE'
  /** A resource control policy (RCP). */
  | 'RESOURCE_CONTROL'
  /** A service control policy (SCP). */
  | 'SERVICE_CONTROL'
  /** A role's trust policy. */
  | 'TRUST';

/** Whoever can make a request. Services, federated identities and Anyone have no ARN of their own. */
export type Principal = {
  /** The account that it belongs to, or null for what belongs to none. */
  readonly account: Maybe<Account>;
  /** Whether it can do everything in its account now, after all layers; how it could make itself able to is a path. Null when that is not known, or where it is of no account. */
  readonly administrator: Maybe<Decision>;
  /** Its ARN, or null since it has none. */
  readonly arn: Maybe<Scalars['Arn']['output']>;
  /** Global and opaque; the same in every generation and in every store. */
  readonly id: Scalars['ID']['output'];
  /** What people call it. */
  readonly name: Scalars['String']['output'];
  /** Policies in force, those of its groups and its boundary included. */
  readonly policies: ReadonlyArray<PolicyAttachment>;
};

/** A page of principals, by ARN, those without one last, by name. */
export type PrincipalConnection = {
  readonly __typename?: 'PrincipalConnection';
  /** The same with their cursors. */
  readonly edges: ReadonlyArray<PrincipalEdge>;
  /** The principals of this page. */
  readonly nodes: ReadonlyArray<Principal>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many principals there are that pass the filter. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A principal with its cursor. */
export type PrincipalEdge = {
  readonly __typename?: 'PrincipalEdge';
  /** Give it as `after` to read on from here. */
  readonly cursor: Scalars['String']['output'];
  /** The principal. */
  readonly node: Principal;
};

/** Narrows principals; all that is given must hold. */
export type PrincipalFilter = {
  /** Only these accounts. */
  readonly accounts?: InputMaybe<ReadonlyArray<Scalars['AccountId']['input']>>;
  /** Only these ARNs. */
  readonly arns?: InputMaybe<ReadonlyArray<Scalars['Arn']['input']>>;
  /** Only these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<PrincipalKind>>;
  /** Everything under a unit or root, by AWS's id (`ou-…`, `r-…`). */
  readonly organizationalUnit?: InputMaybe<Scalars['ID']['input']>;
  /** Tags that must be there. */
  readonly tags?: InputMaybe<ReadonlyArray<TagFilter>>;
  /** Found anywhere in name or ARN; ASCII letters ignore case. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

/** Kinds of principal, one for each implementation of Principal. More are added as they are built. */
export type PrincipalKind =
  /** An account whose own principals are not known. */
  | 'ACCOUNT'
  /** Every caller without a node of its own. */
  | 'ANYONE'
  /** Those users of an identity provider whom a trust policy admits. */
  | 'FEDERATED_IDENTITY'
  /** A person in the directory behind IAM Identity Center. */
  | 'PERSON'
  /** An IAM role. */
  | 'ROLE'
  /** The root user of an account. */
  | 'ROOT_USER'
  /** An AWS service. */
  | 'SERVICE'
  /** An IAM user. */
  | 'USER';

/** Protocol of an identity provider. */
export type ProviderKind =
  /** OpenID Connect. */
  | 'OIDC'
  /** SAML 2.0. */
  | 'SAML';

/** Switches of S3's public access block. IgnorePublicAcls and RestrictPublicBuckets bear on requests, the others on writes alone. */
export type PublicAccessBlock = {
  readonly __typename?: 'PublicAccessBlock';
  /** Access control lists that let the public in cannot be written. */
  readonly blockPublicAcls: Scalars['Boolean']['output'];
  /** Bucket policies that let the public in cannot be written. */
  readonly blockPublicPolicy: Scalars['Boolean']['output'];
  /** What access control lists grant to the public does not count. */
  readonly ignorePublicAcls: Scalars['Boolean']['output'];
  /** A bucket policy that lets the public in admits nobody but the bucket's account and services. */
  readonly restrictPublicBuckets: Scalars['Boolean']['output'];
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type Query = {
  readonly __typename?: 'Query';
  /** An account by its number, or null. */
  readonly account: Maybe<Account>;
  /** Accounts of the organisation, and outside ones that it trusts. */
  readonly accounts: Maybe<AccountConnection>;
  /** What lies behind a principal, summed up: everybody to whom a path leads that holds in position, as `paths` judges it. Those who start are not counted. Where the work budget ends before that is known of somebody, completeness says so. */
  readonly blastRadius: Maybe<BlastRadius>;
  /** Whether AWS would let this request pass, and why: any principal, any action, any resource. */
  readonly canPerform: Maybe<AccessDecision>;
  /** The same for up to 200 requests, in their order. */
  readonly canPerformEach: Maybe<ReadonlyArray<AccessDecision>>;
  /** The fewest edges whose removal leaves no path, each set checked by asking again without it, in position. An end that starts is left out: nothing cuts a path of no hops. */
  readonly chokePoints: Maybe<ChokePoints>;
  /** Which accounts (or Anyone) can get into which over CAN_ASSUME and CAN_FEDERATE, a row for each ordered pair. */
  readonly crossAccountAccess: Maybe<CrossAccountConnection>;
  /** What is open to Anyone, to accounts that are not of the organisation, or to every customer of a service: resources by their policies, access control lists and grants, roles by their trust. Decided with all layers, so that what an RCP or the public access block closes is not exposed. Rows are by decision, then whom it is open to, then the resource. */
  readonly exposure: Maybe<AccessConnection>;
  /** What should be acted on, worst first: then by rule, then ARN (or name) of the subject. */
  readonly findings: Maybe<FindingConnection>;
  /** The generation that this operation reads; poll its id to learn of a new one. */
  readonly generation: Maybe<Generation>;
  /** Generations that can still be read, newest first. */
  readonly generations: Maybe<GenerationConnection>;
  /** Any node by its id, or null. */
  readonly node: Maybe<Node>;
  /** Up to 200 nodes, in the order of the ids; null where there is none. */
  readonly nodes: Maybe<ReadonlyArray<Maybe<Node>>>;
  /** The shortest paths over these kinds of edge: by length, then the nodes' ARNs (id where none), then edge ids. An end that holds already is a path of no hops. */
  readonly paths: Maybe<PathConnection>;
  /** A managed or control policy by its ARN; inline, trust and resource policies have an id only. */
  readonly policy: Maybe<Policy>;
  /** A principal by its ARN, or a service by its name; `…:root` is the RootUser where the account was collected. Null when it is not in the graph. */
  readonly principal: Maybe<Principal>;
  /** Principals by ARN, those without one last, by name. */
  readonly principals: Maybe<PrincipalConnection>;
  /** A resource by its ARN; null when the dump lists no such resource. */
  readonly resource: Maybe<Resource>;
  /** Which roles a principal can enter directly. */
  readonly rolesAssumableBy: Maybe<AssumptionConnection>;
  /** For a search box: ASCII letters ignore case, found anywhere in name or ARN; whole names first, then beginnings, then by ARN. */
  readonly search: Maybe<ReadonlyArray<Entity>>;
  /** What a principal can do after all layers, whoever's resources they are: what its own policies allow on the resources of its account, by the patterns that they write, and one by one the resources that are decided otherwise than such a pattern, and those of other accounts that let it in. */
  readonly whatCan: Maybe<PermissionConnection>;
  /** Who can do an action to a resource, whoever they are: users, roles, root users, services, outside accounts, the public. A pattern of actions (`s3:Get*`) or of resources (`bucket/*`) asks for some member: ALLOWED where every member is, CONDITIONAL where some are, and the needs say which. */
  readonly whoCan: Maybe<AccessConnection>;
  /** The same over every resource of a type in an account, as one question about some of them. */
  readonly whoCanAny: Maybe<AccessConnection>;
  /** Who can enter this role directly. */
  readonly whoCanAssume: Maybe<AssumptionConnection>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryAccountArgs = {
  id: Scalars['AccountId']['input'];
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<AccountFilter>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryBlastRadiusArgs = {
  edges?: InputMaybe<ReadonlyArray<EdgeKind>>;
  from: PathEnd;
  given?: InputMaybe<Given>;
  maxHops?: InputMaybe<Scalars['Int']['input']>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryCanPerformArgs = {
  request: AccessRequest;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryCanPerformEachArgs = {
  requests: ReadonlyArray<AccessRequest>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryChokePointsArgs = {
  edges?: InputMaybe<ReadonlyArray<EdgeKind>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from: PathEnd;
  given?: InputMaybe<Given>;
  maxHops?: InputMaybe<Scalars['Int']['input']>;
  to: PathEnd;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryCrossAccountAccessArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['AccountId']['input']>;
  given?: InputMaybe<Given>;
  maxHops?: InputMaybe<Scalars['Int']['input']>;
  to?: InputMaybe<Scalars['AccountId']['input']>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryExposureArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<ExposureFilter>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<FindingFilter>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryGenerationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryPathsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  edges?: InputMaybe<ReadonlyArray<EdgeKind>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from: PathEnd;
  given?: InputMaybe<Given>;
  maxHops?: InputMaybe<Scalars['Int']['input']>;
  to: PathEnd;
  where?: InputMaybe<PathFilter>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryPolicyArgs = {
  arn: Scalars['Arn']['input'];
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryPrincipalArgs = {
  arn: Scalars['Arn']['input'];
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryPrincipalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<PrincipalFilter>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryResourceArgs = {
  arn: Scalars['Arn']['input'];
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryRolesAssumableByArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  given?: InputMaybe<Given>;
  principal: Scalars['Arn']['input'];
  where?: InputMaybe<AssumptionFilter>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QuerySearchArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  text: Scalars['String']['input'];
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryWhatCanArgs = {
  action?: InputMaybe<Scalars['String']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  given?: InputMaybe<Given>;
  principal: Scalars['Arn']['input'];
  resource?: InputMaybe<Scalars['Arn']['input']>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryWhoCanArgs = {
  action: Scalars['String']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  given?: InputMaybe<Given>;
  resource: Scalars['Arn']['input'];
  where?: InputMaybe<AccessFilter>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryWhoCanAnyArgs = {
  account: Scalars['AccountId']['input'];
  action: Scalars['String']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  given?: InputMaybe<Given>;
  type: Scalars['String']['input'];
  where?: InputMaybe<AccessFilter>;
};

/** Every question. Without a loaded generation all of them fail with NO_GENERATION. */
export type QueryWhoCanAssumeArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  given?: InputMaybe<Given>;
  role: Scalars['Arn']['input'];
  where?: InputMaybe<AssumptionFilter>;
};

/** A smallest change that was verified to turn the decision into this one: a statement to add, a statement to change or take away, an AWS managed policy to detach, or a key to bring. */
export type Remedy = {
  readonly __typename?: 'Remedy';
  /** The statement to add. */
  readonly addition: Maybe<Scalars['PolicyStatement']['output']>;
  /** The root, unit or account of an SCP or RCP level; null for the other kinds. */
  readonly at: Maybe<Entity>;
  /** Who could make it. */
  readonly by: RemedyMaker;
  /** What the decision is once this change, and all that have to be made with it, are made. */
  readonly decision: Decision;
  /** The kind of policy to change; null for a key to bring. */
  readonly layer: Maybe<LayerKind>;
  /** What the request has to bring. */
  readonly need: Maybe<Need>;
  /** What that depends on; null unless it is CONDITIONAL. */
  readonly needs: Maybe<Needs>;
  /** The statement to change or take away, or that asks for the key; of an AWS managed policy to detach, its first one that matters; null for an addition. */
  readonly statement: Maybe<StatementReference>;
  /** The change as a sentence that can be sent to whoever could make it. */
  readonly text: Scalars['String']['output'];
  /** Changes that have to be made together with this one; empty where it alone turns the decision. */
  readonly with: ReadonlyArray<Remedy>;
};

/** Who could make a remedy. */
export type RemedyMaker =
  /** Whoever makes the request. */
  | 'CALLER'
  /** Whoever administers the organisation: its control policies, and the permission sets of IAM Identity Center. */
  | 'ORGANIZATION'
  /** Whoever administers IAM in the caller's account. */
  | 'PRINCIPAL_ACCOUNT'
  /** Whoever administers the resource. */
  | 'RESOURCE_ACCOUNT';

/** A resource of any type. Those that have a type of their own here implement this interface; the others are OtherResource. */
export type Resource = {
  /** The account that owns it. */
  readonly account: Maybe<Account>;
  /** Its ARN. */
  readonly arn: Scalars['Arn']['output'];
  /** Global and opaque; the same in every generation and in every store. */
  readonly id: Scalars['ID']['output'];
  /** Whether the dump lists it; otherwise only a policy names it. */
  readonly isCollected: Scalars['Boolean']['output'];
  /** Whether its policy was asked for and could be read, so that no policy means none. */
  readonly isPolicyCollected: Scalars['Boolean']['output'];
  /** What people call it. */
  readonly name: Scalars['String']['output'];
  /** Whatever else the dump states of it, as it stands there. */
  readonly properties: Scalars['ResourceProperties']['output'];
  /** The region that it stands in; null for a resource of no region, or where that is not known. */
  readonly region: Maybe<Scalars['String']['output']>;
  /** Its resource policy; null where it has none, or where `isPolicyCollected` is false. */
  readonly resourcePolicy: Maybe<Policy>;
  /** Its tags. */
  readonly tags: ReadonlyArray<Tag>;
  /** Its type as CloudFormation names it, such as `AWS::S3::Bucket`. */
  readonly type: Scalars['String']['output'];
};

/** A page of resources, by ARN. */
export type ResourceConnection = {
  readonly __typename?: 'ResourceConnection';
  /** The rows with their cursors. */
  readonly edges: ReadonlyArray<ResourceEdge>;
  /** The rows of the page. */
  readonly nodes: ReadonlyArray<Resource>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many rows all pages have together. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A resource with its cursor. */
export type ResourceEdge = {
  readonly __typename?: 'ResourceEdge';
  /** Where a next page would start. */
  readonly cursor: Scalars['String']['output'];
  /** The resource. */
  readonly node: Resource;
};

/** An action on a resource, as the end of a path. */
export type ResourceEnd = {
  /** The action, or, as a pattern, some of one service's actions. */
  readonly action: Scalars['String']['input'];
  /** The resource, or, with wildcards, some part of it, such as some object of a bucket; `*` for an action that takes none. */
  readonly arn: Scalars['Arn']['input'];
};

/** Narrows resources; all that is given must hold. */
export type ResourceFilter = {
  /** Tags that must be there. */
  readonly tags?: InputMaybe<ReadonlyArray<TagFilter>>;
  /** Found anywhere in name or ARN; ASCII letters ignore case. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** Only these types, as CloudFormation names them. */
  readonly types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** An IAM role; as a caller, any session of it. One that only a policy names (`isCollected` false) has what its ARN tells and no more. */
export type Role = Entity &
  Node &
  Principal & {
    readonly __typename?: 'Role';
    /** The account that it belongs to. */
    readonly account: Account;
    /** Whether it can do everything in its account now, after all layers; how it could make itself able to is a path. Null when that is not known, or where it is of no account. */
    readonly administrator: Maybe<Decision>;
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** When it was created. */
    readonly createdAt: Maybe<Scalars['DateTime']['output']>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** The EC2 instance profiles that hold it. */
    readonly instanceProfiles: ReadonlyArray<Scalars['Arn']['output']>;
    /** Whether its account was collected and it was there; otherwise only a policy names it, and only what its ARN tells is known. */
    readonly isCollected: Scalars['Boolean']['output'];
    /** Whether a service owns it; customers cannot change such a role. */
    readonly isServiceLinked: Scalars['Boolean']['output'];
    /** When it was last used, as far as AWS tracks it. */
    readonly lastUsedAt: Maybe<Scalars['DateTime']['output']>;
    /** How long a session of it may last, in seconds. */
    readonly maxSessionSeconds: Maybe<Scalars['Int']['output']>;
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** The path in its ARN, such as `/team/`. */
    readonly path: Scalars['String']['output'];
    /** Policies in force, those of its groups and its boundary included. */
    readonly policies: ReadonlyArray<PolicyAttachment>;
    /** Its tags. */
    readonly tags: ReadonlyArray<Tag>;
    /** Who may enter it; null when it was not collected. */
    readonly trustPolicy: Maybe<Policy>;
    /** AWS's unique id (`AIDA…`, `AROA…`). */
    readonly uniqueId: Maybe<Scalars['String']['output']>;
  };

/** The root user of a collected account or of a member of an organisation. It enters no role; as what is entered (sts:AssumeRoot) it is `…:root`. */
export type RootUser = Entity &
  Node &
  Principal & {
    readonly __typename?: 'RootUser';
    /** The account that it belongs to. */
    readonly account: Account;
    /** Whether it can do everything in its account now, after all layers; how it could make itself able to is a path. Null when that is not known, or where it is of no account. */
    readonly administrator: Maybe<Decision>;
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** What is known of its long-term credentials; null when not collected. */
    readonly credentials: Maybe<Credentials>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** Policies in force, those of its groups and its boundary included. */
    readonly policies: ReadonlyArray<PolicyAttachment>;
  };

/** An AWS service; its name is its service principal. */
export type Service = Entity &
  Node &
  Principal & {
    readonly __typename?: 'Service';
    /** The account that it belongs to, or null for what belongs to none. */
    readonly account: Maybe<Account>;
    /** Whether it can do everything in its account now, after all layers; how it could make itself able to is a path. Null when that is not known, or where it is of no account. */
    readonly administrator: Maybe<Decision>;
    /** Its ARN, or null since it has none. */
    readonly arn: Maybe<Scalars['Arn']['output']>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** Its service principal, such as `ec2.amazonaws.com`. */
    readonly name: Scalars['String']['output'];
    /** Policies in force, those of its groups and its boundary included. */
    readonly policies: ReadonlyArray<PolicyAttachment>;
  };

/** For which of its customers a service can make a request, by what the policies ask for; what the question states of one request changes nothing. */
export type ServiceReach = {
  readonly __typename?: 'ServiceReach';
  /** Context keys that narrow it; of a pattern of actions or resources, of all members together. */
  readonly by: ReadonlyArray<Scalars['String']['output']>;
  /** How far it reaches. */
  readonly kind: ServiceReachKind;
  /** The same as one sentence. */
  readonly text: Scalars['String']['output'];
};

/** How far a service's access reaches. */
export type ServiceReachKind =
  /** Any customer of the service, of whatever account, can have it make the request: nothing names for whom it has to act (the confused deputy). */
  | 'EVERY_CUSTOMER'
  /** Those alone whom `aws:SourceAccount`, `aws:SourceArn`, `aws:SourceOrgID`, `aws:SourceOrgPaths` or a key that says as much names. */
  | 'NARROWED'
  /** A service-linked role, which its service uses for itself and nobody passes. */
  | 'OWN_SERVICE'
  /** A service role: whoever may pass the role to the service, in the role's own account. */
  | 'PASSABLE';

/** A session, as far as it is known; what is left out is unknown. */
export type SessionInput = {
  /** Whether it was made by another role's session. */
  readonly chained?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether it was made with MFA. */
  readonly mfa?: InputMaybe<Scalars['Boolean']['input']>;
  /** The name of the session. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Its session policies. */
  readonly policies?: InputMaybe<ReadonlyArray<Scalars['PolicyDocument']['input']>>;
  /** The identity provider through which it was made, by ARN or name. */
  readonly provider?: InputMaybe<Scalars['Arn']['input']>;
  /** The source identity that it carries. */
  readonly sourceIdentity?: InputMaybe<Scalars['String']['input']>;
  /** All of its session tags. */
  readonly tags?: InputMaybe<ReadonlyArray<TagInput>>;
  /** The keys of those of its tags that travel into the next session. */
  readonly transitiveTagKeys?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** How much a finding matters. */
export type Severity =
  /** Whoever finds it has an account, or the data in it, today. */
  | 'CRITICAL'
  /** One more mistake away from that. */
  | 'HIGH'
  /** Worth knowing. */
  | 'INFORMATIONAL'
  /** Something that nobody needs and that will be a door one day. */
  | 'LOW'
  /** A door that should not be open. */
  | 'MEDIUM';

/** A statement that bore on a decision: where it stands, through what it applies, and what of it matched. */
export type StatementReference = {
  readonly __typename?: 'StatementReference';
  /** Through what the policy applies: the principal, its group, a unit, an account or the resource. */
  readonly attachedTo: Maybe<Entity>;
  /** Each of its conditions. */
  readonly conditions: ReadonlyArray<ConditionCheck>;
  /** Whether it allows or forbids. */
  readonly effect: Effect;
  /** The statement's place in its policy, from 0. */
  readonly index: Scalars['Int']['output'];
  /** The action, as the statement writes it, that matched. */
  readonly matchedAction: Maybe<Scalars['String']['output']>;
  /** The principal, as the statement writes it, that matched. */
  readonly matchedPrincipal: Maybe<Scalars['String']['output']>;
  /** The resource, as the statement writes it, that matched. */
  readonly matchedResource: Maybe<Scalars['String']['output']>;
  /** JSON pointer (RFC 6901) to the statement in its policy's document. */
  readonly pointer: Scalars['String']['output'];
  /** The policy that it stands in; null when the request brought the policy, and for an access control list or grants of a key, of which `statement` is what they amount to. */
  readonly policy: Maybe<Policy>;
  /** The name of that policy. */
  readonly policyName: Scalars['String']['output'];
  /** The statement's Sid, if it has one. */
  readonly sid: Maybe<Scalars['String']['output']>;
  /** The statement itself. */
  readonly statement: Scalars['PolicyStatement']['output'];
};

/** Why a finding is not to be shown, and until when. */
export type Suppression = {
  readonly __typename?: 'Suppression';
  /** The reason, as whoever suppressed it wrote it. */
  readonly reason: Scalars['String']['output'];
  /** When it ends; null where it has no end. */
  readonly until: Maybe<Scalars['DateTime']['output']>;
};

/** A key and value that AWS stores with a thing. */
export type Tag = {
  readonly __typename?: 'Tag';
  /** The tag's key as AWS stores it. */
  readonly key: Scalars['String']['output'];
  /** The tag's value, which may be empty. */
  readonly value: Scalars['String']['output'];
};

/** A tag that must be there, with one of these values when given. */
export type TagFilter = {
  /** The tag's key. */
  readonly key: Scalars['String']['input'];
  /** The values that will do; any when null. */
  readonly values?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A session tag. */
export type TagInput = {
  /** The tag's key. */
  readonly key: Scalars['String']['input'];
  /** The tag's value. */
  readonly value: Scalars['String']['input'];
};

/** A way of becoming somebody, with what it takes and where it is published. */
export type Technique = Node & {
  readonly __typename?: 'Technique';
  /** Its id: of the public catalogue where it is there. */
  readonly id: Scalars['ID']['output'];
  /** The permissions that it takes, joined: what the catalogue calls a path by. */
  readonly name: Scalars['String']['output'];
  /** The actions that have to be allowed. */
  readonly permissions: ReadonlyArray<Scalars['String']['output']>;
  /** The page of AWS, or of the public catalogue, that says so. */
  readonly reference: Maybe<Scalars['String']['output']>;
  /** What to change so that it is closed. */
  readonly remediation: Scalars['String']['output'];
  /** What is done, in a sentence. */
  readonly title: Scalars['String']['output'];
};

/** An IAM user. One that only a policy names (`isCollected` false) has what its ARN tells and no more. */
export type User = Entity &
  Node &
  Principal & {
    readonly __typename?: 'User';
    /** The account that it belongs to. */
    readonly account: Account;
    /** Whether it can do everything in its account now, after all layers; how it could make itself able to is a path. Null when that is not known, or where it is of no account. */
    readonly administrator: Maybe<Decision>;
    /** Its ARN. */
    readonly arn: Scalars['Arn']['output'];
    /** When it was created. */
    readonly createdAt: Maybe<Scalars['DateTime']['output']>;
    /** What is known of its long-term credentials; null when not collected. */
    readonly credentials: Maybe<Credentials>;
    /** The groups that it is a member of. */
    readonly groups: ReadonlyArray<Group>;
    /** Global and opaque; the same in every generation and in every store. */
    readonly id: Scalars['ID']['output'];
    /** Whether its account was collected and it was there; otherwise only a policy names it, and only what its ARN tells is known. */
    readonly isCollected: Scalars['Boolean']['output'];
    /** What people call it. */
    readonly name: Scalars['String']['output'];
    /** The path in its ARN, such as `/team/`. */
    readonly path: Scalars['String']['output'];
    /** Policies in force, those of its groups and its boundary included. */
    readonly policies: ReadonlyArray<PolicyAttachment>;
    /** Its tags. */
    readonly tags: ReadonlyArray<Tag>;
    /** AWS's unique id (`AIDA…`, `AROA…`). */
    readonly uniqueId: Maybe<Scalars['String']['output']>;
  };

export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<
  TResult,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<
  TResult,
  TKey extends string,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo,
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  obj: T,
  context: TContext,
  info: GraphQLResolveInfo,
) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<
  TResult = Record<PropertyKey, never>,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AbsentKey: AbsentKey;
  Access: ResolverTypeWrapper<AccessSource>;
  AccessConnection: ResolverTypeWrapper<
    Omit<AccessConnection, 'completeness' | 'edges' | 'nodes'> & {
      completeness: ResolversTypes['Completeness'];
      edges: ReadonlyArray<ResolversTypes['AccessEdge']>;
      nodes: ReadonlyArray<ResolversTypes['Access']>;
    }
  >;
  AccessDecision: ResolverTypeWrapper<AccessDecisionSource>;
  AccessDecisionSummary: ResolverTypeWrapper<DependentAction>;
  AccessEdge: ResolverTypeWrapper<Omit<AccessEdge, 'node'> & { node: ResolversTypes['Access'] }>;
  AccessFilter: AccessFilter;
  AccessKey: ResolverTypeWrapper<AccessKey>;
  AccessLevel: AccessLevel;
  AccessRequest: AccessRequest;
  AccessRoute: AccessRoute;
  Account: ResolverTypeWrapper<NodeOf<'Account'>>;
  AccountConnection: ResolverTypeWrapper<
    Omit<AccountConnection, 'edges' | 'nodes'> & {
      edges: ReadonlyArray<ResolversTypes['AccountEdge']>;
      nodes: ReadonlyArray<ResolversTypes['Account']>;
    }
  >;
  AccountControl: ResolverTypeWrapper<NodeOf<'AccountControl'>>;
  AccountEdge: ResolverTypeWrapper<Omit<AccountEdge, 'node'> & { node: ResolversTypes['Account'] }>;
  AccountFilter: AccountFilter;
  AccountId: ResolverTypeWrapper<Scalars['AccountId']['output']>;
  AccountPrincipal: ResolverTypeWrapper<NodeOf<'AccountPrincipal'>>;
  AclGrant: ResolverTypeWrapper<AclGrantSource>;
  Anyone: ResolverTypeWrapper<NodeOf<'Anyone'>>;
  Arn: ResolverTypeWrapper<Scalars['Arn']['output']>;
  Assumption: ResolverTypeWrapper<AssumptionSource>;
  AssumptionConnection: ResolverTypeWrapper<
    Omit<AssumptionConnection, 'completeness' | 'edges' | 'nodes'> & {
      completeness: ResolversTypes['Completeness'];
      edges: ReadonlyArray<ResolversTypes['AssumptionEdge']>;
      nodes: ReadonlyArray<ResolversTypes['Assumption']>;
    }
  >;
  AssumptionEdge: ResolverTypeWrapper<Omit<AssumptionEdge, 'node'> & { node: ResolversTypes['Assumption'] }>;
  AssumptionFilter: AssumptionFilter;
  AttachmentUse: AttachmentUse;
  BlastRadius: ResolverTypeWrapper<BlastRadiusSource>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Bucket: ResolverTypeWrapper<NodeOf<'Resource'>>;
  ChokePoints: ResolverTypeWrapper<ChokePointsSource>;
  Completeness: ResolverTypeWrapper<CompletenessSource>;
  CompletenessStatus: CompletenessStatus;
  ConditionCheck: ResolverTypeWrapper<ConditionCheck>;
  ConditionOutcome: ConditionOutcome;
  ContextValue: ContextValue;
  Count: ResolverTypeWrapper<Count>;
  Credentials: ResolverTypeWrapper<Credentials>;
  CrossAccountAccess: ResolverTypeWrapper<CrossAccountAccessSource>;
  CrossAccountConnection: ResolverTypeWrapper<
    Omit<CrossAccountConnection, 'completeness' | 'edges' | 'nodes'> & {
      completeness: ResolversTypes['Completeness'];
      edges: ReadonlyArray<ResolversTypes['CrossAccountEdge']>;
      nodes: ReadonlyArray<ResolversTypes['CrossAccountAccess']>;
    }
  >;
  CrossAccountEdge: ResolverTypeWrapper<
    Omit<CrossAccountEdge, 'node'> & { node: ResolversTypes['CrossAccountAccess'] }
  >;
  Cut: ResolverTypeWrapper<CutSource>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decision: Decision;
  DecisionCounts: ResolverTypeWrapper<DecisionCounts>;
  Denial: Denial;
  DirectoryGroup: ResolverTypeWrapper<NodeOf<'DirectoryGroup'>>;
  EdgeKind: EdgeKind;
  Effect: Effect;
  Entity: ResolverTypeWrapper<GraphNode>;
  EntityConnection: ResolverTypeWrapper<
    Omit<EntityConnection, 'edges' | 'nodes'> & {
      edges: ReadonlyArray<ResolversTypes['EntityEdge']>;
      nodes: ReadonlyArray<ResolversTypes['Entity']>;
    }
  >;
  EntityEdge: ResolverTypeWrapper<Omit<EntityEdge, 'node'> & { node: ResolversTypes['Entity'] }>;
  Evidence: ResolverTypeWrapper<EvidenceSource>;
  ExposureFilter: ExposureFilter;
  FederatedIdentity: ResolverTypeWrapper<NodeOf<'FederatedIdentity'>>;
  Finding: ResolverTypeWrapper<FindingSource>;
  FindingConnection: ResolverTypeWrapper<
    Omit<FindingConnection, 'completeness' | 'edges' | 'nodes'> & {
      completeness: ResolversTypes['Completeness'];
      edges: ReadonlyArray<ResolversTypes['FindingEdge']>;
      nodes: ReadonlyArray<ResolversTypes['Finding']>;
    }
  >;
  FindingEdge: ResolverTypeWrapper<Omit<FindingEdge, 'node'> & { node: ResolversTypes['Finding'] }>;
  FindingFilter: FindingFilter;
  Function: ResolverTypeWrapper<NodeOf<'Resource'>>;
  FunctionUrl: ResolverTypeWrapper<FunctionUrl>;
  Gap: ResolverTypeWrapper<GapSource>;
  GapKind: GapKind;
  Generation: ResolverTypeWrapper<GenerationInfo>;
  GenerationConnection: ResolverTypeWrapper<
    Omit<GenerationConnection, 'edges' | 'nodes'> & {
      edges: ReadonlyArray<ResolversTypes['GenerationEdge']>;
      nodes: ReadonlyArray<ResolversTypes['Generation']>;
    }
  >;
  GenerationEdge: ResolverTypeWrapper<Omit<GenerationEdge, 'node'> & { node: ResolversTypes['Generation'] }>;
  Given: Given;
  GraphEdge: ResolverTypeWrapper<DerivedEdge>;
  Group: ResolverTypeWrapper<NodeOf<'Group'>>;
  Hop: ResolverTypeWrapper<HopSource>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdentityProvider: ResolverTypeWrapper<NodeOf<'IdentityProvider'>>;
  IdleSuppression: ResolverTypeWrapper<IdleSuppression>;
  InstanceProfile: ResolverTypeWrapper<NodeOf<'InstanceProfile'>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Key: ResolverTypeWrapper<NodeOf<'Resource'>>;
  KeyGrant: ResolverTypeWrapper<KeyGrantSource>;
  Layer: ResolverTypeWrapper<LayerSource>;
  LayerKind: LayerKind;
  LayerOutcome: LayerOutcome;
  MissingContext: MissingContext;
  Need: ResolverTypeWrapper<NeedSource>;
  NeedKind: NeedKind;
  NeedSet: ResolverTypeWrapper<NeedSetSource>;
  Needs: ResolverTypeWrapper<NeedsSource>;
  Node: ResolverTypeWrapper<AnyNode>;
  ObjectOwnership: ObjectOwnership;
  Organization: ResolverTypeWrapper<NodeOf<'Organization'>>;
  OrganizationalUnit: ResolverTypeWrapper<NodeOf<'OrganizationalUnit'>>;
  OtherResource: ResolverTypeWrapper<NodeOf<'Resource'>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Path: ResolverTypeWrapper<PathSource>;
  PathConnection: ResolverTypeWrapper<PathConnectionSource>;
  PathEdge: ResolverTypeWrapper<Omit<PathEdge, 'node'> & { node: ResolversTypes['Path'] }>;
  PathEnd: PathEnd;
  PathFilter: PathFilter;
  Permission: ResolverTypeWrapper<PermissionSource>;
  PermissionConnection: ResolverTypeWrapper<
    Omit<PermissionConnection, 'completeness' | 'edges' | 'nodes'> & {
      completeness: ResolversTypes['Completeness'];
      edges: ReadonlyArray<ResolversTypes['PermissionEdge']>;
      nodes: ReadonlyArray<ResolversTypes['Permission']>;
    }
  >;
  PermissionEdge: ResolverTypeWrapper<Omit<PermissionEdge, 'node'> & { node: ResolversTypes['Permission'] }>;
  PermissionSet: ResolverTypeWrapper<NodeOf<'PermissionSet'>>;
  Person: ResolverTypeWrapper<NodeOf<'Person'>>;
  Policy: ResolverTypeWrapper<NodeOf<'Policy'>>;
  PolicyAttachment: ResolverTypeWrapper<Attachment>;
  PolicyDocument: ResolverTypeWrapper<Scalars['PolicyDocument']['output']>;
  PolicyKind: PolicyKind;
  PolicyStatement: ResolverTypeWrapper<Scalars['PolicyStatement']['output']>;
  Principal: ResolverTypeWrapper<PrincipalOrPerson>;
  PrincipalConnection: ResolverTypeWrapper<
    Omit<PrincipalConnection, 'edges' | 'nodes'> & {
      edges: ReadonlyArray<ResolversTypes['PrincipalEdge']>;
      nodes: ReadonlyArray<ResolversTypes['Principal']>;
    }
  >;
  PrincipalEdge: ResolverTypeWrapper<Omit<PrincipalEdge, 'node'> & { node: ResolversTypes['Principal'] }>;
  PrincipalFilter: PrincipalFilter;
  PrincipalKind: PrincipalKind;
  Proof: ResolverTypeWrapper<Scalars['Proof']['output']>;
  ProviderKind: ProviderKind;
  PublicAccessBlock: ResolverTypeWrapper<Switches>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Remedy: ResolverTypeWrapper<ShownRemedy>;
  RemedyMaker: RemedyMaker;
  Resource: ResolverTypeWrapper<NodeOf<'Resource'>>;
  ResourceConnection: ResolverTypeWrapper<
    Omit<ResourceConnection, 'edges' | 'nodes'> & {
      edges: ReadonlyArray<ResolversTypes['ResourceEdge']>;
      nodes: ReadonlyArray<ResolversTypes['Resource']>;
    }
  >;
  ResourceEdge: ResolverTypeWrapper<Omit<ResourceEdge, 'node'> & { node: ResolversTypes['Resource'] }>;
  ResourceEnd: ResourceEnd;
  ResourceFilter: ResourceFilter;
  ResourceProperties: ResolverTypeWrapper<Scalars['ResourceProperties']['output']>;
  Role: ResolverTypeWrapper<NodeOf<'Role'>>;
  RootUser: ResolverTypeWrapper<NodeOf<'RootUser'>>;
  Service: ResolverTypeWrapper<NodeOf<'Service'>>;
  ServiceReach: ResolverTypeWrapper<ServiceReach>;
  ServiceReachKind: ServiceReachKind;
  SessionInput: SessionInput;
  Severity: Severity;
  StatementReference: ResolverTypeWrapper<ShownStatement>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Suppression: ResolverTypeWrapper<Suppression>;
  Tag: ResolverTypeWrapper<Tag>;
  TagFilter: TagFilter;
  TagInput: TagInput;
  Technique: ResolverTypeWrapper<TechniqueSource>;
  User: ResolverTypeWrapper<NodeOf<'User'>>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AbsentKey: AbsentKey;
  Access: AccessSource;
  AccessConnection: Omit<AccessConnection, 'completeness' | 'edges' | 'nodes'> & {
    completeness: ResolversParentTypes['Completeness'];
    edges: ReadonlyArray<ResolversParentTypes['AccessEdge']>;
    nodes: ReadonlyArray<ResolversParentTypes['Access']>;
  };
  AccessDecision: AccessDecisionSource;
  AccessDecisionSummary: DependentAction;
  AccessEdge: Omit<AccessEdge, 'node'> & { node: ResolversParentTypes['Access'] };
  AccessFilter: AccessFilter;
  AccessKey: AccessKey;
  AccessRequest: AccessRequest;
  Account: NodeOf<'Account'>;
  AccountConnection: Omit<AccountConnection, 'edges' | 'nodes'> & {
    edges: ReadonlyArray<ResolversParentTypes['AccountEdge']>;
    nodes: ReadonlyArray<ResolversParentTypes['Account']>;
  };
  AccountControl: NodeOf<'AccountControl'>;
  AccountEdge: Omit<AccountEdge, 'node'> & { node: ResolversParentTypes['Account'] };
  AccountFilter: AccountFilter;
  AccountId: Scalars['AccountId']['output'];
  AccountPrincipal: NodeOf<'AccountPrincipal'>;
  AclGrant: AclGrantSource;
  Anyone: NodeOf<'Anyone'>;
  Arn: Scalars['Arn']['output'];
  Assumption: AssumptionSource;
  AssumptionConnection: Omit<AssumptionConnection, 'completeness' | 'edges' | 'nodes'> & {
    completeness: ResolversParentTypes['Completeness'];
    edges: ReadonlyArray<ResolversParentTypes['AssumptionEdge']>;
    nodes: ReadonlyArray<ResolversParentTypes['Assumption']>;
  };
  AssumptionEdge: Omit<AssumptionEdge, 'node'> & { node: ResolversParentTypes['Assumption'] };
  AssumptionFilter: AssumptionFilter;
  BlastRadius: BlastRadiusSource;
  Boolean: Scalars['Boolean']['output'];
  Bucket: NodeOf<'Resource'>;
  ChokePoints: ChokePointsSource;
  Completeness: CompletenessSource;
  ConditionCheck: ConditionCheck;
  ContextValue: ContextValue;
  Count: Count;
  Credentials: Credentials;
  CrossAccountAccess: CrossAccountAccessSource;
  CrossAccountConnection: Omit<CrossAccountConnection, 'completeness' | 'edges' | 'nodes'> & {
    completeness: ResolversParentTypes['Completeness'];
    edges: ReadonlyArray<ResolversParentTypes['CrossAccountEdge']>;
    nodes: ReadonlyArray<ResolversParentTypes['CrossAccountAccess']>;
  };
  CrossAccountEdge: Omit<CrossAccountEdge, 'node'> & { node: ResolversParentTypes['CrossAccountAccess'] };
  Cut: CutSource;
  DateTime: Scalars['DateTime']['output'];
  DecisionCounts: DecisionCounts;
  DirectoryGroup: NodeOf<'DirectoryGroup'>;
  Entity: GraphNode;
  EntityConnection: Omit<EntityConnection, 'edges' | 'nodes'> & {
    edges: ReadonlyArray<ResolversParentTypes['EntityEdge']>;
    nodes: ReadonlyArray<ResolversParentTypes['Entity']>;
  };
  EntityEdge: Omit<EntityEdge, 'node'> & { node: ResolversParentTypes['Entity'] };
  Evidence: EvidenceSource;
  ExposureFilter: ExposureFilter;
  FederatedIdentity: NodeOf<'FederatedIdentity'>;
  Finding: FindingSource;
  FindingConnection: Omit<FindingConnection, 'completeness' | 'edges' | 'nodes'> & {
    completeness: ResolversParentTypes['Completeness'];
    edges: ReadonlyArray<ResolversParentTypes['FindingEdge']>;
    nodes: ReadonlyArray<ResolversParentTypes['Finding']>;
  };
  FindingEdge: Omit<FindingEdge, 'node'> & { node: ResolversParentTypes['Finding'] };
  FindingFilter: FindingFilter;
  Function: NodeOf<'Resource'>;
  FunctionUrl: FunctionUrl;
  Gap: GapSource;
  Generation: GenerationInfo;
  GenerationConnection: Omit<GenerationConnection, 'edges' | 'nodes'> & {
    edges: ReadonlyArray<ResolversParentTypes['GenerationEdge']>;
    nodes: ReadonlyArray<ResolversParentTypes['Generation']>;
  };
  GenerationEdge: Omit<GenerationEdge, 'node'> & { node: ResolversParentTypes['Generation'] };
  Given: Given;
  GraphEdge: DerivedEdge;
  Group: NodeOf<'Group'>;
  Hop: HopSource;
  ID: Scalars['ID']['output'];
  IdentityProvider: NodeOf<'IdentityProvider'>;
  IdleSuppression: IdleSuppression;
  InstanceProfile: NodeOf<'InstanceProfile'>;
  Int: Scalars['Int']['output'];
  Key: NodeOf<'Resource'>;
  KeyGrant: KeyGrantSource;
  Layer: LayerSource;
  Need: NeedSource;
  NeedSet: NeedSetSource;
  Needs: NeedsSource;
  Node: AnyNode;
  Organization: NodeOf<'Organization'>;
  OrganizationalUnit: NodeOf<'OrganizationalUnit'>;
  OtherResource: NodeOf<'Resource'>;
  PageInfo: PageInfo;
  Path: PathSource;
  PathConnection: PathConnectionSource;
  PathEdge: Omit<PathEdge, 'node'> & { node: ResolversParentTypes['Path'] };
  PathEnd: PathEnd;
  PathFilter: PathFilter;
  Permission: PermissionSource;
  PermissionConnection: Omit<PermissionConnection, 'completeness' | 'edges' | 'nodes'> & {
    completeness: ResolversParentTypes['Completeness'];
    edges: ReadonlyArray<ResolversParentTypes['PermissionEdge']>;
    nodes: ReadonlyArray<ResolversParentTypes['Permission']>;
  };
  PermissionEdge: Omit<PermissionEdge, 'node'> & { node: ResolversParentTypes['Permission'] };
  PermissionSet: NodeOf<'PermissionSet'>;
  Person: NodeOf<'Person'>;
  Policy: NodeOf<'Policy'>;
  PolicyAttachment: Attachment;
  PolicyDocument: Scalars['PolicyDocument']['output'];
  PolicyStatement: Scalars['PolicyStatement']['output'];
  Principal: PrincipalOrPerson;
  PrincipalConnection: Omit<PrincipalConnection, 'edges' | 'nodes'> & {
    edges: ReadonlyArray<ResolversParentTypes['PrincipalEdge']>;
    nodes: ReadonlyArray<ResolversParentTypes['Principal']>;
  };
  PrincipalEdge: Omit<PrincipalEdge, 'node'> & { node: ResolversParentTypes['Principal'] };
  PrincipalFilter: PrincipalFilter;
  Proof: Scalars['Proof']['output'];
  PublicAccessBlock: Switches;
  Query: Record<PropertyKey, never>;
  Remedy: ShownRemedy;
  Resource: NodeOf<'Resource'>;
  ResourceConnection: Omit<ResourceConnection, 'edges' | 'nodes'> & {
    edges: ReadonlyArray<ResolversParentTypes['ResourceEdge']>;
    nodes: ReadonlyArray<ResolversParentTypes['Resource']>;
  };
  ResourceEdge: Omit<ResourceEdge, 'node'> & { node: ResolversParentTypes['Resource'] };
  ResourceEnd: ResourceEnd;
  ResourceFilter: ResourceFilter;
  ResourceProperties: Scalars['ResourceProperties']['output'];
  Role: NodeOf<'Role'>;
  RootUser: NodeOf<'RootUser'>;
  Service: NodeOf<'Service'>;
  ServiceReach: ServiceReach;
  SessionInput: SessionInput;
  StatementReference: ShownStatement;
  String: Scalars['String']['output'];
  Suppression: Suppression;
  Tag: Tag;
  TagFilter: TagFilter;
  TagInput: TagInput;
  Technique: TechniqueSource;
  User: NodeOf<'User'>;
};

export type AtDirectiveArgs = {
  generation: Scalars['ID']['input'];
};

export type AtDirectiveResolver<Result, Parent, ContextType = Context, Args = AtDirectiveArgs> = DirectiveResolverFn<
  Result,
  Parent,
  ContextType,
  Args
>;

export type AccessResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Access'] = ResolversParentTypes['Access'],
> = {
  actions: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  decision: Resolver<ResolversTypes['Decision'], ParentType, ContextType>;
  evidence: Resolver<ResolversTypes['Evidence'], ParentType, ContextType>;
  gaps: Resolver<ReadonlyArray<ResolversTypes['Gap']>, ParentType, ContextType>;
  needs: Resolver<Maybe<ResolversTypes['Needs']>, ParentType, ContextType>;
  path: Resolver<Maybe<ResolversTypes['Path']>, ParentType, ContextType>;
  principal: Resolver<ResolversTypes['Principal'], ParentType, ContextType>;
  resource: Resolver<Maybe<ResolversTypes['Entity']>, ParentType, ContextType>;
  resources: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  serviceReach: Resolver<Maybe<ResolversTypes['ServiceReach']>, ParentType, ContextType>;
  via: Resolver<ReadonlyArray<ResolversTypes['AccessRoute']>, ParentType, ContextType>;
};

export type AccessConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AccessConnection'] = ResolversParentTypes['AccessConnection'],
> = {
  completeness: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  counts: Resolver<ResolversTypes['DecisionCounts'], ParentType, ContextType>;
  edges: Resolver<ReadonlyArray<ResolversTypes['AccessEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['Access']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccessDecisionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AccessDecision'] = ResolversParentTypes['AccessDecision'],
> = {
  because: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  completeness: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  decision: Resolver<ResolversTypes['Decision'], ParentType, ContextType>;
  denial: Resolver<Maybe<ResolversTypes['Denial']>, ParentType, ContextType>;
  dependentActions: Resolver<ReadonlyArray<ResolversTypes['AccessDecisionSummary']>, ParentType, ContextType>;
  evidence: Resolver<ResolversTypes['Evidence'], ParentType, ContextType>;
  needs: Resolver<Maybe<ResolversTypes['Needs']>, ParentType, ContextType>;
  wouldTake: Resolver<ReadonlyArray<ResolversTypes['Remedy']>, ParentType, ContextType>;
  wouldTakeIsBounded: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AccessDecisionSummaryResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AccessDecisionSummary'] = ResolversParentTypes['AccessDecisionSummary'],
> = {
  action: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  because: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  decision: Resolver<ResolversTypes['Decision'], ParentType, ContextType>;
  isRequired: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  resource: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
};

export type AccessEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AccessEdge'] = ResolversParentTypes['AccessEdge'],
> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Access'], ParentType, ContextType>;
};

export type AccessKeyResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AccessKey'] = ResolversParentTypes['AccessKey'],
> = {
  createdAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  isActive: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastUsedAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type AccountResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'],
> = {
  account: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  accountId: Resolver<ResolversTypes['AccountId'], ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  controlPolicies: Resolver<ReadonlyArray<ResolversTypes['PolicyAttachment']>, ParentType, ContextType>;
  delegatedServices: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  email: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCollected: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isInOrganization: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isManagement: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organization: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  organizationalUnit: Resolver<Maybe<ResolversTypes['OrganizationalUnit']>, ParentType, ContextType>;
  principals: Resolver<
    ResolversTypes['PrincipalConnection'],
    ParentType,
    ContextType,
    RequireFields<AccountPrincipalsArgs, 'first'>
  >;
  resources: Resolver<
    ResolversTypes['ResourceConnection'],
    ParentType,
    ContextType,
    RequireFields<AccountResourcesArgs, 'first'>
  >;
  root: Resolver<Maybe<ResolversTypes['RootUser']>, ParentType, ContextType>;
  tags: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AccountConnection'] = ResolversParentTypes['AccountConnection'],
> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['AccountEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccountControlResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AccountControl'] = ResolversParentTypes['AccountControl'],
> = {
  account: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  arn: Resolver<Maybe<ResolversTypes['Arn']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AccountEdge'] = ResolversParentTypes['AccountEdge'],
> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
};

export interface AccountIdScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['AccountId'], any> {
  name: 'AccountId';
}

export type AccountPrincipalResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AccountPrincipal'] = ResolversParentTypes['AccountPrincipal'],
> = {
  account: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  administrator: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policies: Resolver<ReadonlyArray<ResolversTypes['PolicyAttachment']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AclGrantResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AclGrant'] = ResolversParentTypes['AclGrant'],
> = {
  grantee: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  permission: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AnyoneResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Anyone'] = ResolversParentTypes['Anyone'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  administrator: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  arn: Resolver<Maybe<ResolversTypes['Arn']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policies: Resolver<ReadonlyArray<ResolversTypes['PolicyAttachment']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface ArnScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Arn'], any> {
  name: 'Arn';
}

export type AssumptionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Assumption'] = ResolversParentTypes['Assumption'],
> = {
  action: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  crossAccount: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  decision: Resolver<ResolversTypes['Decision'], ParentType, ContextType>;
  edge: Resolver<Maybe<ResolversTypes['GraphEdge']>, ParentType, ContextType>;
  evidence: Resolver<ResolversTypes['Evidence'], ParentType, ContextType>;
  gaps: Resolver<ReadonlyArray<ResolversTypes['Gap']>, ParentType, ContextType>;
  needs: Resolver<Maybe<ResolversTypes['Needs']>, ParentType, ContextType>;
  passableBy: Resolver<
    Maybe<ResolversTypes['AccessConnection']>,
    ParentType,
    ContextType,
    RequireFields<AssumptionPassableByArgs, 'first'>
  >;
  principal: Resolver<ResolversTypes['Principal'], ParentType, ContextType>;
  role: Resolver<ResolversTypes['Principal'], ParentType, ContextType>;
  taskPolicies: Resolver<Maybe<ReadonlyArray<ResolversTypes['Arn']>>, ParentType, ContextType>;
};

export type AssumptionConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AssumptionConnection'] = ResolversParentTypes['AssumptionConnection'],
> = {
  completeness: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  counts: Resolver<ResolversTypes['DecisionCounts'], ParentType, ContextType>;
  edges: Resolver<ReadonlyArray<ResolversTypes['AssumptionEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['Assumption']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AssumptionEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['AssumptionEdge'] = ResolversParentTypes['AssumptionEdge'],
> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Assumption'], ParentType, ContextType>;
};

export type BlastRadiusResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['BlastRadius'] = ResolversParentTypes['BlastRadius'],
> = {
  byAccount: Resolver<ReadonlyArray<ResolversTypes['Count']>, ParentType, ContextType>;
  byKind: Resolver<ReadonlyArray<ResolversTypes['Count']>, ParentType, ContextType>;
  completeness: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  controls: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType>;
  nodes: Resolver<
    ResolversTypes['EntityConnection'],
    ParentType,
    ContextType,
    RequireFields<BlastRadiusNodesArgs, 'first'>
  >;
  total: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BucketResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Bucket'] = ResolversParentTypes['Bucket'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  accountPublicAccessBlock: Resolver<Maybe<ResolversTypes['PublicAccessBlock']>, ParentType, ContextType>;
  acl: Resolver<Maybe<ReadonlyArray<ResolversTypes['AclGrant']>>, ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCollected: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isPolicyCollected: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  objectOwnership: Resolver<Maybe<ResolversTypes['ObjectOwnership']>, ParentType, ContextType>;
  properties: Resolver<ResolversTypes['ResourceProperties'], ParentType, ContextType>;
  publicAccessBlock: Resolver<Maybe<ResolversTypes['PublicAccessBlock']>, ParentType, ContextType>;
  region: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resourcePolicy: Resolver<Maybe<ResolversTypes['Policy']>, ParentType, ContextType>;
  tags: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  type: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChokePointsResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ChokePoints'] = ResolversParentTypes['ChokePoints'],
> = {
  completeness: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  cuts: Resolver<ReadonlyArray<ResolversTypes['Cut']>, ParentType, ContextType>;
  optimal: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  unremovable: Resolver<ReadonlyArray<ResolversTypes['GraphEdge']>, ParentType, ContextType>;
};

export type CompletenessResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Completeness'] = ResolversParentTypes['Completeness'],
> = {
  gapCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  gaps: Resolver<
    ReadonlyArray<ResolversTypes['Gap']>,
    ParentType,
    ContextType,
    RequireFields<CompletenessGapsArgs, 'first'>
  >;
  status: Resolver<ResolversTypes['CompletenessStatus'], ParentType, ContextType>;
};

export type ConditionCheckResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ConditionCheck'] = ResolversParentTypes['ConditionCheck'],
> = {
  key: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operator: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome: Resolver<ResolversTypes['ConditionOutcome'], ParentType, ContextType>;
  values: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CountResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Count'] = ResolversParentTypes['Count'],
> = {
  count: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CredentialsResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Credentials'] = ResolversParentTypes['Credentials'],
> = {
  accessKeys: Resolver<Maybe<ReadonlyArray<ResolversTypes['AccessKey']>>, ParentType, ContextType>;
  mfaEnabled: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  passwordEnabled: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  passwordLastUsedAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CrossAccountAccessResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['CrossAccountAccess'] = ResolversParentTypes['CrossAccountAccess'],
> = {
  decision: Resolver<ResolversTypes['Decision'], ParentType, ContextType>;
  from: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
  principalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  roleCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shortest: Resolver<ResolversTypes['Path'], ParentType, ContextType>;
  to: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
};

export type CrossAccountConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['CrossAccountConnection'] = ResolversParentTypes['CrossAccountConnection'],
> = {
  completeness: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges: Resolver<ReadonlyArray<ResolversTypes['CrossAccountEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['CrossAccountAccess']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CrossAccountEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['CrossAccountEdge'] = ResolversParentTypes['CrossAccountEdge'],
> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['CrossAccountAccess'], ParentType, ContextType>;
};

export type CutResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Cut'] = ResolversParentTypes['Cut'],
> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['GraphEdge']>, ParentType, ContextType>;
  statements: Resolver<ReadonlyArray<ResolversTypes['StatementReference']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DecisionCountsResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['DecisionCounts'] = ResolversParentTypes['DecisionCounts'],
> = {
  allowed: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  conditional: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  denied: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DirectoryGroupResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['DirectoryGroup'] = ResolversParentTypes['DirectoryGroup'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  arn: Resolver<Maybe<ResolversTypes['Arn']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EntityResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Entity'] = ResolversParentTypes['Entity'],
> = {
  __resolveType: TypeResolveFn<
    | 'Account'
    | 'AccountControl'
    | 'AccountPrincipal'
    | 'Anyone'
    | 'Bucket'
    | 'DirectoryGroup'
    | 'FederatedIdentity'
    | 'Function'
    | 'Group'
    | 'IdentityProvider'
    | 'InstanceProfile'
    | 'Key'
    | 'Organization'
    | 'OrganizationalUnit'
    | 'OtherResource'
    | 'PermissionSet'
    | 'Person'
    | 'Policy'
    | 'Role'
    | 'RootUser'
    | 'Service'
    | 'User',
    ParentType,
    ContextType
  >;
};

export type EntityConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['EntityConnection'] = ResolversParentTypes['EntityConnection'],
> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['EntityEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['Entity']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EntityEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['EntityEdge'] = ResolversParentTypes['EntityEdge'],
> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
};

export type EvidenceResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence'],
> = {
  because: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  layers: Resolver<ReadonlyArray<ResolversTypes['Layer']>, ParentType, ContextType>;
};

export type FederatedIdentityResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['FederatedIdentity'] = ResolversParentTypes['FederatedIdentity'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  administrator: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  arn: Resolver<Maybe<ResolversTypes['Arn']>, ParentType, ContextType>;
  claims: Resolver<Maybe<ResolversTypes['Needs']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policies: Resolver<ReadonlyArray<ResolversTypes['PolicyAttachment']>, ParentType, ContextType>;
  provider: Resolver<Maybe<ResolversTypes['IdentityProvider']>, ParentType, ContextType>;
  providerName: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FindingResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Finding'] = ResolversParentTypes['Finding'],
> = {
  evidence: Resolver<Maybe<ResolversTypes['Evidence']>, ParentType, ContextType>;
  expiredSuppression: Resolver<Maybe<ResolversTypes['Suppression']>, ParentType, ContextType>;
  firstSeenAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  path: Resolver<Maybe<ResolversTypes['Path']>, ParentType, ContextType>;
  reference: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remediation: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remedies: Resolver<ReadonlyArray<ResolversTypes['Remedy']>, ParentType, ContextType>;
  rule: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  subject: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
  suppression: Resolver<Maybe<ResolversTypes['Suppression']>, ParentType, ContextType>;
  text: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  why: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FindingConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['FindingConnection'] = ResolversParentTypes['FindingConnection'],
> = {
  completeness: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  counts: Resolver<ReadonlyArray<ResolversTypes['Count']>, ParentType, ContextType>;
  edges: Resolver<ReadonlyArray<ResolversTypes['FindingEdge']>, ParentType, ContextType>;
  idleSuppressions: Resolver<ReadonlyArray<ResolversTypes['IdleSuppression']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FindingEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['FindingEdge'] = ResolversParentTypes['FindingEdge'],
> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Finding'], ParentType, ContextType>;
};

export type FunctionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Function'] = ResolversParentTypes['Function'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  functionUrl: Resolver<Maybe<ResolversTypes['FunctionUrl']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCollected: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isPolicyCollected: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  properties: Resolver<ResolversTypes['ResourceProperties'], ParentType, ContextType>;
  region: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resourcePolicy: Resolver<Maybe<ResolversTypes['Policy']>, ParentType, ContextType>;
  role: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
  tags: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  type: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FunctionUrlResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['FunctionUrl'] = ResolversParentTypes['FunctionUrl'],
> = {
  authType: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type GapResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Gap'] = ResolversParentTypes['Gap'],
> = {
  account: Resolver<Maybe<ResolversTypes['AccountId']>, ParentType, ContextType>;
  kind: Resolver<ResolversTypes['GapKind'], ParentType, ContextType>;
  mayHide: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  mayOverstate: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  subject: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type GenerationResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Generation'] = ResolversParentTypes['Generation'],
> = {
  actionsAsOf: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  collectedAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  completeness: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  counts: Resolver<ReadonlyArray<ResolversTypes['Count']>, ParentType, ContextType>;
  createdAt: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCurrent: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rules: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sources: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GenerationConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['GenerationConnection'] = ResolversParentTypes['GenerationConnection'],
> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['GenerationEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['Generation']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GenerationEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['GenerationEdge'] = ResolversParentTypes['GenerationEdge'],
> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Generation'], ParentType, ContextType>;
};

export type GraphEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['GraphEdge'] = ResolversParentTypes['GraphEdge'],
> = {
  action: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decision: Resolver<ResolversTypes['Decision'], ParentType, ContextType>;
  evidence: Resolver<ResolversTypes['Evidence'], ParentType, ContextType>;
  from: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind: Resolver<ResolversTypes['EdgeKind'], ParentType, ContextType>;
  needs: Resolver<Maybe<ResolversTypes['Needs']>, ParentType, ContextType>;
  rule: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  technique: Resolver<Maybe<ResolversTypes['Technique']>, ParentType, ContextType>;
  to: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GroupResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Group'] = ResolversParentTypes['Group'],
> = {
  account: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  members: Resolver<
    ResolversTypes['PrincipalConnection'],
    ParentType,
    ContextType,
    RequireFields<GroupMembersArgs, 'first'>
  >;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policies: Resolver<ReadonlyArray<ResolversTypes['PolicyAttachment']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HopResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Hop'] = ResolversParentTypes['Hop'],
> = {
  action: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decision: Resolver<ResolversTypes['Decision'], ParentType, ContextType>;
  edge: Resolver<ResolversTypes['GraphEdge'], ParentType, ContextType>;
  evidence: Resolver<ResolversTypes['Evidence'], ParentType, ContextType>;
  from: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
  index: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind: Resolver<ResolversTypes['EdgeKind'], ParentType, ContextType>;
  needs: Resolver<Maybe<ResolversTypes['Needs']>, ParentType, ContextType>;
  technique: Resolver<Maybe<ResolversTypes['Technique']>, ParentType, ContextType>;
  to: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
};

export type IdentityProviderResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['IdentityProvider'] = ResolversParentTypes['IdentityProvider'],
> = {
  account: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  clientIds: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind: Resolver<ResolversTypes['ProviderKind'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IdleSuppressionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['IdleSuppression'] = ResolversParentTypes['IdleSuppression'],
> = {
  finding: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  findingCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hasEnded: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  until: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type InstanceProfileResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['InstanceProfile'] = ResolversParentTypes['InstanceProfile'],
> = {
  account: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type KeyResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Key'] = ResolversParentTypes['Key'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  grants: Resolver<Maybe<ReadonlyArray<ResolversTypes['KeyGrant']>>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCollected: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isPolicyCollected: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  properties: Resolver<ResolversTypes['ResourceProperties'], ParentType, ContextType>;
  region: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resourcePolicy: Resolver<Maybe<ResolversTypes['Policy']>, ParentType, ContextType>;
  tags: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  type: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type KeyGrantResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['KeyGrant'] = ResolversParentTypes['KeyGrant'],
> = {
  encryptionContext: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  grantee: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isContextExact: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  operations: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  retiring: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sourceArn: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LayerResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Layer'] = ResolversParentTypes['Layer'],
> = {
  at: Resolver<Maybe<ResolversTypes['Entity']>, ParentType, ContextType>;
  isDecisive: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind: Resolver<ResolversTypes['LayerKind'], ParentType, ContextType>;
  outcome: Resolver<ResolversTypes['LayerOutcome'], ParentType, ContextType>;
  statements: Resolver<ReadonlyArray<ResolversTypes['StatementReference']>, ParentType, ContextType>;
  text: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NeedResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Need'] = ResolversParentTypes['Need'],
> = {
  hop: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  isNegated: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind: Resolver<ResolversTypes['NeedKind'], ParentType, ContextType>;
  operator: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statement: Resolver<Maybe<ResolversTypes['StatementReference']>, ParentType, ContextType>;
  text: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type NeedSetResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['NeedSet'] = ResolversParentTypes['NeedSet'],
> = {
  all: Resolver<ReadonlyArray<ResolversTypes['Need']>, ParentType, ContextType>;
  unread: Resolver<ReadonlyArray<ResolversTypes['Gap']>, ParentType, ContextType>;
};

export type NeedsResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Needs'] = ResolversParentTypes['Needs'],
> = {
  alternatives: Resolver<ReadonlyArray<ResolversTypes['NeedSet']>, ParentType, ContextType>;
  text: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  truncated: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type NodeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node'],
> = {
  __resolveType: TypeResolveFn<
    | 'Account'
    | 'AccountControl'
    | 'AccountPrincipal'
    | 'Anyone'
    | 'Bucket'
    | 'DirectoryGroup'
    | 'FederatedIdentity'
    | 'Finding'
    | 'Function'
    | 'Generation'
    | 'GraphEdge'
    | 'Group'
    | 'IdentityProvider'
    | 'InstanceProfile'
    | 'Key'
    | 'Organization'
    | 'OrganizationalUnit'
    | 'OtherResource'
    | 'PermissionSet'
    | 'Person'
    | 'Policy'
    | 'Role'
    | 'RootUser'
    | 'Service'
    | 'Technique'
    | 'User',
    ParentType,
    ContextType
  >;
};

export type OrganizationResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  managementAccount: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organizationId: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  roots: Resolver<ReadonlyArray<ResolversTypes['OrganizationalUnit']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrganizationalUnitResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['OrganizationalUnit'] = ResolversParentTypes['OrganizationalUnit'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  accounts: Resolver<
    ResolversTypes['AccountConnection'],
    ParentType,
    ContextType,
    RequireFields<OrganizationalUnitAccountsArgs, 'first'>
  >;
  arn: Resolver<Maybe<ResolversTypes['Arn']>, ParentType, ContextType>;
  children: Resolver<ReadonlyArray<ResolversTypes['OrganizationalUnit']>, ParentType, ContextType>;
  controlPolicies: Resolver<ReadonlyArray<ResolversTypes['PolicyAttachment']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parent: Resolver<Maybe<ResolversTypes['OrganizationalUnit']>, ParentType, ContextType>;
  unitId: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OtherResourceResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['OtherResource'] = ResolversParentTypes['OtherResource'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCollected: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isPolicyCollected: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  properties: Resolver<ResolversTypes['ResourceProperties'], ParentType, ContextType>;
  region: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resourcePolicy: Resolver<Maybe<ResolversTypes['Policy']>, ParentType, ContextType>;
  tags: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  type: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo'],
> = {
  endCursor: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PathResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Path'] = ResolversParentTypes['Path'],
> = {
  crossesAccounts: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  decision: Resolver<ResolversTypes['Decision'], ParentType, ContextType>;
  from: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
  gaps: Resolver<ReadonlyArray<ResolversTypes['Gap']>, ParentType, ContextType>;
  hops: Resolver<ReadonlyArray<ResolversTypes['Hop']>, ParentType, ContextType>;
  length: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  needs: Resolver<Maybe<ResolversTypes['Needs']>, ParentType, ContextType>;
  text: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
};

export type PathConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PathConnection'] = ResolversParentTypes['PathConnection'],
> = {
  completeness: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges: Resolver<ReadonlyArray<ResolversTypes['PathEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['Path']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  proof: Resolver<Maybe<ResolversTypes['Proof']>, ParentType, ContextType>;
};

export type PathEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PathEdge'] = ResolversParentTypes['PathEdge'],
> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Path'], ParentType, ContextType>;
};

export type PermissionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Permission'] = ResolversParentTypes['Permission'],
> = {
  accessLevel: Resolver<ResolversTypes['AccessLevel'], ParentType, ContextType>;
  actions: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  decision: Resolver<ResolversTypes['Decision'], ParentType, ContextType>;
  evidence: Resolver<ResolversTypes['Evidence'], ParentType, ContextType>;
  gaps: Resolver<ReadonlyArray<ResolversTypes['Gap']>, ParentType, ContextType>;
  needs: Resolver<Maybe<ResolversTypes['Needs']>, ParentType, ContextType>;
  resources: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  service: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PermissionConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PermissionConnection'] = ResolversParentTypes['PermissionConnection'],
> = {
  completeness: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges: Resolver<ReadonlyArray<ResolversTypes['PermissionEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['Permission']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PermissionEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PermissionEdge'] = ResolversParentTypes['PermissionEdge'],
> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Permission'], ParentType, ContextType>;
};

export type PermissionSetResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PermissionSet'] = ResolversParentTypes['PermissionSet'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  customerPolicies: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policies: Resolver<ReadonlyArray<ResolversTypes['PolicyAttachment']>, ParentType, ContextType>;
  roles: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Person'] = ResolversParentTypes['Person'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  administrator: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  arn: Resolver<Maybe<ResolversTypes['Arn']>, ParentType, ContextType>;
  displayName: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  groups: Resolver<ReadonlyArray<ResolversTypes['DirectoryGroup']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDisabled: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policies: Resolver<ReadonlyArray<ResolversTypes['PolicyAttachment']>, ParentType, ContextType>;
  userName: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PolicyResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Policy'] = ResolversParentTypes['Policy'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  arn: Resolver<Maybe<ResolversTypes['Arn']>, ParentType, ContextType>;
  attachedTo: Resolver<
    ResolversTypes['EntityConnection'],
    ParentType,
    ContextType,
    RequireFields<PolicyAttachedToArgs, 'first'>
  >;
  document: Resolver<Maybe<ResolversTypes['PolicyDocument']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isSubstitute: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind: Resolver<ResolversTypes['PolicyKind'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner: Resolver<Maybe<ResolversTypes['Entity']>, ParentType, ContextType>;
  statements: Resolver<ReadonlyArray<ResolversTypes['PolicyStatement']>, ParentType, ContextType>;
  versionId: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PolicyAttachmentResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PolicyAttachment'] = ResolversParentTypes['PolicyAttachment'],
> = {
  policy: Resolver<ResolversTypes['Policy'], ParentType, ContextType>;
  through: Resolver<ResolversTypes['Entity'], ParentType, ContextType>;
  use: Resolver<ResolversTypes['AttachmentUse'], ParentType, ContextType>;
};

export interface PolicyDocumentScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PolicyDocument'], any> {
  name: 'PolicyDocument';
}

export interface PolicyStatementScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PolicyStatement'], any> {
  name: 'PolicyStatement';
}

export type PrincipalResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Principal'] = ResolversParentTypes['Principal'],
> = {
  __resolveType: TypeResolveFn<
    'AccountPrincipal' | 'Anyone' | 'FederatedIdentity' | 'Person' | 'Role' | 'RootUser' | 'Service' | 'User',
    ParentType,
    ContextType
  >;
};

export type PrincipalConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PrincipalConnection'] = ResolversParentTypes['PrincipalConnection'],
> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['PrincipalEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['Principal']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PrincipalEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PrincipalEdge'] = ResolversParentTypes['PrincipalEdge'],
> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Principal'], ParentType, ContextType>;
};

export interface ProofScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Proof'], any> {
  name: 'Proof';
}

export type PublicAccessBlockResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['PublicAccessBlock'] = ResolversParentTypes['PublicAccessBlock'],
> = {
  blockPublicAcls: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  blockPublicPolicy: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ignorePublicAcls: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  restrictPublicBuckets: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  accounts: Resolver<
    Maybe<ResolversTypes['AccountConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryAccountsArgs, 'first'>
  >;
  blastRadius: Resolver<
    Maybe<ResolversTypes['BlastRadius']>,
    ParentType,
    ContextType,
    RequireFields<QueryBlastRadiusArgs, 'from' | 'maxHops'>
  >;
  canPerform: Resolver<
    Maybe<ResolversTypes['AccessDecision']>,
    ParentType,
    ContextType,
    RequireFields<QueryCanPerformArgs, 'request'>
  >;
  canPerformEach: Resolver<
    Maybe<ReadonlyArray<ResolversTypes['AccessDecision']>>,
    ParentType,
    ContextType,
    RequireFields<QueryCanPerformEachArgs, 'requests'>
  >;
  chokePoints: Resolver<
    Maybe<ResolversTypes['ChokePoints']>,
    ParentType,
    ContextType,
    RequireFields<QueryChokePointsArgs, 'first' | 'from' | 'maxHops' | 'to'>
  >;
  crossAccountAccess: Resolver<
    Maybe<ResolversTypes['CrossAccountConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryCrossAccountAccessArgs, 'first' | 'maxHops'>
  >;
  exposure: Resolver<
    Maybe<ResolversTypes['AccessConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryExposureArgs, 'first'>
  >;
  findings: Resolver<
    Maybe<ResolversTypes['FindingConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryFindingsArgs, 'first'>
  >;
  generation: Resolver<Maybe<ResolversTypes['Generation']>, ParentType, ContextType>;
  generations: Resolver<
    Maybe<ResolversTypes['GenerationConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryGenerationsArgs, 'first'>
  >;
  node: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes: Resolver<
    Maybe<ReadonlyArray<Maybe<ResolversTypes['Node']>>>,
    ParentType,
    ContextType,
    RequireFields<QueryNodesArgs, 'ids'>
  >;
  paths: Resolver<
    Maybe<ResolversTypes['PathConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryPathsArgs, 'first' | 'from' | 'maxHops' | 'to'>
  >;
  policy: Resolver<Maybe<ResolversTypes['Policy']>, ParentType, ContextType, RequireFields<QueryPolicyArgs, 'arn'>>;
  principal: Resolver<
    Maybe<ResolversTypes['Principal']>,
    ParentType,
    ContextType,
    RequireFields<QueryPrincipalArgs, 'arn'>
  >;
  principals: Resolver<
    Maybe<ResolversTypes['PrincipalConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryPrincipalsArgs, 'first'>
  >;
  resource: Resolver<
    Maybe<ResolversTypes['Resource']>,
    ParentType,
    ContextType,
    RequireFields<QueryResourceArgs, 'arn'>
  >;
  rolesAssumableBy: Resolver<
    Maybe<ResolversTypes['AssumptionConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryRolesAssumableByArgs, 'first' | 'principal'>
  >;
  search: Resolver<
    Maybe<ReadonlyArray<ResolversTypes['Entity']>>,
    ParentType,
    ContextType,
    RequireFields<QuerySearchArgs, 'first' | 'text'>
  >;
  whatCan: Resolver<
    Maybe<ResolversTypes['PermissionConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryWhatCanArgs, 'first' | 'principal'>
  >;
  whoCan: Resolver<
    Maybe<ResolversTypes['AccessConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryWhoCanArgs, 'action' | 'first' | 'resource'>
  >;
  whoCanAny: Resolver<
    Maybe<ResolversTypes['AccessConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryWhoCanAnyArgs, 'account' | 'action' | 'first' | 'type'>
  >;
  whoCanAssume: Resolver<
    Maybe<ResolversTypes['AssumptionConnection']>,
    ParentType,
    ContextType,
    RequireFields<QueryWhoCanAssumeArgs, 'first' | 'role'>
  >;
};

export type RemedyResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Remedy'] = ResolversParentTypes['Remedy'],
> = {
  addition: Resolver<Maybe<ResolversTypes['PolicyStatement']>, ParentType, ContextType>;
  at: Resolver<Maybe<ResolversTypes['Entity']>, ParentType, ContextType>;
  by: Resolver<ResolversTypes['RemedyMaker'], ParentType, ContextType>;
  decision: Resolver<ResolversTypes['Decision'], ParentType, ContextType>;
  layer: Resolver<Maybe<ResolversTypes['LayerKind']>, ParentType, ContextType>;
  need: Resolver<Maybe<ResolversTypes['Need']>, ParentType, ContextType>;
  needs: Resolver<Maybe<ResolversTypes['Needs']>, ParentType, ContextType>;
  statement: Resolver<Maybe<ResolversTypes['StatementReference']>, ParentType, ContextType>;
  text: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  with: Resolver<ReadonlyArray<ResolversTypes['Remedy']>, ParentType, ContextType>;
};

export type ResourceResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Resource'] = ResolversParentTypes['Resource'],
> = {
  __resolveType: TypeResolveFn<'Bucket' | 'Function' | 'Key' | 'OtherResource', ParentType, ContextType>;
};

export type ResourceConnectionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ResourceConnection'] = ResolversParentTypes['ResourceConnection'],
> = {
  edges: Resolver<ReadonlyArray<ResolversTypes['ResourceEdge']>, ParentType, ContextType>;
  nodes: Resolver<ReadonlyArray<ResolversTypes['Resource']>, ParentType, ContextType>;
  pageInfo: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ResourceEdgeResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ResourceEdge'] = ResolversParentTypes['ResourceEdge'],
> = {
  cursor: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
};

export interface ResourcePropertiesScalarConfig
  extends GraphQLScalarTypeConfig<ResolversTypes['ResourceProperties'], any> {
  name: 'ResourceProperties';
}

export type RoleResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Role'] = ResolversParentTypes['Role'],
> = {
  account: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  administrator: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  createdAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instanceProfiles: Resolver<ReadonlyArray<ResolversTypes['Arn']>, ParentType, ContextType>;
  isCollected: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isServiceLinked: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastUsedAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  maxSessionSeconds: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policies: Resolver<ReadonlyArray<ResolversTypes['PolicyAttachment']>, ParentType, ContextType>;
  tags: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  trustPolicy: Resolver<Maybe<ResolversTypes['Policy']>, ParentType, ContextType>;
  uniqueId: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RootUserResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['RootUser'] = ResolversParentTypes['RootUser'],
> = {
  account: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  administrator: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  credentials: Resolver<Maybe<ResolversTypes['Credentials']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policies: Resolver<ReadonlyArray<ResolversTypes['PolicyAttachment']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ServiceResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Service'] = ResolversParentTypes['Service'],
> = {
  account: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  administrator: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  arn: Resolver<Maybe<ResolversTypes['Arn']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policies: Resolver<ReadonlyArray<ResolversTypes['PolicyAttachment']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ServiceReachResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['ServiceReach'] = ResolversParentTypes['ServiceReach'],
> = {
  by: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  kind: Resolver<ResolversTypes['ServiceReachKind'], ParentType, ContextType>;
  text: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StatementReferenceResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['StatementReference'] = ResolversParentTypes['StatementReference'],
> = {
  attachedTo: Resolver<Maybe<ResolversTypes['Entity']>, ParentType, ContextType>;
  conditions: Resolver<ReadonlyArray<ResolversTypes['ConditionCheck']>, ParentType, ContextType>;
  effect: Resolver<ResolversTypes['Effect'], ParentType, ContextType>;
  index: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  matchedAction: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  matchedPrincipal: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  matchedResource: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pointer: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policy: Resolver<Maybe<ResolversTypes['Policy']>, ParentType, ContextType>;
  policyName: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sid: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  statement: Resolver<ResolversTypes['PolicyStatement'], ParentType, ContextType>;
};

export type SuppressionResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Suppression'] = ResolversParentTypes['Suppression'],
> = {
  reason: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  until: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type TagResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Tag'] = ResolversParentTypes['Tag'],
> = {
  key: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TechniqueResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['Technique'] = ResolversParentTypes['Technique'],
> = {
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  permissions: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  reference: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remediation: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserResolvers<
  ContextType = Context,
  ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'],
> = {
  account: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  administrator: Resolver<Maybe<ResolversTypes['Decision']>, ParentType, ContextType>;
  arn: Resolver<ResolversTypes['Arn'], ParentType, ContextType>;
  createdAt: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  credentials: Resolver<Maybe<ResolversTypes['Credentials']>, ParentType, ContextType>;
  groups: Resolver<ReadonlyArray<ResolversTypes['Group']>, ParentType, ContextType>;
  id: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCollected: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  policies: Resolver<ReadonlyArray<ResolversTypes['PolicyAttachment']>, ParentType, ContextType>;
  tags: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  uniqueId: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Access: AccessResolvers<ContextType>;
  AccessConnection: AccessConnectionResolvers<ContextType>;
  AccessDecision: AccessDecisionResolvers<ContextType>;
  AccessDecisionSummary: AccessDecisionSummaryResolvers<ContextType>;
  AccessEdge: AccessEdgeResolvers<ContextType>;
  AccessKey: AccessKeyResolvers<ContextType>;
  Account: AccountResolvers<ContextType>;
  AccountConnection: AccountConnectionResolvers<ContextType>;
  AccountControl: AccountControlResolvers<ContextType>;
  AccountEdge: AccountEdgeResolvers<ContextType>;
  AccountId: GraphQLScalarType;
  AccountPrincipal: AccountPrincipalResolvers<ContextType>;
  AclGrant: AclGrantResolvers<ContextType>;
  Anyone: AnyoneResolvers<ContextType>;
  Arn: GraphQLScalarType;
  Assumption: AssumptionResolvers<ContextType>;
  AssumptionConnection: AssumptionConnectionResolvers<ContextType>;
  AssumptionEdge: AssumptionEdgeResolvers<ContextType>;
  BlastRadius: BlastRadiusResolvers<ContextType>;
  Bucket: BucketResolvers<ContextType>;
  ChokePoints: ChokePointsResolvers<ContextType>;
  Completeness: CompletenessResolvers<ContextType>;
  ConditionCheck: ConditionCheckResolvers<ContextType>;
  Count: CountResolvers<ContextType>;
  Credentials: CredentialsResolvers<ContextType>;
  CrossAccountAccess: CrossAccountAccessResolvers<ContextType>;
  CrossAccountConnection: CrossAccountConnectionResolvers<ContextType>;
  CrossAccountEdge: CrossAccountEdgeResolvers<ContextType>;
  Cut: CutResolvers<ContextType>;
  DateTime: GraphQLScalarType;
  DecisionCounts: DecisionCountsResolvers<ContextType>;
  DirectoryGroup: DirectoryGroupResolvers<ContextType>;
  Entity: EntityResolvers<ContextType>;
  EntityConnection: EntityConnectionResolvers<ContextType>;
  EntityEdge: EntityEdgeResolvers<ContextType>;
  Evidence: EvidenceResolvers<ContextType>;
  FederatedIdentity: FederatedIdentityResolvers<ContextType>;
  Finding: FindingResolvers<ContextType>;
  FindingConnection: FindingConnectionResolvers<ContextType>;
  FindingEdge: FindingEdgeResolvers<ContextType>;
  Function: FunctionResolvers<ContextType>;
  FunctionUrl: FunctionUrlResolvers<ContextType>;
  Gap: GapResolvers<ContextType>;
  Generation: GenerationResolvers<ContextType>;
  GenerationConnection: GenerationConnectionResolvers<ContextType>;
  GenerationEdge: GenerationEdgeResolvers<ContextType>;
  GraphEdge: GraphEdgeResolvers<ContextType>;
  Group: GroupResolvers<ContextType>;
  Hop: HopResolvers<ContextType>;
  IdentityProvider: IdentityProviderResolvers<ContextType>;
  IdleSuppression: IdleSuppressionResolvers<ContextType>;
  InstanceProfile: InstanceProfileResolvers<ContextType>;
  Key: KeyResolvers<ContextType>;
  KeyGrant: KeyGrantResolvers<ContextType>;
  Layer: LayerResolvers<ContextType>;
  Need: NeedResolvers<ContextType>;
  NeedSet: NeedSetResolvers<ContextType>;
  Needs: NeedsResolvers<ContextType>;
  Node: NodeResolvers<ContextType>;
  Organization: OrganizationResolvers<ContextType>;
  OrganizationalUnit: OrganizationalUnitResolvers<ContextType>;
  OtherResource: OtherResourceResolvers<ContextType>;
  PageInfo: PageInfoResolvers<ContextType>;
  Path: PathResolvers<ContextType>;
  PathConnection: PathConnectionResolvers<ContextType>;
  PathEdge: PathEdgeResolvers<ContextType>;
  Permission: PermissionResolvers<ContextType>;
  PermissionConnection: PermissionConnectionResolvers<ContextType>;
  PermissionEdge: PermissionEdgeResolvers<ContextType>;
  PermissionSet: PermissionSetResolvers<ContextType>;
  Person: PersonResolvers<ContextType>;
  Policy: PolicyResolvers<ContextType>;
  PolicyAttachment: PolicyAttachmentResolvers<ContextType>;
  PolicyDocument: GraphQLScalarType;
  PolicyStatement: GraphQLScalarType;
  Principal: PrincipalResolvers<ContextType>;
  PrincipalConnection: PrincipalConnectionResolvers<ContextType>;
  PrincipalEdge: PrincipalEdgeResolvers<ContextType>;
  Proof: GraphQLScalarType;
  PublicAccessBlock: PublicAccessBlockResolvers<ContextType>;
  Query: QueryResolvers<ContextType>;
  Remedy: RemedyResolvers<ContextType>;
  Resource: ResourceResolvers<ContextType>;
  ResourceConnection: ResourceConnectionResolvers<ContextType>;
  ResourceEdge: ResourceEdgeResolvers<ContextType>;
  ResourceProperties: GraphQLScalarType;
  Role: RoleResolvers<ContextType>;
  RootUser: RootUserResolvers<ContextType>;
  Service: ServiceResolvers<ContextType>;
  ServiceReach: ServiceReachResolvers<ContextType>;
  StatementReference: StatementReferenceResolvers<ContextType>;
  Suppression: SuppressionResolvers<ContextType>;
  Tag: TagResolvers<ContextType>;
  Technique: TechniqueResolvers<ContextType>;
  User: UserResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  at: AtDirectiveResolver<any, any, ContextType>;
};

import type { Needs } from '../iam/decision.js';
import type { Credentials, Tag } from '../iam/snapshot.js';
import type { Json, JsonObject } from '../lib/json.js';

/** Labels of nodes: the names of the GraphQL types. */
export type NodeLabel = GraphNode['label'];

interface Base {
  /** Global, the same in every generation and store. See `graph/ids.ts`. */
  readonly id: string;
  readonly arn: string | null;
  readonly name: string;
  /** Account number, null for what belongs to none. */
  readonly account: string | null;
}

/** A permission set that somebody is assigned in an account. */
export interface Assigned {
  readonly account: string;
  /** Node id of the permission set. */
  readonly permissionSet: string;
  /** Its name, by which its roles are named; null where the dump does not list the permission set. */
  readonly name: string | null;
}

/** A node of the graph, as stored. What relations say (groups, attachments, parents) is not repeated here. */
export type GraphNode =
  | (Base & {
      readonly label: 'Organization';
      readonly organizationId: string;
      readonly managementAccount: string;
      /** Whether SCPs, RCPs were listed at all; without, what binds is unknown. */
      readonly scpsCollected?: boolean;
      readonly rcpsCollected?: boolean;
    })
  | (Base & {
      readonly label: 'OrganizationalUnit';
      readonly unitId: string;
      readonly organizationId: string;
      readonly parentId: string | null;
    })
  | (Base & {
      readonly label: 'Account';
      readonly accountId: string;
      readonly email: string | null;
      readonly tags: readonly Tag[];
      /** In an organisation of the snapshot. */
      readonly organizationId: string | null;
      /** Node id of its root or unit. */
      readonly parentId: string | null;
      /** aws:PrincipalOrgPaths form of its place: `o-x/r-y/ou-z/`. */
      readonly organizationPath: string | null;
      readonly isManagement: boolean;
      readonly isCollected: boolean;
      readonly partition: string;
      readonly delegatedServices: readonly string[];
      /** Features of centralised root access in its organisation; null when not collected. */
      readonly rootFeatures: readonly string[] | null;
      /** Ids of the snapshot's organisations, where it is a member of none. */
      readonly outsideOf?: readonly string[];
      /** S3's public access block of the whole account, as it stands in the dump; absent where it was not collected. */
      readonly publicAccessBlock?: Json;
      /** Its canonical user id of S3; absent where nothing collected tells it. */
      readonly canonicalUserId?: string;
      /** Types of resource of which all that it has were listed; absent where none is known to be. */
      readonly listedTypes?: readonly string[];
    })
  | (Base & { readonly label: 'RootUser'; readonly credentials: Credentials | null })
  | (Base & {
      readonly label: 'User';
      readonly isCollected: boolean;
      readonly uniqueId: string | null;
      readonly path: string;
      readonly createdAt: string | null;
      readonly tags: readonly Tag[];
      readonly credentials: Credentials | null;
    })
  | (Base & {
      readonly label: 'Role';
      readonly isCollected: boolean;
      readonly uniqueId: string | null;
      readonly path: string;
      readonly createdAt: string | null;
      readonly tags: readonly Tag[];
      readonly lastUsedAt: string | null;
      /** Where `lastUsedAt` is null that does not mean never; absent where it does. */
      readonly isLastUseUnknown?: boolean;
      readonly isServiceLinked: boolean;
      /** Provisioned by IAM Identity Center: under `/aws-reserved/sso.amazonaws.com/`. */
      readonly isIdentityCenter: boolean;
      readonly instanceProfiles: readonly string[];
      readonly maxSessionSeconds: number | null;
      /** Its trust policy lets nobody pass session tags, so that its sessions have its own tags alone; absent where that is not known. */
      readonly refusesSessionTags?: boolean;
    })
  | (Base & { readonly label: 'Group'; readonly path: string })
  | (Base & { readonly label: 'Service' })
  | (Base & {
      readonly label: 'FederatedIdentity';
      readonly protocol: 'SAML' | 'OIDC';
      readonly providerName: string;
      /** Node id of the IAM provider, when it is one of the snapshot. */
      readonly providerId: string | null;
      /** Null when every user of the provider is admitted. */
      readonly claims: Needs | null;
    })
  | (Base & {
      readonly label: 'AccountPrincipal';
      /** Unique ids of collected users and roles, all of other accounts, that conditions of policies name. */
      readonly knownIds?: readonly string[];
    })
  | (Base & {
      readonly label: 'Anyone';
      /** Numbers of the accounts, ids of the organisations that the generation knows: Anyone is none of them. */
      readonly knownAccounts?: readonly string[];
      readonly knownOrganizations?: readonly string[];
      /** Unique ids of collected users and roles that conditions of policies name. */
      readonly knownIds?: readonly string[];
    })
  | (Base & {
      readonly label: 'IdentityProvider';
      readonly kind: 'SAML' | 'OIDC';
      readonly url: string | null;
      readonly clientIds: readonly string[];
      readonly isDetailed: boolean;
    })
  | (Base & {
      readonly label: 'Person';
      /** The name that they sign in by; null where the directory's users were not listed. */
      readonly userName: string | null;
      readonly displayName: string | null;
      /** They cannot sign in. */
      readonly isDisabled: boolean;
      /** Node ids of directory groups. */
      readonly groups: readonly string[];
      readonly assignments: readonly Assigned[];
    })
  | (Base & {
      readonly label: 'DirectoryGroup';
      readonly assignments: readonly Assigned[];
      /** Whether Active Directory keeps it, and who is in it; null where nobody listed it, absent where it does not. */
      readonly isOfActiveDirectory?: true | null;
    })
  | (Base & {
      readonly label: 'PermissionSet';
      readonly instanceArn: string;
      /** Customer managed policies, by name and path: each account has its own. */
      readonly customerPolicies: readonly string[];
      /** Name and path of the customer managed policy that is its boundary; absent: none is. */
      readonly customerBoundary?: string;
      /** Node ids of the roles that it provisions. */
      readonly roles: readonly string[];
    })
  | (Base & { readonly label: 'AccountControl' })
  | (Base & { readonly label: 'InstanceProfile'; readonly roleId: string | null })
  | (Base & {
      readonly label: 'Resource';
      /** As CloudFormation names it: `AWS::S3::Bucket`. */
      readonly type: string;
      readonly region: string | null;
      readonly tags: readonly Tag[];
      /** Whether its policy was asked for and could be read: without HAS_RESOURCE_POLICY it then has none. */
      readonly isPolicyCollected: boolean;
      /** Whatever else the dump states of it, as it stands there. */
      readonly properties: JsonObject;
    })
  | (Base & {
      readonly label: 'Policy';
      readonly kind: PolicyKind;
      /** Node id of whose inline, trust or resource policy it is. */
      readonly ownerId: string | null;
      readonly versionId: string | null;
      /** Key of its document among the graph's documents; null when not collected. */
      readonly documentKey: string | null;
      readonly isSubstitute: boolean;
      /** Of a customer managed policy: its versions that are not in force; absent where they are not known. */
      readonly otherVersions?: readonly OtherVersion[];
    });

/** A version of a policy that is not in force; its key is null where its document was not collected. */
export interface OtherVersion {
  readonly versionId: string;
  readonly documentKey: string | null;
}

export type PolicyKind =
  | 'AWS_MANAGED'
  | 'CUSTOMER_MANAGED'
  | 'INLINE'
  | 'TRUST'
  | 'RESOURCE'
  | 'SERVICE_CONTROL'
  | 'RESOURCE_CONTROL';

/** The node with this label. */
export type NodeOf<L extends NodeLabel> = Extract<GraphNode, { readonly label: L }>;

/** Labels of nodes that can make a request. */
export const PRINCIPAL_LABELS = [
  'User',
  'Role',
  'RootUser',
  'Service',
  'FederatedIdentity',
  'AccountPrincipal',
  'Anyone',
] as const satisfies readonly NodeLabel[];

export type PrincipalLabel = (typeof PRINCIPAL_LABELS)[number];
export type PrincipalNode = NodeOf<PrincipalLabel>;

/** Kinds of principal as the API names them. */
export type PrincipalKind =
  | 'USER'
  | 'ROLE'
  | 'ROOT_USER'
  | 'SERVICE'
  | 'FEDERATED_IDENTITY'
  | 'PERSON'
  | 'ACCOUNT'
  | 'ANYONE';

export const PRINCIPAL_KIND: Readonly<Record<PrincipalLabel | 'Person', PrincipalKind>> = {
  User: 'USER',
  Role: 'ROLE',
  RootUser: 'ROOT_USER',
  Service: 'SERVICE',
  FederatedIdentity: 'FEDERATED_IDENTITY',
  Person: 'PERSON',
  AccountPrincipal: 'ACCOUNT',
  Anyone: 'ANYONE',
};

export function isPrincipal(node: GraphNode): node is PrincipalNode {
  return (PRINCIPAL_LABELS as readonly string[]).includes(node.label);
}

/** A principal of the API: somebody who makes requests, or a person, who signs in to become somebody who does. */
export type PrincipalOrPerson = PrincipalNode | NodeOf<'Person'>;

export const PRINCIPAL_OR_PERSON_LABELS = [...PRINCIPAL_LABELS, 'Person'] as const satisfies readonly NodeLabel[];

export function isPrincipalOrPerson(node: GraphNode): node is PrincipalOrPerson {
  return node.label === 'Person' || isPrincipal(node);
}

import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { Assumption } from './Assumption.js';
import { BlastRadius } from './BlastRadius.js';
import { ChokePoints } from './ChokePoints.js';
import { Cut } from './Cut.js';
import { chokePoints } from './Query/chokePoints.js';
import { blastRadius } from './Query/blastRadius.js';
import { Needs } from './Needs.js';
import { NeedSet } from './NeedSet.js';
import { Need } from './Need.js';
import { Evidence } from './Evidence.js';
import { Layer } from './Layer.js';
import { DecisionCounts } from './DecisionCounts.js';
import { AssumptionConnection } from './AssumptionConnection.js';
import { AssumptionEdge } from './AssumptionEdge.js';
import { Tag } from './Tag.js';
import { Generation } from './Generation.js';
import { Count } from './Count.js';
import { Completeness } from './Completeness.js';
import { Gap } from './Gap.js';
import { PageInfo } from './PageInfo.js';
import { GenerationConnection } from './GenerationConnection.js';
import { GenerationEdge } from './GenerationEdge.js';
import { AccountConnection } from './AccountConnection.js';
import { AccountEdge } from './AccountEdge.js';
import { PrincipalConnection } from './PrincipalConnection.js';
import { PrincipalEdge } from './PrincipalEdge.js';
import { User } from './User.js';
import { Role } from './Role.js';
import { RootUser } from './RootUser.js';
import { Service } from './Service.js';
import { ServiceReach } from './ServiceReach.js';
import { FederatedIdentity } from './FederatedIdentity.js';
import { AccountPrincipal } from './AccountPrincipal.js';
import { Anyone } from './Anyone.js';
import { AccountControl } from './AccountControl.js';
import { InstanceProfile } from './InstanceProfile.js';
import { Technique } from './Technique.js';
import { Credentials } from './Credentials.js';
import { AccessKey } from './AccessKey.js';
import { DirectoryGroup } from './DirectoryGroup.js';
import { Group } from './Group.js';
import { IdentityProvider } from './IdentityProvider.js';
import { IdleSuppression } from './IdleSuppression.js';
import { Organization } from './Organization.js';
import { Account } from './Account.js';
import { OrganizationalUnit } from './OrganizationalUnit.js';
import { Path } from './Path.js';
import { PermissionSet } from './PermissionSet.js';
import { Person } from './Person.js';
import { Hop } from './Hop.js';
import { GraphEdge } from './GraphEdge.js';
import { PathConnection } from './PathConnection.js';
import { PathEdge } from './PathEdge.js';
import { CrossAccountAccess } from './CrossAccountAccess.js';
import { CrossAccountConnection } from './CrossAccountConnection.js';
import { CrossAccountEdge } from './CrossAccountEdge.js';
import { Permission } from './Permission.js';
import { PermissionConnection } from './PermissionConnection.js';
import { PermissionEdge } from './PermissionEdge.js';
import { Policy } from './Policy.js';
import { PolicyAttachment } from './PolicyAttachment.js';
import { ConditionCheck } from './ConditionCheck.js';
import { StatementReference } from './StatementReference.js';
import { generation } from './Query/generation.js';
import { generations } from './Query/generations.js';
import { node } from './Query/node.js';
import { nodes } from './Query/nodes.js';
import { account } from './Query/account.js';
import { accounts } from './Query/accounts.js';
import { principal } from './Query/principal.js';
import { principals } from './Query/principals.js';
import { policy } from './Query/policy.js';
import { search } from './Query/search.js';
import { whoCanAssume } from './Query/whoCanAssume.js';
import { rolesAssumableBy } from './Query/rolesAssumableBy.js';
import { paths } from './Query/paths.js';
import { crossAccountAccess } from './Query/crossAccountAccess.js';
import { resource } from './Query/resource.js';
import { canPerform } from './Query/canPerform.js';
import { canPerformEach } from './Query/canPerformEach.js';
import { exposure } from './Query/exposure.js';
import { whatCan } from './Query/whatCan.js';
import { whoCan } from './Query/whoCan.js';
import { whoCanAny } from './Query/whoCanAny.js';
import { findings } from './Query/findings.js';
import { Access } from './Access.js';
import { AccessConnection } from './AccessConnection.js';
import { AccessEdge } from './AccessEdge.js';
import { AccessDecision } from './AccessDecision.js';
import { AccessDecisionSummary } from './AccessDecisionSummary.js';
import { Remedy } from './Remedy.js';
import { AclGrant } from './AclGrant.js';
import { Bucket } from './Bucket.js';
import { EntityConnection } from './EntityConnection.js';
import { EntityEdge } from './EntityEdge.js';
import { Finding } from './Finding.js';
import { FindingConnection } from './FindingConnection.js';
import { FindingEdge } from './FindingEdge.js';
import { FunctionType } from './Function.js';
import { FunctionUrl } from './FunctionUrl.js';
import { Key } from './Key.js';
import { KeyGrant } from './KeyGrant.js';
import { PublicAccessBlock } from './PublicAccessBlock.js';
import { Node } from './Node.js';
import { OtherResource } from './OtherResource.js';
import { Resource } from './Resource.js';
import { ResourceConnection } from './ResourceConnection.js';
import { ResourceEdge } from './ResourceEdge.js';
import { Suppression } from './Suppression.js';
import { Entity } from './Entity.js';
import { Principal } from './Principal.js';
import type { Resolvers } from './generated/types.js';
import { AccountId, Arn, DateTime, PolicyDocument, PolicyStatement, Proof, ResourceProperties } from './scalars.js';

export { createContext, type Context } from './context.js';

const resolvers: Resolvers = {
  Query: {
    generation,
    generations,
    node,
    nodes,
    account,
    accounts,
    principal,
    principals,
    policy,
    resource,
    search,
    whoCanAssume,
    rolesAssumableBy,
    paths,
    crossAccountAccess,
    canPerform,
    canPerformEach,
    exposure,
    whatCan,
    whoCan,
    whoCanAny,
    blastRadius,
    chokePoints,
    findings,
  },
  Node,
  Entity,
  Principal,
  Access,
  AccessConnection,
  AccessDecision,
  AccessDecisionSummary,
  AclGrant,
  BlastRadius,
  Bucket,
  EntityConnection,
  EntityEdge,
  Function: FunctionType,
  FunctionUrl,
  Key,
  KeyGrant,
  PublicAccessBlock,
  AccessEdge,
  AccessKey,
  Account,
  AccountConnection,
  AccountEdge,
  AccountPrincipal,
  Anyone,
  Assumption,
  AssumptionConnection,
  AssumptionEdge,
  ChokePoints,
  Completeness,
  ConditionCheck,
  Count,
  Credentials,
  CrossAccountAccess,
  CrossAccountConnection,
  CrossAccountEdge,
  Cut,
  DecisionCounts,
  Evidence,
  FederatedIdentity,
  Finding,
  FindingConnection,
  FindingEdge,
  Gap,
  Generation,
  GenerationConnection,
  GenerationEdge,
  GraphEdge,
  DirectoryGroup,
  Group,
  Hop,
  IdentityProvider,
  IdleSuppression,
  AccountControl,
  InstanceProfile,
  Technique,
  Layer,
  Need,
  NeedSet,
  Needs,
  Organization,
  OrganizationalUnit,
  OtherResource,
  PageInfo,
  Path,
  PathConnection,
  PathEdge,
  Permission,
  PermissionSet,
  Person,
  PermissionConnection,
  PermissionEdge,
  Policy,
  PolicyAttachment,
  PrincipalConnection,
  PrincipalEdge,
  Remedy,
  Resource,
  ResourceConnection,
  ResourceEdge,
  Role,
  RootUser,
  Service,
  ServiceReach,
  StatementReference,
  Suppression,
  Tag,
  User,
  AccountId,
  Arn,
  DateTime,
  PolicyDocument,
  PolicyStatement,
  Proof,
  ResourceProperties,
};

/** Where the SDL stands: from source, and from the output, which mirrors it. */
const SDL_FOLDER = fileURLToPath(new URL('../schema/', import.meta.url));

/** The schema that is served: the SDL of `schema/` with these resolvers. */
export function buildSchema(): GraphQLSchema {
  const typeDefs = readdirSync(SDL_FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(`${SDL_FOLDER}${file}`, 'utf8'));
  return makeExecutableSchema({ typeDefs, resolvers });
}

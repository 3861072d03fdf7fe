import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { Group, ManagedPolicy, PolicyText, Role, Snapshot, User } from '../../iam/snapshot.js';
import { statementsOf, takesIn } from '../statements.js';
import { attachPolicy } from './attachPolicy.js';
import type { Draft } from './draft.js';

/** Users, groups, roles, instance profiles, identity providers and the policies on them. */
export function addIdentities(draft: Draft, snapshot: Snapshot): void {
  addManagedPolicies(draft, snapshot);
  for (const group of snapshot.groups) {
    const { arn, name, account, path } = group;
    draft.addNode({ label: 'Group', id: nodeId.arn(arn), arn, name, account, path });
    addPolicies(draft, group);
  }
  for (const user of snapshot.users) addUser(draft, user);
  for (const role of snapshot.roles) addRole(draft, role);
  for (const profile of snapshot.instanceProfiles) {
    const { arn, name, account, role } = profile;
    const roleId = role === null ? null : nodeId.arn(role);
    draft.addNode({ label: 'InstanceProfile', id: nodeId.arn(arn), arn, name, account, roleId });
    if (roleId !== null && draft.nodes.has(roleId)) draft.relate('IN_PROFILE', roleId, nodeId.arn(arn));
  }
  for (const provider of snapshot.identityProviders) {
    const { arn, name, account, kind, url, clientIds, isDetailed } = provider;
    draft.addNode({
      label: 'IdentityProvider',
      id: nodeId.arn(arn),
      arn,
      name,
      account,
      kind,
      url,
      clientIds,
      isDetailed,
    });
  }
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html */
export const SERVICE_LINKED_PATH = '/aws-service-role/';
/** @see https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html */
export const IDENTITY_CENTER_PATH = '/aws-reserved/sso.amazonaws.com/';

function addManagedPolicies(draft: Draft, snapshot: Snapshot): void {
  for (const policy of snapshot.managedPolicies) {
    draft.addNode({
      label: 'Policy',
      id: nodeId.arn(policy.arn),
      arn: policy.arn,
      name: policy.name,
      account: policy.account,
      kind: policy.account === null ? 'AWS_MANAGED' : 'CUSTOMER_MANAGED',
      ownerId: null,
      versionId: policy.defaultVersion,
      documentKey: draft.documents.add(policy.policy.document),
      isSubstitute: policy.isSubstitute,
      ...otherVersions(draft, policy),
    });
  }
}

/** Where no version was listed, which there are is not known. AWS managed policies have versions that nobody can choose. */
function otherVersions(draft: Draft, policy: ManagedPolicy): Pick<NodeOf<'Policy'>, 'otherVersions'> {
  if (policy.account === null || policy.policy.document === null) return {};
  return {
    otherVersions: policy.otherVersions.map(({ versionId, document }) => ({
      versionId,
      documentKey: draft.documents.add(document),
    })),
  };
}

function addUser(draft: Draft, user: User): void {
  const { arn, name, account, uniqueId, path, createdAt, tags, credentials } = user;
  const id = nodeId.arn(arn);
  draft.addNode({
    label: 'User',
    id,
    arn,
    name,
    account,
    isCollected: true,
    uniqueId,
    path,
    createdAt,
    tags,
    credentials,
  });
  addPolicies(draft, user);
  for (const group of user.groups) {
    if (draft.nodes.has(nodeId.arn(group))) draft.relate('MEMBER_OF', id, nodeId.arn(group));
  }
}

function addRole(draft: Draft, role: Role): void {
  const { arn, name, account, uniqueId, path, createdAt, tags, lastUsedAt, maxSessionSeconds } = role;
  const id = nodeId.arn(arn);
  draft.addNode({
    label: 'Role',
    id,
    arn,
    name,
    account,
    isCollected: true,
    uniqueId,
    path,
    createdAt,
    tags,
    lastUsedAt,
    isServiceLinked: path.startsWith(SERVICE_LINKED_PATH),
    isIdentityCenter: path.startsWith(IDENTITY_CENTER_PATH),
    instanceProfiles: role.instanceProfiles,
    maxSessionSeconds,
    ...(role.isLastUseUnknown === true ? { isLastUseUnknown: true } : {}),
    ...(refusesSessionTags(role) ? { refusesSessionTags: true } : {}),
  });
  addPolicies(draft, role);
  const trust = nodeId.trustPolicy(id);
  addOwnedPolicy(draft, { id: trust, name: 'trust policy', kind: 'TRUST', ownerId: id, account }, role.trustPolicy);
  draft.relate('HAS_POLICY', id, trust);
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required */
function refusesSessionTags({ trustPolicy: { document } }: Role): boolean {
  return (
    document !== null &&
    !statementsOf(document).some((statement) => statement.effect === 'Allow' && takesIn(statement, 'sts:TagSession'))
  );
}

function addPolicies(draft: Draft, identity: User | Group | Role): void {
  const id = nodeId.arn(identity.arn);
  for (const policy of identity.inlinePolicies) {
    const inline = nodeId.inlinePolicy(id, policy.name);
    const owned = { id: inline, name: policy.name, kind: 'INLINE', ownerId: id, account: identity.account } as const;
    addOwnedPolicy(draft, owned, policy);
    draft.relate('HAS_POLICY', id, inline, { use: 'PERMISSIONS' });
  }
  for (const arn of identity.attachedPolicies) attachPolicy(draft, id, arn, 'PERMISSIONS');
  if ('boundary' in identity && identity.boundary !== null) attachPolicy(draft, id, identity.boundary, 'BOUNDARY');
}

function addOwnedPolicy(
  draft: Draft,
  owned: {
    readonly id: string;
    readonly name: string;
    readonly kind: 'INLINE' | 'TRUST';
    readonly ownerId: string;
    readonly account: string;
  },
  text: PolicyText,
): void {
  draft.addNode({
    label: 'Policy',
    ...owned,
    arn: null,
    versionId: null,
    documentKey: draft.documents.add(text.document),
    isSubstitute: false,
  });
}

import { nodeId } from '../../graph/ids.js';
import type { Assigned, GraphNode, NodeOf } from '../../graph/nodes.js';
import type { IdentityCenter, Snapshot } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { groupBy } from '../groupBy.js';
import { permissionSetOf } from '../identityCenter.js';
import { attachPolicy } from './attachPolicy.js';
import type { Draft } from './draft.js';

/** People, directory groups and permission sets of the instances of IAM Identity Center, with who is assigned what where. */
export function addIdentityCenters(draft: Draft, snapshot: Snapshot): void {
  if (snapshot.identityCenters.length === 0) return;
  const organizations = new Map(snapshot.accounts.map(({ id, organization }) => [id, organization]));
  const roles = rolesBySet(draft.nodes.values());
  for (const center of snapshot.identityCenters) {
    addPermissionSets(draft, center, (name) =>
      (roles.get(name) ?? []).filter(({ account }) => isServed(account ?? '', center, organizations)),
    );
    addDirectory(draft, center);
  }
}

/** Roles that IAM Identity Center provisioned, by the name of their permission set. */
function rolesBySet(nodes: Iterable<GraphNode>): ReadonlyMap<string, readonly NodeOf<'Role'>[]> {
  const provisioned = [...nodes].filter(
    (node): node is NodeOf<'Role'> => node.label === 'Role' && node.isIdentityCenter,
  );
  return groupBy(provisioned, (role) => permissionSetOf(role) ?? '');
}

/** Whether an account may be one that the instance assigns people to: those of other organisations are not. */
function isServed(
  account: string,
  { ownerAccount }: IdentityCenter,
  organizations: ReadonlyMap<string, string | null>,
): boolean {
  if (ownerAccount === null || ownerAccount === account) return true;
  const [own, its] = [organizations.get(ownerAccount), organizations.get(account)];
  return own === its || own === undefined || its === undefined;
}

function addPermissionSets(
  draft: Draft,
  { permissionSets, instanceArn, ownerAccount }: IdentityCenter,
  rolesOf: (name: string) => readonly NodeOf<'Role'>[],
): void {
  for (const { arn, name, inlinePolicy, attachedPolicies, customerPolicies, boundary } of permissionSets) {
    const id = nodeId.arn(arn);
    draft.addNode({
      label: 'PermissionSet',
      id,
      arn,
      name,
      account: ownerAccount,
      instanceArn,
      customerPolicies: [...customerPolicies],
      ...(boundary === null || boundary.startsWith('arn:') ? {} : { customerBoundary: boundary }),
      roles: rolesOf(name)
        .map((role) => role.id)
        .toSorted(compareCodePoints),
    });
    for (const policy of attachedPolicies) attachPolicy(draft, id, policy, 'PERMISSIONS');
    if (boundary?.startsWith('arn:') === true) attachPolicy(draft, id, boundary, 'BOUNDARY');
    if (inlinePolicy === null) continue;
    const inline = nodeId.inlinePolicy(id, name);
    draft.addNode({
      label: 'Policy',
      id: inline,
      arn: null,
      name,
      account: ownerAccount,
      kind: 'INLINE',
      ownerId: id,
      versionId: null,
      documentKey: draft.documents.add(inlinePolicy.document),
      isSubstitute: false,
    });
    draft.relate('HAS_POLICY', id, inline, { use: 'PERMISSIONS' });
  }
}

function addDirectory(draft: Draft, center: IdentityCenter): void {
  const { identityStoreId: store, permissionSets, assignments } = center;
  const names = new Map(permissionSets.map(({ arn, name }) => [arn, name]));
  const assigned = groupBy(assignments, ({ principalType, principalId }) => `${principalType} ${principalId}`);
  const assignedTo = (principal: string): readonly Assigned[] =>
    (assigned.get(principal) ?? []).map(({ account, permissionSet }) => ({
      account,
      permissionSet: nodeId.arn(permissionSet),
      name: names.get(permissionSet) ?? null,
    }));
  for (const { id, userName, displayName, isDisabled, groups } of everyone(center)) {
    draft.addNode({
      label: 'Person',
      id: nodeId.person(store, id),
      arn: null,
      name: userName ?? id,
      account: null,
      userName,
      displayName,
      isDisabled,
      groups: groups.map((group) => nodeId.directoryGroup(store, group)),
      assignments: assignedTo(`USER ${id}`),
    });
  }
  for (const { id, displayName, isOfActiveDirectory } of everyGroup(center)) {
    draft.addNode({
      label: 'DirectoryGroup',
      id: nodeId.directoryGroup(store, id),
      arn: null,
      name: displayName ?? id,
      account: null,
      assignments: assignedTo(`GROUP ${id}`),
      ...(isOfActiveDirectory === undefined ? {} : { isOfActiveDirectory }),
    });
  }
}

/** Those of the directory, and those who are assigned something and not listed. */
function everyone({ users, assignments }: IdentityCenter): IdentityCenter['users'] {
  const unlisted = namedOnly(assignments, 'USER', users);
  return [
    ...users,
    ...unlisted.map((id) => ({ id, userName: null, displayName: null, isDisabled: false, groups: [] })),
  ];
}

function everyGroup({ groups, assignments }: IdentityCenter): IdentityCenter['groups'] {
  const unlisted = namedOnly(assignments, 'GROUP', groups);
  return [...groups, ...unlisted.map((id) => ({ id, displayName: null, isOfActiveDirectory: null }))];
}

function namedOnly(
  assignments: IdentityCenter['assignments'],
  type: 'USER' | 'GROUP',
  listed: readonly { readonly id: string }[],
): readonly string[] {
  const known = new Set(listed.map(({ id }) => id));
  const named = assignments.flatMap((one) => (one.principalType === type ? [one.principalId] : []));
  return [...new Set(named)].filter((id) => !known.has(id));
}

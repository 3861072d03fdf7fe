import { nodeId } from '../graph/ids.js';
import type { GraphNode, NodeOf } from '../graph/nodes.js';
import type { Gap, IdentityCenter } from '../iam/snapshot.js';
import { groupBy } from './groupBy.js';
import { assignmentsUnknown, NO_ASSIGNMENTS, permissionSetOf } from './identityCenter.js';

/** What is missing of who is assigned which role: on the roles that it bears on. */
export function assignmentGaps(nodes: readonly GraphNode[], centers: readonly IdentityCenter[]): readonly Gap[] {
  const roles = nodes.filter((node): node is NodeOf<'Role'> => node.label === 'Role' && node.isIdentityCenter);
  const unlisted = new Map(centers.map(({ instanceArn, unlisted: lists }) => [instanceArn, lists]));
  const provisioning = new Map(
    nodes.flatMap((node) => (node.label === 'PermissionSet' ? node.roles.map((role) => [role, node] as const) : [])),
  );
  const ofRoles = roles.flatMap((role): readonly Gap[] => {
    if (!role.isCollected) return [];
    const set = provisioning.get(role.id);
    if (set === undefined) return [assignmentsUnknown(role, whyUnmatched(role, centers))];
    const lists = unlisted.get(set.instanceArn) ?? [];
    return lists.length === 0
      ? []
      : [assignmentsUnknown(role, `The dump lacks the whole of ${lists.join(' and ')} of ${set.instanceArn}`)];
  });
  return [...ofRoles, ...unprovisioned(nodes, roles)];
}

function whyUnmatched(role: NodeOf<'Role'>, centers: readonly IdentityCenter[]): string {
  if (centers.length === 0) return NO_ASSIGNMENTS;
  const set = permissionSetOf(role);
  return set === null
    ? 'Its name is not that of a role which was provisioned for a permission set'
    : `The dump has no permission set ${set} of an instance that serves its account`;
}

/** Assignments in accounts that were collected without a role that they could mean. */
function unprovisioned(nodes: readonly GraphNode[], roles: readonly NodeOf<'Role'>[]): readonly Gap[] {
  const collected = new Set(nodes.flatMap((node) => (node.label === 'Account' && node.isCollected ? [node.id] : [])));
  const there = groupBy(roles, (role) => `${role.account ?? ''} ${permissionSetOf(role) ?? ''}`);
  const missing = new Map<string, Gap>();
  for (const node of nodes) {
    if (node.label !== 'Person' && node.label !== 'DirectoryGroup') continue;
    for (const { account, permissionSet, name } of node.assignments) {
      if (!collected.has(nodeId.account(account)) || there.has(`${account} ${name ?? ''}`)) continue;
      const what = name === null ? 'the dump does not list it' : `the dump has no role AWSReservedSSO_${name}_… there`;
      missing.set(`${account} ${permissionSet}`, {
        kind: 'LISTING_INCOMPLETE',
        account,
        subject: permissionSet,
        mayHide: true,
        mayOverstate: false,
        text: `The permission set ${name ?? permissionSet} is assigned in account ${account}, and ${what}.`,
      });
    }
  }
  return [...missing.values()];
}

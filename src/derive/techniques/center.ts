import { accountOfId, nodeId } from '../../graph/ids.js';
import type { Assigned, GraphNode, NodeOf } from '../../graph/nodes.js';
import type { Gap } from '../../iam/snapshot.js';
import { groupBy } from '../groupBy.js';
import { permissionSetOf } from '../identityCenter.js';
import type { PolicyView } from '../view.js';

/** What techniques look for in IAM Identity Center, indexed once. */
export interface Center {
  readonly permissionSets: readonly NodeOf<'PermissionSet'>[];
  /** The collected roles of a permission set, by its node id. */
  readonly roles: ReadonlyMap<string, readonly NodeOf<'Role'>[]>;
  /** Instances that provision a role, by its id. */
  readonly instances: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether a role is provisioned for a permission set (a node id) in an account. */
  readonly isProvisioned: (permissionSet: string, account: string) => boolean;
  /** Directory groups that are assigned a permission set, by its node id. */
  readonly groupsWith: ReadonlyMap<string, readonly NodeOf<'DirectoryGroup'>[]>;
  /** The collected roles that an assignment means. */
  readonly assigned: (assignment: Assigned) => readonly NodeOf<'Role'>[];
  /** Whether somebody is assigned a permission set (a node id) in an account. */
  readonly isAssigned: (permissionSet: string, account: string) => boolean;
  /** The people who may have a session of a role; those who cannot sign in are not among them. */
  readonly holders: (role: NodeOf<'Role'>) => readonly NodeOf<'Person'>[];
  /** Whether others than `holders` tells may have one. */
  readonly mayHaveMore: (role: NodeOf<'Role'>) => boolean;
}

export function centerOf(
  nodes: readonly GraphNode[],
  collected: readonly NodeOf<'Role'>[],
  gaps: readonly Gap[],
): Center {
  const permissionSets = nodes.filter((node) => node.label === 'PermissionSet');
  const provisioned = collected.filter(({ isIdentityCenter }) => isIdentityCenter);
  const byPlace = groupBy(provisioned, placeOf);
  const byId = new Map(provisioned.map((role) => [role.id, role]));
  const people = nodes.filter((node) => node.label === 'Person');
  const groups = nodes.filter(
    (node): node is NodeOf<'DirectoryGroup'> => node.label === 'DirectoryGroup' && node.assignments.length > 0,
  );
  const assigned = new Set(
    [...people, ...groups].flatMap(({ assignments }) =>
      assignments.map(({ permissionSet, account }) => `${permissionSet} ${account}`),
    ),
  );
  const unknown = new Set(
    gaps.filter(({ kind, mayHide }) => kind === 'SERVICE_NOT_COVERED' && mayHide).map(({ subject }) => subject),
  );
  const holders = holdersByPlace(people, groups);
  const provisions = permissionSets.flatMap(({ id, instanceArn, roles }) =>
    roles.map((role) => ({ role, instanceArn, place: `${id} ${accountOfId(role)}` })),
  );
  const places = new Set(provisions.map(({ place }) => place));
  const assignedTo = groups.flatMap((group) =>
    [...new Set(group.assignments.map(({ permissionSet }) => permissionSet))].map((set) => ({ set, group })),
  );
  return {
    permissionSets,
    roles: new Map(permissionSets.map(({ id, roles }) => [id, roles.flatMap((role) => byId.get(role) ?? [])])),
    instances: new Map(
      [...groupBy(provisions, ({ role }) => role)].map(([role, some]) => [
        role,
        new Set(some.map(({ instanceArn }) => instanceArn)),
      ]),
    ),
    isProvisioned: (permissionSet, account) => places.has(`${permissionSet} ${account}`),
    groupsWith: new Map(
      [...groupBy(assignedTo, ({ set }) => set)].map(([set, some]) => [set, some.map(({ group }) => group)]),
    ),
    assigned: (assignment) => byPlace.get(placeOfAssignment(assignment)) ?? [],
    isAssigned: (permissionSet, account) => assigned.has(`${permissionSet} ${account}`),
    holders: (role) => holders.get(placeOf(role)) ?? [],
    mayHaveMore: ({ arn }) => unknown.has(arn),
  };
}

function holdersByPlace(
  people: readonly NodeOf<'Person'>[],
  groups: readonly NodeOf<'DirectoryGroup'>[],
): ReadonlyMap<string, readonly NodeOf<'Person'>[]> {
  const ofGroup = new Map(groups.map(({ id, assignments }) => [id, assignments]));
  const held = people
    .filter(({ isDisabled }) => !isDisabled)
    .flatMap((person) => {
      const all = [...person.assignments, ...person.groups.flatMap((id) => ofGroup.get(id) ?? [])];
      return [...new Set(all.map(placeOfAssignment))].map((place) => ({ place, person }));
    });
  return new Map(
    [...groupBy(held, ({ place }) => place)].map(([place, some]) => [place, some.map(({ person }) => person)]),
  );
}

function placeOf(role: NodeOf<'Role'>): string {
  return `${role.account ?? ''} ${permissionSetOf(role) ?? ''}`;
}

function placeOfAssignment({ account, name }: Assigned): string {
  return `${account} ${name ?? ''}`;
}

/** The service principal to which the administration of IAM Identity Center is delegated. */
const DELEGATED_TO = 'sso.amazonaws.com';

/** A permission set that an account administers, and as what. */
export interface Administered {
  readonly set: NodeOf<'PermissionSet'>;
  readonly isDelegate: boolean;
  /** The account that the instance belongs to. */
  readonly management: string;
}

/**
 * The permission sets that principals of an account may call for: those of an instance that it owns, as the management account of an
 * organisation does, or whose administration is delegated to it.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html
 */
export function administeredBy(view: PolicyView, center: Center, account: string): readonly Administered[] {
  const { permissionSets } = center;
  const node = permissionSets.length === 0 ? null : view.account(account);
  if (node === null) return [];
  const organization = node.organizationId === null ? null : view.node(nodeId.organization(node.organizationId));
  const above = organization?.label === 'Organization' ? organization.managementAccount : account;
  const isDelegate = above !== account;
  if (isDelegate && !node.delegatedServices.includes(DELEGATED_TO)) return [];
  return permissionSets
    .filter((set) => set.account === null || set.account === above)
    .map((set) => ({ set, isDelegate, management: above }));
}

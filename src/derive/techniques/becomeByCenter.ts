import type { NodeOf } from '../../graph/nodes.js';
import type { Become } from './become.js';
import { leastOf } from './bestWay.js';
import { byPeople } from './becomeByPeople.js';
import { type Administered, administeredBy } from './center.js';
import {
  among,
  assigningKept,
  isKept,
  isPerson,
  partsOf,
  provisioningIn,
  signingIn,
  storeOf,
  writingMembers,
} from './centerFacts.js';
import type { DecidedRequest } from './requests.js';
import { type Acting, takeSteps } from './takeSteps.js';
import type { Technique } from './technique.js';

/**
 * Roles that IAM Identity Center provisioned and that the actor can have itself assigned, whose directory group it can join, or as whose people
 * it can sign in.
 */
export function becomesByCenter(acting: Acting, techniques: readonly Technique[]): readonly Become[] {
  const { actor, view, world } = acting;
  const ways = techniques.filter(({ target }) => isByAssignment(target) || BY_DIRECTORY.has(target.kind));
  const administered = ways.length === 0 ? [] : administeredBy(view, world.center, actor.account ?? '');
  return ways.flatMap((technique) => administered.flatMap((one) => becomesBy(acting, technique, one)));
}

const BY_DIRECTORY: ReadonlySet<Technique['target']['kind']> = new Set(['DIRECTORY_GROUP', 'PERSON']);

function becomesBy(acting: Acting, technique: Technique, one: Administered): readonly Become[] {
  const { kind } = technique.target;
  if (kind === 'PERSON') return byPeople(acting, technique, one);
  return kind === 'DIRECTORY_GROUP' ? byJoining(acting, technique, one) : byAssigning(acting, technique, one);
}

/** Whether a technique assigns a permission set that is there. */
export function isByAssignment(target: Technique['target']): boolean {
  return target.kind === 'PERMISSION_SET' && target.by === 'ASSIGNMENT';
}

function byAssigning(acting: Acting, technique: Technique, one: Administered): readonly Become[] {
  const { world, actor } = acting;
  return (world.center.roles.get(one.set.id) ?? []).flatMap((role): readonly Become[] => {
    const requests = role.id === actor.id ? null : assigning(acting, technique, one, role.account ?? '');
    const best = requests === null ? null : leastOf(technique, [requests]);
    return best === null ? [] : [{ technique, target: role, ...best }];
  });
}

/** What it takes to be assigned a permission set in an account; null where that is denied. */
export function assigning(
  acting: Acting,
  technique: Technique,
  one: Administered,
  account: string,
): readonly DecidedRequest[] | null {
  const provisioning = provisioningIn(acting, one, account);
  if (provisioning === null) return null;
  const steps = takeSteps(acting, technique, { target: acting.actor, resource: null, parts: partsOf(one, account) });
  if (steps === null) return null;
  const kept = isKept(acting, one) ? [assigningKept(one)] : [];
  return [...steps, ...provisioning, ...kept, ...signingIn(acting, one)];
}

/** Which group a person is in is no matter of accounts: the delegated administrator writes that of every group. */
function byJoining(acting: Acting, technique: Technique, one: Administered): readonly Become[] {
  const { world, actor } = acting;
  return (world.center.groupsWith.get(one.set.id) ?? []).flatMap((group): readonly Become[] => {
    const assignments = group.assignments.filter(({ permissionSet }) => permissionSet === one.set.id);
    const roles = [...new Set(assignments.flatMap((assignment) => world.center.assigned(assignment)))].filter(
      ({ id }) => id !== actor.id,
    );
    if (roles.length === 0) return [];
    const written = writingMembers(one, group);
    const best = leastOf(
      technique,
      joining(acting, technique, one, group).map((way) => [...way, ...written]),
    );
    return best === null ? [] : roles.map((target) => ({ technique, target, ...best }));
  });
}

/** A person adds nobody but itself: the group's roles are entered by whoever signs in as the one who joined. */
function joining(
  acting: Acting,
  technique: Technique,
  one: Administered,
  group: NodeOf<'DirectoryGroup'>,
): readonly (readonly DecidedRequest[])[] {
  const { actor, world } = acting;
  const { store, group: GroupId } = storeOf(group);
  const parts = { Account: one.management, IdentityStoreId: store, GroupId };
  const take = (more: Readonly<Record<string, string>>): readonly DecidedRequest[] | null =>
    takeSteps(acting, technique, { target: actor, resource: null, parts: { ...parts, ...more } });
  if (!isPerson(acting, one.set)) {
    const steps = take({});
    return steps === null ? [] : [[...steps, ...signingIn(acting, one)]];
  }
  const own = world.center.holders(actor as NodeOf<'Role'>);
  const taken = own.flatMap((person) => {
    const steps = take({ UserId: person.id.slice(person.id.lastIndexOf('/') + 1) });
    return steps === null ? [] : [{ person, steps }];
  });
  const facts = among(acting, one.set, new Set(taken.map(({ person }) => person.id)), {
    what: `one whom it may add to ${group.name}`,
    isOpen: false,
  });
  return facts === null ? [] : taken.map(({ steps }) => [...steps, ...facts]);
}

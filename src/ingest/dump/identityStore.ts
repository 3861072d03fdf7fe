import type { DirectoryGroup, DirectoryUser } from '../../iam/snapshot.js';
import { parseArn } from '../../iam/arn.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import {
  type Item,
  malformed,
  placeOfField,
  readItems,
  readOptionalItem,
  readOptionalText,
  readText,
} from '../fields.js';
import { describePlace, refusal } from '../refusal.js';
import type { IdentityCenterAnswers } from './identityCenter.js';

/** Users and groups of the directories behind IAM Identity Center, by the id of their identity store. */
export interface Directory {
  readonly users: ReadonlyMap<string, readonly DirectoryUser[]>;
  readonly groups: ReadonlyMap<string, readonly DirectoryGroup[]>;
}

/**
 * Users, Groups and GroupMemberships, as the identity store lists them. A member that Users does not list is somebody all the same.
 * Errors: DUMP_MALFORMED, DUMP_CONFLICT.
 * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroupMemberships.html
 */
export function readDirectory(answers: IdentityCenterAnswers): Directory {
  const listed = readListed(answers, 'Users', 'Person', 'UserId', (item, id) => ({
    id,
    userName: readOptionalText(item, 'UserName'),
    displayName: readOptionalText(item, 'DisplayName'),
    isDisabled: readStatus(item),
  }));
  const groups = readListed<DirectoryGroup>(answers, 'Groups', 'DirectoryGroup', 'GroupId', (item, id) => ({
    id,
    displayName: readOptionalText(item, 'DisplayName'),
    ...(isOfActiveDirectory(item) ? { isOfActiveDirectory: true } : {}),
  }));
  const memberships = new Map<string, Set<string>>();
  answers.each('GroupMemberships', 'GroupMembership', (item) => {
    const store = answers.storeOf(item);
    const member = readOptionalItem(item, 'MemberId');
    if (member === null) throw malformed(item, 'MemberId', 'MemberId is missing');
    const id = readText(member, 'UserId');
    const group = readText(item, 'GroupId');
    if (!groups.get(store)?.has(group))
      ofStore(groups, store).set(group, { id: group, displayName: null, isOfActiveDirectory: null });
    if (!listed.get(store)?.has(id))
      ofStore(listed, store).set(id, { id, userName: null, displayName: null, isDisabled: false });
    const key = JSON.stringify([store, id]);
    memberships.set(key, (memberships.get(key) ?? new Set()).add(group));
  });
  const groupsOf = (store: string, id: string): readonly string[] =>
    [...(memberships.get(JSON.stringify([store, id])) ?? [])].toSorted(compareCodePoints);
  return {
    users: sorted(listed, (store, user) => ({ ...user, groups: groupsOf(store, user.id) })),
    groups: sorted(groups, (_store, group) => group),
  };
}

type ByStore<T> = Map<string, Map<string, T>>;

function ofStore<T>(all: ByStore<T>, store: string): Map<string, T> {
  const known = all.get(store);
  if (known !== undefined) return known;
  const made = new Map<string, T>();
  all.set(store, made);
  return made;
}

function readListed<T>(
  answers: IdentityCenterAnswers,
  list: 'Users' | 'Groups',
  kind: 'Person' | 'DirectoryGroup',
  idName: string,
  read: (item: Item, id: string) => T,
): ByStore<T> {
  const found: ByStore<T> = new Map();
  const seen = new Map<string, Item>();
  answers.each(list, kind, (item) => {
    const store = answers.storeOf(item);
    const id = readText(item, idName);
    const key = JSON.stringify([store, id]);
    const before = seen.get(key);
    if (before !== undefined)
      throw refusal(
        'DUMP_CONFLICT',
        placeOfField(item, idName),
        `${id} stands twice, at first in ${describePlace(before)}`,
      );
    ofStore(found, store).set(id, read(item, id));
    seen.set(key, item);
  });
  return found;
}

/**
 * Whether a group comes from a directory of AWS Directory Service, whose ARN is then the issuer of an external id of it.
 * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ExternalId.html
 */
function isOfActiveDirectory(item: Item): boolean {
  return readItems(item, 'ExternalIds').some(
    (one) => parseArn(readOptionalText(one, 'Issuer') ?? '')?.service === 'ds',
  );
}

function readStatus(item: Item): boolean {
  const status = readOptionalText(item, 'UserStatus');
  if (status === null || status === 'ENABLED') return false;
  if (status === 'DISABLED') return true;
  throw malformed(item, 'UserStatus', 'UserStatus is neither ENABLED nor DISABLED');
}

function sorted<T extends { readonly id: string }, R>(
  all: ByStore<T>,
  make: (store: string, one: T) => R,
): ReadonlyMap<string, readonly R[]> {
  return new Map(
    [...all].map(([store, some]) => [
      store,
      [...some.values()].sort((left, right) => compareCodePoints(left.id, right.id)).map((one) => make(store, one)),
    ]),
  );
}

import { parseArn } from '../../iam/arn.js';
import type { IdentityCenter } from '../../iam/snapshot.js';
import type { Json, JsonObject } from '../../lib/json.js';
import type { Place } from '../../lib/errors.js';
import {
  type Item,
  listElements,
  malformed,
  placeOf,
  placeOfField,
  readOptionalText,
  readText,
  readTexts,
  toItem,
} from '../fields.js';
import { describePlace, refusal } from '../refusal.js';
import { isObject } from '../text/readJson.js';
import { readAssignments } from './accountAssignments.js';
import type { BookKind } from '../ingested.js';
import type { Draft } from './draft.js';
import { readDirectory } from './identityStore.js';
import { readPermissionSets } from './permissionSets.js';

const LISTS = ['PermissionSets', 'AccountAssignments', 'Users', 'Groups', 'GroupMemberships'] as const;
export type List = (typeof LISTS)[number];

/** The answers in one identity-center.json, and the instances that they are about. */
export interface IdentityCenterAnswers {
  readonly draft: Draft;
  has(list: List): boolean;
  /** What `read` makes of each entry of a list; broken ones may be left out. Errors: those of `read`, DUMP_MALFORMED. */
  each<T>(list: List, kind: BookKind, read: (item: Item) => T): readonly T[];
  /** The instance of a permission set's ARN. Errors: DUMP_MALFORMED when it is none of these. */
  instanceOf(item: Item, name: string): string;
  /** The identity store that an entry names, or the only one there is. Errors: DUMP_MALFORMED. */
  storeOf(item: Item): string;
}

interface Instance {
  readonly arn: string;
  readonly store: string;
  readonly owner: string | null;
  readonly place: Place;
}

/**
 * identity-center.json: the instances of IAM Identity Center with their permission sets, assignments, and the users and groups of their
 * directories. Errors: DUMP_UNRECOGNIZED, DUMP_MALFORMED, DUMP_CONFLICT, POLICY_MALFORMED.
 */
export function readIdentityCenter(value: Json, file: string, draft: Draft): void {
  const place = { file, pointer: '' };
  if (!isObject(value) || !Object.hasOwn(value, 'Instances'))
    throw refusal('DUMP_UNRECOGNIZED', place, 'The file has no Instances');
  const instances = readInstances(value, file, draft);
  const answers = openAnswers(value, file, draft, instances);
  const sets = readPermissionSets(answers);
  const directory = readDirectory(answers);
  const assignments = readAssignments(answers);
  const cut = new Set(readTexts(toItem({ value, file, pointer: '' }, 'PASCAL', 'identity-center.json'), 'Incomplete'));
  const unlisted = (['AccountAssignments', 'GroupMemberships'] as const).filter(
    (list) => !answers.has(list) || cut.has(list),
  );
  for (const { arn, store, owner } of instances) {
    const found: IdentityCenter = {
      instanceArn: arn,
      identityStoreId: store,
      ownerAccount: owner,
      permissionSets: sets.get(arn) ?? [],
      users: directory.users.get(store) ?? [],
      groups: directory.groups.get(store) ?? [],
      assignments: assignments.get(arn) ?? [],
      unlisted,
    };
    draft.identityCenters.set(arn, found);
  }
  draft.ledger.countRead('IdentityCenter', instances.length);
  draft.ledger.countStored('IdentityCenter', instances.length);
}

function readInstances(root: JsonObject, file: string, draft: Draft): readonly Instance[] {
  const elements = listElements(root['Instances'] ?? null, file, '/Instances', 'Instances');
  const found = new Map<string, Instance>();
  const stores = new Map<string, Instance>();
  for (const element of elements) {
    const item = toItem(element, 'PASCAL', 'Instances');
    const arn = readText(item, 'InstanceArn');
    if (parseArn(arn)?.service !== 'sso' || !/:instance\/(?:sso)?ins-/.test(arn))
      throw malformed(item, 'InstanceArn', 'InstanceArn is no ARN of an instance of IAM Identity Center');
    if (draft.identityCenters.has(arn)) throw refusal('DUMP_CONFLICT', placeOf(item), `${arn} stands in two files`);
    const store = readText(item, 'IdentityStoreId');
    const instance = { arn, store, owner: readOptionalText(item, 'OwnerAccountId'), place: placeOf(item) };
    const before = found.get(arn) ?? stores.get(store);
    if (before !== undefined) {
      const where = describePlace(before.place);
      throw refusal(
        'DUMP_CONFLICT',
        placeOf(item),
        `${arn} and its identity store ${store} stand twice, at first in ${where}`,
      );
    }
    found.set(arn, instance);
    stores.set(store, instance);
  }
  return [...found.values()];
}

function openAnswers(
  root: JsonObject,
  file: string,
  draft: Draft,
  instances: readonly Instance[],
): IdentityCenterAnswers {
  // Each is a list before any is read, so that a file which is refused leaves nothing half read.
  const lists = new Map(
    LISTS.map((list) => {
      const value = Object.hasOwn(root, list) ? (root[list] ?? null) : null;
      return [list, listElements(value, file, `/${list}`, list)] as const;
    }),
  );
  const stores = new Set(instances.map(({ store }) => store));
  const arns = new Set(instances.map(({ arn }) => arn));
  return {
    draft,
    has: (list) => Object.hasOwn(root, list) && root[list] !== null,
    each(list, kind, read) {
      const elements = lists.get(list) ?? [];
      draft.ledger.countRead(kind, elements.length);
      return elements.flatMap((element) => {
        const subject = `${file}#${element.pointer}`;
        const part = { kind, account: null, subject, mayHide: true, mayOverstate: false } as const;
        const made = draft.ledger.attempt(part, () => {
          const one = read(toItem(element, 'PASCAL', list));
          draft.ledger.countStored(kind);
          return one;
        });
        return made === null ? [] : [made];
      });
    },
    instanceOf(item, name) {
      const arn = readText(item, name);
      const [, partition, instance] = /^arn:([^:]+):sso:::[^/]+\/((?:sso)?ins-[^/]+)\/ps-[^/]+$/.exec(arn) ?? [];
      if (partition === undefined || instance === undefined)
        throw malformed(item, name, `${name} is no ARN of a permission set`);
      const found = `arn:${partition}:sso:::instance/${instance}`;
      if (!arns.has(found)) throw malformed(item, name, `${name} is of ${found}, which is none of Instances`);
      return found;
    },
    storeOf(item) {
      const named = readOptionalText(item, 'IdentityStoreId');
      const store = named ?? (stores.size === 1 ? [...stores][0] : undefined);
      if (store !== undefined && stores.has(store)) return store;
      const reason =
        named === null
          ? 'IdentityStoreId is missing, and there is not one instance alone'
          : `IdentityStoreId ${named} is that of none of Instances`;
      throw refusal('DUMP_MALFORMED', placeOfField(item, 'IdentityStoreId'), reason);
    },
  };
}

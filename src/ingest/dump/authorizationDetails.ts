import type { Group, InstanceProfile, ManagedPolicy, Role, User } from '../../iam/snapshot.js';
import { parseArn } from '../../iam/arn.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Place } from '../../lib/errors.js';
import type { JsonObject } from '../../lib/json.js';
import type { DocumentReader } from '../documents.js';
import { type Element, type Item, placeOfField, readElements, toItem, valueOf } from '../fields.js';
import type { BookKind } from '../ingested.js';
import type { Ledger } from '../ledger.js';
import { findPrototypeKey, isObject } from '../text/readJson.js';
import { refusal } from '../refusal.js';
import { type AccountContext, readIamArn, readOwnArn } from './context.js';
import { readGroup, readRole, readUser, type UserDraft } from './identities.js';
import type { Page, PageList } from './pages.js';
import { PAGE_LISTS } from './pages.js';
import { readManagedPolicy, versionNumber } from './policyDetails.js';

/** What the authorization details of one account hold. */
export interface AccountDetails {
  readonly account: string;
  readonly partition: string;
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly roles: readonly Role[];
  readonly instanceProfiles: readonly InstanceProfile[];
  readonly customerPolicies: readonly ManagedPolicy[];
  /** How many the dump lists of each kind, those left out aside. */
  readonly listed: { readonly users: number; readonly groups: number; readonly roles: number };
}

/** Listings of AWS managed policies, which every account repeats: the newest of each is read at the end. */
export type AwsPolicyListings = Map<string, { readonly item: Item; readonly version: number }>;

const BOOKS = { UserDetailList: 'User', GroupDetailList: 'Group', RoleDetailList: 'Role' } as const satisfies Partial<
  Record<PageList, BookKind>
>;

/** Reads all pages of one account. Errors: DUMP_MALFORMED, DUMP_CONFLICT, POLICY_MALFORMED, DUMP_TOO_LARGE. */
export function readAuthorizationDetails(
  pages: readonly Page[],
  account: string,
  shared: { readonly ledger: Ledger; readonly documents: DocumentReader; readonly awsPolicies: AwsPolicyListings },
): AccountDetails {
  const { ledger, documents, awsPolicies } = shared;
  const context: AccountContext = { account, ledger, documents, seen: new Map<string, Place>(), policyArns: new Set() };
  const partitions = new Set<string>();
  const partitionOf = (arn: string) => void partitions.add(parseArn(arn)?.partition ?? 'aws');

  const readList = <T>(list: keyof typeof BOOKS, read: (item: Item) => T): T[] => {
    const kind = BOOKS[list];
    const values: T[] = [];
    for (const page of pages) {
      const elements = readPageList(page, list, account, ledger);
      ledger.countRead(kind, elements.length);
      for (const element of elements) {
        try {
          values.push(read(openElement(element, page, list, ledger)));
        } catch (error) {
          const mayOverstate = list === 'GroupDetailList';
          ledger.leaveOut({ kind, account, subject: nameOf(element), mayHide: true, mayOverstate }, error);
        }
      }
    }
    return values;
  };

  const groups = readList('GroupDetailList', (item) => readGroup(item, context));
  const drafts = readList('UserDetailList', (item) => readUser(item, context));
  const roles = readList('RoleDetailList', (item) => readRole(item, context));
  const customerPolicies = pages.flatMap((page) => {
    const elements = readPageList(page, 'Policies', account, ledger);
    return elements.flatMap((element) => readPolicyEntry(element, page, context, awsPolicies) ?? []);
  });
  const groupByName = new Map(groups.map((group) => [group.name, group.arn]));
  const profiles = roles.flatMap((entry) => entry.profiles);
  for (const { arn } of [...groups, ...drafts, ...customerPolicies]) partitionOf(arn);
  for (const { role } of roles) partitionOf(role.arn);
  reportMissingLists(pages, account, ledger);
  ledger.countRead('InstanceProfile', profiles.length);
  return {
    account,
    partition: [...partitions].toSorted(compareCodePoints)[0] ?? 'aws',
    users: drafts.map((draft) => finishUser(draft, groupByName, ledger)),
    groups,
    roles: roles.map((entry) => entry.role),
    instanceProfiles: profiles,
    customerPolicies,
    listed: { users: drafts.length, groups: groups.length, roles: roles.length },
  };
}

/** The elements of a list of a page; a list of the wrong type may be left out as a whole. */
function readPageList(page: Page, list: PageList, account: string, ledger: Ledger): readonly Element[] {
  const part = {
    kind: 'List',
    account,
    subject: `${list} of ${page.item.file}`,
    mayHide: true,
    mayOverstate: list === 'GroupDetailList' || list === 'Policies',
  } as const;
  const elements = ledger.attempt(part, () => readElements(page.item, list));
  if (elements === null) ledger.countRead('List');
  return elements ?? [];
}

/** A key `__proto__` was refused with its file already, except where broken parts are left out alone. */
function openElement(element: Element, page: Page, list: PageList, ledger: Ledger): Item {
  const item = toItem(element, page.item.style, list);
  const pointer = ledger.lenient ? findPrototypeKey(element.value) : null;
  if (pointer === null) return item;
  throw refusal(
    'DUMP_MALFORMED',
    { file: item.file, pointer: item.pointer + pointer },
    'AWS writes no key `__proto__`',
  );
}

function readPolicyEntry(
  element: Element,
  page: Page,
  context: AccountContext,
  awsPolicies: AwsPolicyListings,
): readonly ManagedPolicy[] | null {
  const { ledger, account } = context;
  const subject = nameOf(element);
  const kind = /^arn:[^:]+:iam::aws:/.test(subject) ? 'AwsManagedPolicy' : 'CustomerManagedPolicy';
  let isRepeated = false;
  const policy = ledger.attempt({ kind, account, subject, mayHide: true, mayOverstate: true }, () => {
    const item = openElement(element, page, 'Policies', ledger);
    if (kind === 'CustomerManagedPolicy') return readManagedPolicy(item, readOwnArn(item, 'policy/', context), context);
    const arn = readIamArn(item, 'Arn', 'policy/').text;
    const version = versionNumber(item);
    const before = awsPolicies.get(arn);
    isRepeated = before !== undefined;
    if (before === undefined || version > before.version) awsPolicies.set(arn, { item, version });
    return null;
  });
  if (!isRepeated) ledger.countRead(kind);
  return policy === null ? null : [policy];
}

/** What a person calls an element that may be broken. */
function nameOf(element: Element): string {
  const { value } = element;
  const fields: JsonObject = isObject(value) ? value : {};
  const name = ['Arn', 'arn', 'RoleName', 'UserName', 'GroupName', 'PolicyName']
    .map((key) => fields[key])
    .find((found) => typeof found === 'string');
  return typeof name === 'string' ? name : `${element.file}#${element.pointer}`;
}

function finishUser(draft: UserDraft, groupByName: ReadonlyMap<string, string>, ledger: Ledger): User {
  const { groupNames, item, ...user } = draft;
  const groups = groupNames.map((name) => {
    const arn = groupByName.get(name);
    if (arn !== undefined) return arn;
    const place = placeOfField(item, 'GroupList');
    ledger.gap({
      kind: 'LISTING_INCOMPLETE',
      account: user.account,
      subject: user.arn,
      mayHide: true,
      mayOverstate: true,
      text: `${user.arn} is in the group ${name} (${place.file}#${place.pointer}), which the dump does not describe: its policies are unknown.`,
    });
    return `${user.arn.slice(0, user.arn.indexOf(':user/'))}:group/${name}`;
  });
  return { ...user, groups: [...new Set(groups)].toSorted(compareCodePoints), credentials: null };
}

/** With `--filter` AWS leaves lists out, and a page can be missing. */
function reportMissingLists(pages: readonly Page[], account: string, ledger: Ledger): void {
  for (const list of PAGE_LISTS) {
    if (pages.some((page) => valueOf(page.item, list) !== undefined)) continue;
    ledger.gap({
      kind: 'LISTING_INCOMPLETE',
      account,
      subject: list,
      mayHide: true,
      mayOverstate: list !== 'UserDetailList' && list !== 'RoleDetailList',
      text: `The authorization details of account ${account} have no ${list}.`,
    });
  }
  if (!pages.every((page) => page.isTruncated)) return;
  ledger.gap({
    kind: 'LISTING_INCOMPLETE',
    account,
    subject: 'GetAccountAuthorizationDetails',
    mayHide: true,
    mayOverstate: true,
    text: `The last page of the authorization details of account ${account} says that more follow.`,
  });
}

import { isAccountId, parseArn } from '../../iam/arn.js';
import type { Json } from '../../lib/json.js';
import { type Item, type KeyStyle, readItems, readOptionalBoolean, toItem, valueOf, writtenKey } from '../fields.js';
import { isList, isObject } from '../text/readJson.js';

/** One answer of `iam:GetAccountAuthorizationDetails`, or several merged. */
export interface Page {
  readonly item: Item;
  /** It says itself that more pages follow. */
  readonly isTruncated: boolean;
}

/** The lists of a page, by AWS's name for them. */
export const PAGE_LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;
export type PageList = (typeof PAGE_LISTS)[number];

const STYLES: readonly KeyStyle[] = ['PASCAL', 'CAMEL', 'SNAKE'];
const WRAPPERS = [
  'GetAccountAuthorizationDetailsResponse',
  'GetAccountAuthorizationDetailsResult',
  'getAccountAuthorizationDetailsResponse',
  'getAccountAuthorizationDetailsResult',
];

/**
 * The pages in a JSON value: a page as the CLI or an SDK gives it, one in the wrappers of a raw API answer, or a list of pages.
 * Null when the value is something else.
 */
export function recognizePages(value: Json, file: string, pointer = ''): readonly Page[] | null {
  if (isList(value)) {
    const pages = value.map((element, index) => recognizePages(element, file, `${pointer}/${index}`));
    return pages.length > 0 && pages.every((page) => page !== null) ? pages.flat() : null;
  }
  if (!isObject(value)) return null;
  for (const wrapper of WRAPPERS) {
    const inner = Object.hasOwn(value, wrapper) ? value[wrapper] : undefined;
    if (inner !== undefined) return recognizePages(inner, file, `${pointer}/${wrapper}`);
  }
  // `policies` is the same in two styles, so the style with most lists is meant.
  const listsIn = (style: KeyStyle) =>
    PAGE_LISTS.filter((list) => Object.hasOwn(value, writtenKey(list, style))).length;
  const style = STYLES.toSorted((left, right) => listsIn(right) - listsIn(left))[0] ?? 'PASCAL';
  if (listsIn(style) === 0 || (value['SAMLProviders'] ?? value['ListPolicies']) !== undefined) return null;
  const item = toItem({ value, file, pointer }, style, 'pages');
  return [{ item, isTruncated: isTruncated(item) }];
}

/** `IsTruncated` is the API's, `NextToken` the CLI's with --max-items. */
function isTruncated(item: Item): boolean {
  return (readOptionalBoolean(item, 'IsTruncated') ?? false) || valueOf(item, 'NextToken') !== undefined;
}

/** The account that a page is about, from the first ARN that names one; null when none does. Errors: DUMP_MALFORMED. */
export function accountOfPage(page: Page): string | null {
  for (const list of PAGE_LISTS) {
    if (!isListLike(valueOf(page.item, list))) continue;
    for (const item of readItems(page.item, list)) {
      const text = valueOf(item, 'Arn');
      const account = typeof text === 'string' ? parseArn(text)?.account : undefined;
      if (account !== undefined && isAccountId(account)) return account;
    }
  }
  return null;
}

/** Wrong types are told where the list is read, and left out there if need be. */
function isListLike(value: Json | undefined): boolean {
  if (isList(value)) return value.every(isObject);
  const member = isObject(value) ? value['member'] : undefined;
  return isList(member) ? member.every(isObject) : isObject(member);
}

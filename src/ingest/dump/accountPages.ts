import { isAccountId } from '../../iam/arn.js';
import { refusal, describePlace } from '../refusal.js';
import { placeOf, readItems } from '../fields.js';
import type { DumpFile } from './findFiles.js';
import { accountOfPage, PAGE_LISTS, type Page } from './pages.js';

/** A page with the file that it came from. */
export interface PageOfFile extends Page {
  readonly source: DumpFile;
}

/**
 * Pages by account. The account is read from the ARNs, or is that of the folder, or of the other pages beside it.
 * Errors: DUMP_CONFLICT when an account is there twice or is not the folder's; DUMP_MALFORMED when no ARN names one.
 */
export function groupByAccount(pages: readonly PageOfFile[]): ReadonlyMap<string, readonly PageOfFile[]> {
  const named = pages.map((page) => ({ page, account: accountOfPage(page) }));
  const groups = new Map<string, PageOfFile[]>();
  for (const { page, account: own } of named) {
    const place = placeOf(page.item);
    const folder = page.source.account;
    if (own !== null && folder !== null && own !== folder) {
      throw refusal('DUMP_CONFLICT', place, `The ARNs are of account ${own}, the folder is of account ${folder}`);
    }
    const beside = new Set(
      named.flatMap((other) => (other.page.source.unit === page.source.unit ? (other.account ?? []) : [])),
    );
    const account = own ?? folder ?? (beside.size === 1 ? [...beside][0] : undefined);
    if (account === undefined || !isAccountId(account)) {
      // A list of a wrong type has no ARN that could be read.
      for (const list of PAGE_LISTS) readItems(page.item, list);
      throw refusal(
        'DUMP_MALFORMED',
        place,
        'No ARN says which account this is',
        'Put it into a folder accounts/<id>/ of a dump.',
      );
    }
    const group = groups.get(account);
    if (group === undefined) groups.set(account, [page]);
    else group.push(page);
  }
  for (const [account, group] of groups) refuseSecondAnswer(account, group);
  return groups;
}

/** Several files are pages of one answer when their name says so, or when all but one say that more follow. */
function refuseSecondAnswer(account: string, pages: readonly PageOfFile[]): void {
  const [first, second] = new Map(pages.map((page) => [page.source.unit, page])).values();
  if (first === undefined || second === undefined) return;
  if (pages.filter((page) => !page.isTruncated).length <= 1) return;
  const where = describePlace(placeOf(first.item));
  throw refusal('DUMP_CONFLICT', placeOf(second.item), `Account ${account} is there twice, also in ${where}`);
}

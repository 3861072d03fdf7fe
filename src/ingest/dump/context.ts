import { isAccountId, parseArn } from '../../iam/arn.js';
import type { DocumentReader } from '../documents.js';
import { type Item, malformed, placeOfField, readText } from '../fields.js';
import type { Ledger } from '../ledger.js';
import { describePlace, refusal } from '../refusal.js';
import type { Place } from '../../lib/errors.js';

/** What the readers of one account share. */
export interface AccountContext {
  readonly account: string;
  readonly ledger: Ledger;
  readonly documents: DocumentReader;
  /** ARNs read so far, with their places: none may come twice. */
  readonly seen: Map<string, Place>;
  /** ARNs of attached policies that were found to be good. */
  readonly policyArns: Set<string>;
}

/** An ARN of IAM, whole and in the parts that matter here. */
export interface IamArn {
  readonly text: string;
  readonly account: string;
  readonly resource: string;
}

/**
 * An ARN of IAM in this account and of this type, such as `role/`.
 * Errors: DUMP_MALFORMED; DUMP_CONFLICT when it is of another account, or came before.
 */
export function readOwnArn(item: Item, type: string, context: AccountContext): IamArn {
  const arn = readIamArn(item, 'Arn', type);
  const place = placeOfField(item, 'Arn');
  if (arn.account !== context.account) {
    throw refusal(
      'DUMP_CONFLICT',
      place,
      `The ARN is of account ${arn.account} among those of account ${context.account}`,
    );
  }
  const before = context.seen.get(arn.text);
  if (before !== undefined) {
    throw refusal('DUMP_CONFLICT', place, `${arn.text} stands twice, at first in ${describePlace(before)}`);
  }
  context.seen.set(arn.text, place);
  return arn;
}

/** An ARN of IAM of this type; the account may be `aws`. Errors: DUMP_MALFORMED. */
export function readIamArn(item: Item, name: string, type: string): IamArn {
  const text = readText(item, name);
  const arn = parseArn(text);
  if (arn === null || arn.service !== 'iam' || !arn.resource.startsWith(type) || arn.resource.endsWith('/')) {
    throw malformed(item, name, `${name} is no ARN of IAM whose resource begins with \`${type}\``);
  }
  if (!isAccountId(arn.account) && arn.account !== 'aws') {
    throw malformed(item, name, `${name} is an ARN without an account number`);
  }
  return { text, account: arn.account, resource: arn.resource };
}

import { isAccountId, parseArn, type Arn } from '../../iam/arn.js';
import { type Item, malformed, placeOfField, readOptionalText, readText } from '../fields.js';
import { refusal } from '../refusal.js';

/** What the entries of `resources.json` and `resource-policies.json` have in common. */
export interface ResourceIdentity {
  readonly arn: string;
  readonly parts: Arn;
  readonly type: string;
  readonly account: string;
}

/** ARN, type and account of an entry; the account may stand in the ARN alone. Errors: DUMP_MALFORMED, DUMP_CONFLICT. */
export function readResourceIdentity(item: Item): ResourceIdentity {
  const arn = readText(item, 'arn');
  const parts = parseArn(arn);
  if (parts === null) throw malformed(item, 'arn', 'arn is no ARN');
  const type = readText(item, 'type');
  if (!/^[A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9]+$/.test(type)) {
    throw malformed(item, 'type', 'type is no type of CloudFormation, such as AWS::S3::Bucket');
  }
  const own = isAccountId(parts.account) ? parts.account : null;
  const account = readOptionalText(item, 'account') ?? own;
  if (account === null) throw malformed(item, 'account', 'account is missing, and the ARN has none');
  if (!isAccountId(account)) throw malformed(item, 'account', 'account is no account number');
  if (own !== null && own !== account) {
    const place = placeOfField(item, 'account');
    throw refusal('DUMP_CONFLICT', place, `account is ${account}, but the ARN is of account ${own}`);
  }
  return { arn, parts, type, account };
}

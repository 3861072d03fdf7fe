import type { Gap } from '../../iam/snapshot.js';
import type { CompiledPolicy } from '../compile.js';
import type { StatementCondition } from '../compiledCondition.js';
import type { CompiledStatement } from '../compiledStatement.js';
import { parseAddressRange } from '../match/condition/address.js';

/** Keys whose fixed values keep a statement for everybody from being public, in lower case. */
const LIMITING: ReadonlySet<string> = new Set([
  'aws:principalorgid',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceip',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:sourceaccount',
  'aws:userid',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
]);

const POSITIVE: ReadonlySet<string> = new Set([
  'StringEquals',
  'StringEqualsIgnoreCase',
  'StringLike',
  'ArnEquals',
  'ArnLike',
  'IpAddress',
]);

/** Broader ranges count as public. */
const BROADEST = { 4: 1n << (32n - 8n), 6: 1n << (128n - 32n) } as const;

/**
 * The first statement for which S3 calls a bucket policy public: an Allow for everybody that no fixed value limits. Null: the policy is not
 * public. A document that was not collected is taken not to be: what it says is a gap of the resource layer.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function publicStatement(policy: CompiledPolicy | Gap): CompiledStatement | null {
  if ('text' in policy) return null;
  return policy.statements.find(isPublic) ?? null;
}

function isPublic({ effect, principals, conditions }: CompiledStatement): boolean {
  if (effect !== 'ALLOW' || principals === null) return false;
  const isForAll = principals.isNot || principals.elements.some(({ kind }) => kind === 'EVERYONE');
  return isForAll && !conditions.some(limits);
}

/** Whether a condition that has to hold limits to fixed callers or places, so that what it stands in is not for everybody. */
export function limits({
  lowerKey,
  operator,
  values,
}: Pick<StatementCondition, 'lowerKey' | 'operator' | 'values'>): boolean {
  if (!LIMITING.has(lowerKey) || !POSITIVE.has(operator.base.name)) return false;
  if (operator.ifExists || operator.set === 'ForAllValues' || values.length === 0) return false;
  return values.every((value) => isFixed(lowerKey, operator.base.name, value));
}

function isFixed(key: string, operator: string, value: string): boolean {
  if (operator === 'IpAddress') {
    const range = parseAddressRange(value);
    return range !== null && range.last - range.first + 1n <= BROADEST[range.version];
  }
  if (/\$\{(?![*?$]\})/u.test(value)) return false;
  const hasWildcard = operator !== 'StringEquals' && operator !== 'StringEqualsIgnoreCase' && /[*?]/u.test(value);
  if (!hasWildcard) return true;
  // The account that owns the access point is enough: which of its access points it is may stay open.
  return key === 's3:dataaccesspointarn' && /^arn:[^:*?]+:s3:[^:*?]+:\d{12}:accesspoint\/\*$/u.test(value);
}

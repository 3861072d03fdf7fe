import { parseArn } from '../../iam/arn.js';
import type { Caller } from '../model.js';

/** Of S3's actions that take no resource, the one that S3 asks about all buckets. */
export const LISTS_BUCKETS = 's3:listallmybuckets';

/**
 * The resource that AWS asks about for an action (in lower case): s3:ListAllMyBuckets takes none, and is asked of all buckets, so that
 * `arn:aws:s3:::*` names it as `*` does, while the ARN of one bucket does not.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/walkthrough1.html
 */
export function requestedResource(action: string, arn: string, partition: string): string {
  return arn === '*' && action === LISTS_BUCKETS ? `arn:${partition}:s3:::*` : arn;
}

/** The partition that a caller is of. */
export function partitionOf(caller: Caller): string {
  return ('arn' in caller ? parseArn(caller.arn)?.partition : undefined) ?? 'aws';
}

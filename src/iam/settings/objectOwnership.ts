import { oneOf } from '../../lib/fields.js';
import type { Json } from '../../lib/json.js';

const OWNERSHIPS = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const;

/**
 * Who owns the objects of a bucket that others write, and whether access control lists count. A bucket without ownership controls, which is
 * older than their being set by themselves or had them deleted, is one of ObjectWriter, and the dump script states it so.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketOwnershipControls.html
 */
export type ObjectOwnership = (typeof OWNERSHIPS)[number];

/** Errors: Malformed. */
export function readObjectOwnership(value: Json, pointer: string): ObjectOwnership {
  return oneOf(value, pointer, OWNERSHIPS);
}

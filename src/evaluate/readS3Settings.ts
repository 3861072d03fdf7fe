import { isAccountId } from '../iam/arn.js';
import { type AclGrant, readAcl } from '../iam/settings/accessControlList.js';
import { type ObjectOwnership, readObjectOwnership } from '../iam/settings/objectOwnership.js';
import { isOn, readPublicAccess } from '../iam/settings/publicAccess.js';
import { type Fields, Malformed, optional, textOf } from '../lib/fields.js';
import type { Json } from '../lib/json.js';

/** What a case states of an S3 bucket or object besides its policy. */
export interface S3Settings {
  readonly ignoresPublicAcls: boolean;
  readonly restrictsPublicBuckets: boolean;
  readonly ownership: ObjectOwnership | undefined;
  /** Undefined: not stated, so that the bucket's account owns the object. */
  readonly objectOwner: string | undefined;
  readonly acl: readonly AclGrant[] | undefined;
}

/**
 * `publicAccessBlock` (the four switches, or by `organization`, `account`, `bucket`, `accessPoint`), `objectOwnership`, `objectOwner`, and
 * `acl`: a canned one by its name, a list of `{grantee, permission}`, or what `aws s3api get-bucket-acl` says.
 * Errors: Malformed.
 */
export function readS3Settings(fields: Fields): S3Settings {
  const block = optional(fields, 'publicAccessBlock', (value, at) => readPublicAccess(value, at, 'bucket')) ?? {};
  return {
    ignoresPublicAcls: isOn(block, 'IgnorePublicAcls'),
    restrictsPublicBuckets: isOn(block, 'RestrictPublicBuckets'),
    ownership: optional(fields, 'objectOwnership', readObjectOwnership),
    objectOwner: optional(fields, 'objectOwner', accountNumber),
    acl: optional(fields, 'acl', readAcl)?.grants,
  };
}

function accountNumber(value: Json, pointer: string): string {
  const text = textOf(value, pointer);
  if (isAccountId(text)) return text;
  throw new Malformed(pointer, 'an account number has twelve digits');
}

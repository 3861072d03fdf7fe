import type { AclGrant } from '../../iam/settings/accessControlList.js';
import type { ObjectOwnership } from '../../iam/settings/objectOwnership.js';
import type { Json } from '../../lib/json.js';
import { aclPolicy } from './aclPolicy.js';

/** What is known of an S3 bucket, and of the object where one is asked for, besides policies. */
export interface S3Facts {
  /** Matched without case. */
  readonly action: string;
  /** The account that owns the bucket; undefined: not known. */
  readonly owner: string | undefined;
  readonly isObject: boolean;
  /** The account that owns the object; undefined: the bucket's. */
  readonly objectOwner: string | undefined;
  /** Undefined: not known. */
  readonly ownership: ObjectOwnership | undefined;
  /** The list that bears on the action; undefined: none that grants anything is known. */
  readonly acl: readonly AclGrant[] | undefined;
  readonly ignoresPublicAcls: boolean;
  readonly restrictsPublicBuckets: boolean;
}

/** Actions on an object that its bucket decides: they make it, or take it away. In lower case. */
const OF_BUCKET: ReadonlySet<string> = new Set([
  's3:putobject',
  's3:deleteobject',
  's3:deleteobjectversion',
  's3:abortmultipartupload',
  's3:listmultipartuploadparts',
]);

/**
 * Whether an action on an object is the bucket's to decide, whoever owns the object.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-auth-workflow-object-operation.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-management.html
 */
export function isOfBucket(action: string): boolean {
  return OF_BUCKET.has(action.toLowerCase());
}

/** What they come to. */
export interface S3Rules {
  /** The list that counts, as the resource policy that it amounts to; null: none does. */
  readonly acl: Json | null;
  readonly restrictsPublicBuckets: boolean;
  /** The account that owns the object, where that is another than the bucket's. */
  readonly objectOwner: string | undefined;
}

/**
 * R37: with BucketOwnerEnforced no list counts and the bucket's account owns every object; otherwise the writer of an object may own it.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export function s3Rules(facts: S3Facts): S3Rules {
  const { owner, isObject, acl, ownership, ignoresPublicAcls, restrictsPublicBuckets } = facts;
  const isEnforced = ownership === 'BucketOwnerEnforced';
  const isBuckets = isEnforced || isOfBucket(facts.action) || facts.objectOwner === owner;
  const objectOwner = isBuckets ? undefined : facts.objectOwner;
  const owners = { bucket: owner, object: objectOwner ?? owner };
  return {
    acl:
      acl === undefined || isEnforced ? null : aclPolicy(acl, { isObject, ignoresPublic: ignoresPublicAcls, owners }),
    restrictsPublicBuckets,
    objectOwner,
  };
}

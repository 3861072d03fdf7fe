import { fieldsOf, listOf, oneOf, optional, quote, step, textOf, Malformed } from '../../lib/fields.js';
import type { Json } from '../../lib/json.js';
import { isAccountId } from '../arn.js';

const PERMISSIONS = ['READ', 'WRITE', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL'] as const;

export type AclPermission = (typeof PERMISSIONS)[number];

/**
 * Whom a grant of an access control list names. OWNER is who owns what the list stands on, BUCKET_OWNER who owns the bucket.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee
 */
export type Grantee =
  | { readonly kind: 'ALL_USERS' | 'AUTHENTICATED_USERS' | 'LOG_DELIVERY' | 'OWNER' | 'BUCKET_OWNER' }
  | { readonly kind: 'ACCOUNT'; readonly account: string }
  | { readonly kind: 'CANONICAL_USER'; readonly id: string };

/** One grant of an access control list. */
export interface AclGrant {
  readonly grantee: Grantee;
  readonly permission: AclPermission;
}

/** An access control list. `owner`: the canonical user id of the owner, where it is stated. */
export interface AccessControlList {
  readonly grants: readonly AclGrant[];
  readonly owner?: string;
}

const GROUPS = 'http://acs.amazonaws.com/groups/';

const NAMED: Readonly<Record<string, Grantee>> = {
  AllUsers: { kind: 'ALL_USERS' },
  AuthenticatedUsers: { kind: 'AUTHENTICATED_USERS' },
  LogDelivery: { kind: 'LOG_DELIVERY' },
  OWNER: { kind: 'OWNER' },
};

const OWNER: AclGrant = { grantee: { kind: 'OWNER' }, permission: 'FULL_CONTROL' };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const CANNED: Readonly<Record<string, readonly AclGrant[]>> = {
  private: [OWNER],
  'public-read': [OWNER, { grantee: { kind: 'ALL_USERS' }, permission: 'READ' }],
  'public-read-write': [
    OWNER,
    { grantee: { kind: 'ALL_USERS' }, permission: 'READ' },
    { grantee: { kind: 'ALL_USERS' }, permission: 'WRITE' },
  ],
  'authenticated-read': [OWNER, { grantee: { kind: 'AUTHENTICATED_USERS' }, permission: 'READ' }],
  'bucket-owner-read': [OWNER, { grantee: { kind: 'BUCKET_OWNER' }, permission: 'READ' }],
  'bucket-owner-full-control': [OWNER, { grantee: { kind: 'BUCKET_OWNER' }, permission: 'FULL_CONTROL' }],
  'log-delivery-write': [
    OWNER,
    { grantee: { kind: 'LOG_DELIVERY' }, permission: 'WRITE' },
    { grantee: { kind: 'LOG_DELIVERY' }, permission: 'READ_ACP' },
  ],
};

/**
 * An access control list: a canned one by its name, a list of `{grantee, permission}` or of AWS's grants, or what `aws s3api get-bucket-acl`
 * and `get-object-acl` say. Errors: Malformed.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html
 */
export function readAcl(value: Json, pointer: string): AccessControlList {
  if (typeof value === 'string') {
    const canned = Object.hasOwn(CANNED, value) ? CANNED[value] : undefined;
    if (canned !== undefined) return { grants: canned };
    throw new Malformed(pointer, `a canned list is expected here: ${Object.keys(CANNED).join(', ')}`);
  }
  if (Array.isArray(value)) return { grants: listOf(value, pointer, (each, at) => readGrant(each, at, undefined)) };
  const fields = fieldsOf(value, pointer);
  const owner = optional(fields, 'Owner', readOwner);
  const grants = listOf(fields.take('Grants'), `${pointer}/Grants`, (each, at) => readAwsGrant(each, at, owner));
  fields.end();
  return owner === undefined ? { grants } : { grants, owner };
}

function readGrant(value: Json, pointer: string, owner: string | undefined): AclGrant {
  const isOfAws = typeof value === 'object' && value !== null && Object.hasOwn(value, 'Grantee');
  if (isOfAws) return readAwsGrant(value, pointer, owner);
  const fields = fieldsOf(value, pointer);
  const grantee = granteeOf(textOf(fields.take('grantee'), `${pointer}/grantee`), `${pointer}/grantee`);
  const permission = oneOf(fields.take('permission'), `${pointer}/permission`, PERMISSIONS);
  fields.end();
  return { grantee, permission };
}

function readOwner(value: Json, pointer: string): string {
  const fields = fieldsOf(value, pointer);
  fields.take('DisplayName');
  const id = textOf(fields.take('ID'), `${pointer}/ID`);
  fields.end();
  return id;
}

function readAwsGrant(value: Json, pointer: string, owner: string | undefined): AclGrant {
  const fields = fieldsOf(value, pointer);
  const permission = oneOf(fields.take('Permission'), `${pointer}/Permission`, PERMISSIONS);
  const at = `${pointer}/Grantee`;
  const grantee = fieldsOf(fields.take('Grantee'), at);
  for (const name of ['Type', 'DisplayName']) grantee.take(name);
  const id = optional(grantee, 'ID', textOf);
  const uri = optional(grantee, 'URI', textOf);
  grantee.end();
  fields.end();
  if (id !== undefined && id === owner) return { grantee: { kind: 'OWNER' }, permission };
  return { grantee: granteeOf(uri ?? id ?? '', at + step(uri === undefined ? 'ID' : 'URI')), permission };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/finding-canonical-user-id.html */
function granteeOf(text: string, pointer: string): Grantee {
  const name = text.startsWith(GROUPS) ? text.slice(text.lastIndexOf('/') + 1) : text;
  const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (named !== undefined) return named;
  if (isAccountId(name)) return { kind: 'ACCOUNT', account: name };
  if (/^[0-9a-f]{32,64}$/u.test(name)) return { kind: 'CANONICAL_USER', id: name };
  throw new Malformed(
    pointer,
    `${quote(text)} is no grantee: write an account number, a canonical user id, AllUsers, AuthenticatedUsers, LogDelivery or OWNER`,
  );
}

import type { Json } from '../lib/json.js';
import { fault, quote, step } from './fault.js';
import { booleanOf, type Fields, fieldsOf, listOf, oneOf, optional, textOf } from './fields.js';

/** What a case states of an S3 bucket or object besides its policy. */
export interface S3Settings {
  readonly ignoresPublicAcls: boolean;
  readonly restrictsPublicBuckets: boolean;
  readonly ownership: (typeof OWNERSHIPS)[number] | undefined;
  /** Undefined: not stated, so that the bucket's account owns the object. */
  readonly objectOwner: string | undefined;
  readonly acl: readonly AclGrant[] | undefined;
}

/** A grant of an access control list. An account is named by its number; OWNER is the owner of the bucket or object. */
export interface AclGrant {
  readonly grantee: string;
  readonly permission: (typeof PERMISSIONS)[number];
}

const OWNERSHIPS = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const;
const PERMISSIONS = ['READ', 'WRITE', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL'] as const;
const SWITCHES = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;
const LEVELS = ['organization', 'account', 'bucket', 'accessPoint'] as const;

const GROUPS = 'http://acs.amazonaws.com/groups/';
const OWNER: AclGrant = { grantee: 'OWNER', permission: 'FULL_CONTROL' };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const CANNED: Readonly<Record<string, readonly AclGrant[]>> = {
  private: [OWNER],
  'public-read': [OWNER, { grantee: 'AllUsers', permission: 'READ' }],
  'public-read-write': [
    OWNER,
    { grantee: 'AllUsers', permission: 'READ' },
    { grantee: 'AllUsers', permission: 'WRITE' },
  ],
  'authenticated-read': [OWNER, { grantee: 'AuthenticatedUsers', permission: 'READ' }],
  'bucket-owner-read': [OWNER, { grantee: 'BUCKET_OWNER', permission: 'READ' }],
  'bucket-owner-full-control': [OWNER, { grantee: 'BUCKET_OWNER', permission: 'FULL_CONTROL' }],
};

/**
 * `publicAccessBlock` (the four switches, or by `organization`, `account`, `bucket`, `accessPoint`), `objectOwnership`, `objectOwner`, and
 * `acl`: a canned one by its name, a list of `{grantee, permission}`, or what `aws s3api get-bucket-acl` says.
 * Errors: CASE_MALFORMED.
 */
export function readS3Settings(fields: Fields): S3Settings {
  const block = optional(fields, 'publicAccessBlock', readBlock);
  return {
    ignoresPublicAcls: block?.IgnorePublicAcls ?? false,
    restrictsPublicBuckets: block?.RestrictPublicBuckets ?? false,
    ownership: optional(fields, 'objectOwnership', (value, at) => oneOf(value, at, OWNERSHIPS)),
    objectOwner: optional(fields, 'objectOwner', accountNumber),
    acl: optional(fields, 'acl', readAcl),
  };
}

type Switches = Readonly<Partial<Record<(typeof SWITCHES)[number], boolean>>>;

/** A switch is on where it is on at any level. */
function readBlock(value: Json, pointer: string): Switches {
  const fields = fieldsOf(value, pointer);
  const levels = LEVELS.flatMap((level) => optional(fields, level, readSwitches) ?? []);
  const all = [switchesIn(fields), ...levels];
  fields.end();
  return Object.fromEntries(SWITCHES.map((name) => [name, all.some((each) => each[name] === true)]));
}

function readSwitches(value: Json, pointer: string): Switches {
  const fields = fieldsOf(value, pointer);
  const switches = switchesIn(fields);
  fields.end();
  return switches;
}

function switchesIn(fields: Fields): Switches {
  return Object.fromEntries(SWITCHES.map((name) => [name, optional(fields, name, booleanOf) ?? false]));
}

function readAcl(value: Json, pointer: string): readonly AclGrant[] {
  if (typeof value === 'string') {
    const canned = Object.hasOwn(CANNED, value) ? CANNED[value] : undefined;
    if (canned !== undefined) return canned;
    throw fault('CASE_MALFORMED', pointer, `a canned list is expected here: ${Object.keys(CANNED).join(', ')}`);
  }
  if (Array.isArray(value)) return listOf(value, pointer, readGrant);
  const fields = fieldsOf(value, pointer);
  const owner = optional(fields, 'Owner', readOwner);
  const grants = listOf(fields.take('Grants'), `${pointer}/Grants`, (each, at) => readAwsGrant(each, at, owner));
  fields.end();
  return grants;
}

function readGrant(value: Json, pointer: string): AclGrant {
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
  if (id !== undefined && id === owner) return { grantee: 'OWNER', permission };
  return { grantee: granteeOf(uri ?? id ?? '', at + step(uri === undefined ? 'ID' : 'URI')), permission };
}

/** A canonical id tells no account, so nobody could say whom it lets in. */
function granteeOf(text: string, pointer: string): string {
  const named = text.startsWith(GROUPS) ? text.slice(text.lastIndexOf('/') + 1) : text;
  if (['AllUsers', 'AuthenticatedUsers', 'LogDelivery', 'OWNER'].includes(named) || /^\d{12}$/u.test(named))
    return named;
  throw fault(
    'CASE_MALFORMED',
    pointer,
    `${quote(text)} is no grantee: write an account number, AllUsers, AuthenticatedUsers, LogDelivery or OWNER`,
  );
}

function accountNumber(value: Json, pointer: string): string {
  const text = textOf(value, pointer);
  if (/^\d{12}$/u.test(text)) return text;
  throw fault('CASE_MALFORMED', pointer, 'an account number has twelve digits');
}

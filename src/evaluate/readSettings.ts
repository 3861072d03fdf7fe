import { isAccountId } from '../iam/arn.js';
import type { Json } from '../lib/json.js';
import type { OrganizationFacts } from '../policy/model.js';
import { fault } from './fault.js';
import { type KeyGrant, readKeyGrants } from '../iam/settings/keyGrants.js';
import { readS3Settings, type S3Settings } from './readS3Settings.js';
import { booleanOf, type Fields, fieldsOf, optional, textOf } from '../lib/fields.js';

/** An organisation as a case states it. `path` undefined: not stated. */
export interface ReadOrganization {
  readonly id: string;
  readonly path: string | undefined;
  readonly isManagementAccount: boolean;
}

/** `settings` of a case. An organisation undefined: not stated; null: stated that there is none. */
export interface ReadSettings {
  readonly principalOrg: ReadOrganization | null | undefined;
  readonly resourceOrg: ReadOrganization | null | undefined;
  readonly serviceLinkedRole: boolean | undefined;
  readonly s3: S3Settings;
  /** Grants of the key; undefined: not stated. */
  readonly keyGrants: readonly KeyGrant[] | undefined;
}

/** Errors: CASE_MALFORMED. */
export function readSettings(value: Json | undefined, pointer: string): ReadSettings {
  const fields = fieldsOf(value ?? {}, pointer);
  const settings: ReadSettings = {
    principalOrg: readOrganization(fields, 'principalOrg'),
    resourceOrg: readOrganization(fields, 'resourceOrg'),
    serviceLinkedRole: optional(fields, 'serviceLinkedRole', booleanOf),
    s3: readS3Settings(fields),
    keyGrants: optional(fields, 'kmsGrants', readKeyGrants),
  };
  fields.end();
  return settings;
}

/** `{id, path, managementAccount}`; null or an empty object says that there is none. */
function readOrganization(parent: Fields, name: string): ReadOrganization | null | undefined {
  const value = parent.take(name);
  if (value === undefined || value === null) return value;
  const pointer = `${parent.pointer}/${name}`;
  const fields = fieldsOf(value, pointer);
  const id = optional(fields, 'id', textOf);
  const path = optional(fields, 'path', textOf);
  const isManagementAccount = optional(fields, 'managementAccount', booleanOf) ?? false;
  fields.end();
  if (id === undefined) {
    if (path === undefined && !isManagementAccount) return null;
    throw fault('CASE_MALFORMED', `${pointer}/id`, 'an organisation is named by its id, such as o-a1b2c3d4e5');
  }
  if (!/^o-[a-z0-9]+$/u.test(id))
    throw fault('CASE_MALFORMED', `${pointer}/id`, 'an id of an organisation looks like o-a1b2c3d4e5');
  if (path !== undefined && !path.startsWith(`${id}/`)) {
    throw fault('CASE_CONTRADICTORY', `${pointer}/path`, `a path in this organisation starts with ${id}/`);
  }
  return { id, path, isManagementAccount };
}

/**
 * The place of an account. A path that is not stated is told by nothing else, so a case whose policies ask for it has to state it.
 * Errors: CASE_MALFORMED.
 */
export function organizationFacts(
  found: ReadOrganization | null | undefined,
  isPathAsked: boolean,
  pointer: string,
): OrganizationFacts | null | undefined {
  if (found === undefined || found === null) return found;
  if (found.path === undefined && isPathAsked) {
    throw fault('CASE_MALFORMED', pointer, 'a policy asks for the path of the organisation: state `path` here');
  }
  return { id: found.id, path: found.path ?? `${found.id}/`, isManagementAccount: found.isManagementAccount };
}

/** Errors: CASE_MALFORMED. */
export function accountOf(value: Json, pointer: string): string {
  const text = textOf(value, pointer);
  if (!isAccountId(text)) throw fault('CASE_MALFORMED', pointer, 'an account number has twelve digits');
  return text;
}

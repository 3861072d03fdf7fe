import { fieldsOf, listOf, Malformed, optional, textOf } from '../../lib/fields.js';
import { isAccountId } from '../../iam/arn.js';
import type { Json } from '../../lib/json.js';

/** What is production, which vendors are known, and thresholds. Each field that a file leaves out is as in `DEFAULT_CONFIG`. */
export interface FindingsConfig {
  readonly production: Production;
  readonly vendors: readonly Vendor[];
  readonly thresholds: Thresholds;
}

/** An account is production when any of these says so. */
export interface Production {
  readonly accounts: readonly string[];
  /** Ids of units or roots (`ou-…`, `r-…`), and all that lies under them. */
  readonly organizationalUnits: readonly string[];
  /** Names of units, whatever their case, and all that lies under them. */
  readonly unitNames: readonly string[];
  /** Tags of accounts; keys and values whatever their case. */
  readonly tags: readonly { readonly key: string; readonly values: readonly string[] }[];
  /** Accounts that are meant to get into production: that of a pipeline, say. */
  readonly enteredFrom: readonly string[];
}

/** An account outside the organisation that is trusted on purpose. */
export interface Vendor {
  readonly account: string;
  readonly name: string;
}

/** In days. */
export interface Thresholds {
  readonly accessKeyAgeDays: number;
  readonly accessKeyUnusedDays: number;
  readonly roleUnusedDays: number;
  readonly rootUsedDays: number;
}

const PRODUCTION_NAMES = ['production', 'prod', 'prd'];

/** What holds without a file. */
export const DEFAULT_CONFIG: FindingsConfig = Object.freeze({
  production: {
    accounts: [],
    organizationalUnits: [],
    unitNames: PRODUCTION_NAMES,
    tags: ['environment', 'env', 'stage'].map((key) => ({ key, values: PRODUCTION_NAMES })),
    enteredFrom: [],
  },
  vendors: [],
  thresholds: { accessKeyAgeDays: 90, accessKeyUnusedDays: 90, roleUnusedDays: 90, rootUsedDays: 90 },
});

/** Reads the JSON of a config file. Errors: Malformed with a pointer to what is wrong. */
export function readFindingsConfig(value: Json): FindingsConfig {
  const fields = fieldsOf(value, '');
  const config: FindingsConfig = {
    production: optional(fields, 'production', readProduction) ?? DEFAULT_CONFIG.production,
    vendors: optional(fields, 'vendors', (list, at) => listOf(list, at, readVendor)) ?? DEFAULT_CONFIG.vendors,
    thresholds: optional(fields, 'thresholds', readThresholds) ?? DEFAULT_CONFIG.thresholds,
  };
  fields.end();
  return config;
}

function readProduction(value: Json, pointer: string): Production {
  const fields = fieldsOf(value, pointer);
  const texts = (name: string, read: (value: Json, pointer: string) => string): readonly string[] | undefined =>
    optional(fields, name, (list, at) => listOf(list, at, read));
  const standard = DEFAULT_CONFIG.production;
  const production: Production = {
    accounts: texts('accounts', readAccount) ?? standard.accounts,
    organizationalUnits: texts('organizationalUnits', readUnit) ?? standard.organizationalUnits,
    unitNames: texts('unitNames', textOf) ?? standard.unitNames,
    tags: optional(fields, 'tags', (list, at) => listOf(list, at, readTag)) ?? standard.tags,
    enteredFrom: texts('enteredFrom', readAccount) ?? standard.enteredFrom,
  };
  fields.end();
  return production;
}

function readTag(value: Json, pointer: string): Production['tags'][number] {
  const fields = fieldsOf(value, pointer);
  const tag = {
    key: textOf(fields.take('key'), `${pointer}/key`),
    values: listOf(fields.take('values'), `${pointer}/values`, textOf),
  };
  fields.end();
  return tag;
}

function readVendor(value: Json, pointer: string): Vendor {
  const fields = fieldsOf(value, pointer);
  const account = readAccount(fields.take('account'), `${pointer}/account`);
  const vendor = { account, name: optional(fields, 'name', textOf) ?? account };
  fields.end();
  return vendor;
}

function readThresholds(value: Json, pointer: string): Thresholds {
  const fields = fieldsOf(value, pointer);
  const days = (name: keyof Thresholds): number => optional(fields, name, readDays) ?? DEFAULT_CONFIG.thresholds[name];
  const thresholds: Thresholds = {
    accessKeyAgeDays: days('accessKeyAgeDays'),
    accessKeyUnusedDays: days('accessKeyUnusedDays'),
    roleUnusedDays: days('roleUnusedDays'),
    rootUsedDays: days('rootUsedDays'),
  };
  fields.end();
  return thresholds;
}

function readDays(value: Json, pointer: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 36_500) return value;
  throw new Malformed(pointer, 'a whole number of days from 1 to 36500 is expected here');
}

/** Errors: Malformed when the value is no account number. */
function readAccount(value: Json | undefined, pointer: string): string {
  const text = textOf(value, pointer);
  if (isAccountId(text)) return text;
  throw new Malformed(pointer, 'an account number of twelve digits is expected here, as a text');
}

function readUnit(value: Json, pointer: string): string {
  const text = textOf(value, pointer);
  if (/^(?:ou|r)-[0-9a-z-]+$/.test(text)) return text;
  throw new Malformed(pointer, 'the id of a unit or root (ou-…, r-…) is expected here; names stand under unitNames');
}

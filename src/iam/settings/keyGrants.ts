import { type Fields, fieldsOf, listOf, Malformed, objectOf, optional, step, textOf } from '../../lib/fields.js';
import type { Json } from '../../lib/json.js';

/** A grant of a KMS key. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantListEntry.html */
export interface KeyGrant {
  /** ARN of a user, role, session or account, or a service. */
  readonly grantee: string;
  /** Who may retire it besides; undefined: nobody is named. */
  readonly retiring: string | undefined;
  /** `Decrypt`, … */
  readonly operations: readonly string[];
  /** Pairs that the encryption context has to hold; `isAll`: and nothing else. */
  readonly context: { readonly pairs: Readonly<Record<string, string>>; readonly isAll: boolean } | null;
  /** What the request has to be made for; undefined: anything. */
  readonly sourceArn: string | undefined;
}

const UNUSED = ['KeyId', 'GrantId', 'GrantToken', 'Name', 'CreationDate', 'IssuingAccount'];

/**
 * Grants of a key: what `aws kms list-grants` says, or the list in it. Names may begin with a small letter. Errors: Malformed.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html
 */
export function readKeyGrants(value: Json, pointer: string): readonly KeyGrant[] {
  if (Array.isArray(value)) return listOf(value, pointer, readGrant);
  const fields = fieldsOf(value, pointer);
  const [grants, at] = takeEither(fields, 'Grants');
  for (const name of ['Truncated', 'NextMarker']) fields.take(name);
  fields.end();
  return listOf(grants, at, readGrant);
}

function readGrant(value: Json, pointer: string): KeyGrant {
  const fields = fieldsOf(value, pointer);
  for (const name of UNUSED) takeEither(fields, name);
  const [grantee, granteeAt] = takeFirst(fields, ['GranteePrincipal', 'GranteeServicePrincipal']);
  const [retiring, retiringAt] = takeFirst(fields, ['RetiringPrincipal', 'RetiringServicePrincipal']);
  const [operations, operationsAt] = takeEither(fields, 'Operations');
  const [constraints, constraintsAt] = takeEither(fields, 'Constraints');
  fields.end();
  return {
    grantee: textOf(grantee, granteeAt),
    retiring: isMissing(retiring) ? undefined : textOf(retiring, retiringAt),
    operations: listOf(operations, operationsAt, readOperation),
    ...(isMissing(constraints)
      ? { context: null, sourceArn: undefined }
      : readConstraints(constraints ?? null, constraintsAt)),
  };
}

function readOperation(value: Json, pointer: string): string {
  const operation = textOf(value, pointer);
  if (/^[A-Za-z]+$/u.test(operation)) return operation;
  throw new Malformed(pointer, 'an operation of a grant is a name such as Decrypt');
}

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html */
function readConstraints(value: Json, pointer: string): Pick<KeyGrant, 'context' | 'sourceArn'> {
  const fields = fieldsOf(value, pointer);
  const read = <T>(name: string, of: (value: Json, pointer: string) => T): T | undefined =>
    optional(fields, name, of) ?? optional(fields, small(name), of);
  const subset = read('EncryptionContextSubset', readPairs);
  const equal = read('EncryptionContextEquals', readPairs);
  const sourceArn = read('SourceArn', textOf);
  fields.end();
  const isNone = subset === undefined && equal === undefined;
  return { context: isNone ? null : { pairs: { ...subset, ...equal }, isAll: equal !== undefined }, sourceArn };
}

function readPairs(value: Json, pointer: string): Readonly<Record<string, string>> {
  const entries = Object.entries(objectOf(value, pointer));
  return Object.fromEntries(entries.map(([key, text]) => [key, textOf(text, pointer + step(key))]));
}

function isMissing(value: Json | undefined): boolean {
  return value === undefined || value === null;
}

function takeFirst(fields: Fields, names: readonly [string, string]): readonly [Json | undefined, string] {
  const [first, second] = names.map((name) => takeEither(fields, name));
  return second !== undefined && !isMissing(second[0]) ? second : (first ?? [undefined, fields.pointer]);
}

function takeEither(fields: Fields, name: string): readonly [Json | undefined, string] {
  const upper = fields.take(name);
  const lower = fields.take(small(name));
  return upper === undefined ? [lower, `${fields.pointer}/${small(name)}`] : [upper, `${fields.pointer}/${name}`];
}

function small(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

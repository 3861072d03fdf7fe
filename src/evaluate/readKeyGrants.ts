import type { Json } from '../lib/json.js';
import { fault, step } from './fault.js';
import { type Fields, fieldsOf, listOf, objectOf, optional, textOf } from './fields.js';

/**
 * `settings.kmsGrants`: what `aws kms list-grants` says of each grant, of which `GranteePrincipal`, `Operations` and `Constraints` count.
 * Names may begin with a small letter. Gives the resource policy that they amount to, one statement for each grant.
 * Errors: CASE_MALFORMED.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantListEntry.html
 */
export function readKeyGrants(value: Json, pointer: string): Json {
  return { Version: '2012-10-17', Statement: listOf(value, pointer, readGrant) };
}

const UNUSED = ['KeyId', 'GrantId', 'Name', 'CreationDate', 'RetiringPrincipal', 'IssuingAccount'];

function readGrant(value: Json, pointer: string): Json {
  const fields = fieldsOf(value, pointer);
  for (const name of UNUSED) takeEither(fields, name);
  const [grantee, granteeAt] = takeEither(fields, 'GranteePrincipal');
  const [operations, operationsAt] = takeEither(fields, 'Operations');
  const [constraints, constraintsAt] = takeEither(fields, 'Constraints');
  fields.end();
  const principal = textOf(grantee, granteeAt);
  const actions = listOf(operations, operationsAt, (each, at) => {
    const operation = textOf(each, at);
    if (/^[A-Za-z]+$/u.test(operation)) return `kms:${operation}`;
    throw fault('CASE_MALFORMED', at, 'an operation of a grant is a name such as Decrypt');
  });
  const isService = principal.endsWith('.amazonaws.com');
  return {
    Effect: 'Allow',
    Principal: isService ? { Service: principal } : { AWS: principal },
    Action: actions,
    Resource: '*',
    ...(constraints === undefined || constraints === null
      ? {}
      : { Condition: conditionOf(constraints, constraintsAt) }),
  };
}

/** Every pair has to be in the encryption context; with Equals nothing else may be. */
function conditionOf(value: Json, pointer: string): Json {
  const fields = fieldsOf(value, pointer);
  const read = (name: string): Readonly<Record<string, string>> | undefined => {
    const upper = optional(fields, name, readContext);
    return upper ?? optional(fields, small(name), readContext);
  };
  const subset = read('EncryptionContextSubset');
  const equal = read('EncryptionContextEquals');
  fields.end();
  const pairs = Object.entries({ ...subset, ...equal });
  return {
    StringEquals: Object.fromEntries(pairs.map(([key, text]) => [`kms:EncryptionContext:${key}`, escape(text)])),
    ...(equal === undefined
      ? {}
      : { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': Object.keys(equal).map(escape) } }),
  };
}

function readContext(value: Json, pointer: string): Readonly<Record<string, string>> {
  const entries = Object.entries(objectOf(value, pointer));
  return Object.fromEntries(entries.map(([key, text]) => [key, textOf(text, pointer + step(key))]));
}

/** A grant's text is no policy text: nothing in it is a variable. */
function escape(text: string): string {
  return text.replaceAll('$', '${$}');
}

function takeEither(fields: Fields, name: string): readonly [Json | undefined, string] {
  const upper = fields.take(name);
  const lower = fields.take(small(name));
  return upper === undefined ? [lower, `${fields.pointer}/${small(name)}`] : [upper, `${fields.pointer}/${name}`];
}

function small(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

import type { KeyGrant } from '../../iam/settings/keyGrants.js';
import type { Json, JsonObject } from '../../lib/json.js';

/** Operations that have no encryption context, so that constraints on it do not bind them. */
const UNBOUND: ReadonlySet<string> = new Set(['DescribeKey', 'RetireGrant']);

/**
 * What a grant can allow, in lower case; re-encrypting is one operation for each of its two keys.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html
 */
const GRANTABLE: ReadonlySet<string> = new Set([
  'kms:creategrant',
  'kms:decrypt',
  'kms:derivesharedsecret',
  'kms:describekey',
  'kms:encrypt',
  'kms:generatedatakey',
  'kms:generatedatakeypair',
  'kms:generatedatakeypairwithoutplaintext',
  'kms:generatedatakeywithoutplaintext',
  'kms:generatemac',
  'kms:getpublickey',
  'kms:reencryptfrom',
  'kms:reencryptto',
  'kms:retiregrant',
  'kms:sign',
  'kms:verify',
  'kms:verifymac',
]);

/** Whether a grant of a key can allow this action. */
export function isGrantable(action: string): boolean {
  return GRANTABLE.has(action.toLowerCase());
}

/**
 * The resource policy that grants of a key amount to. The first statements are the grants in order; what else follows from one names it by
 * its place in the Sid (`grant0`): operations that its constraints do not bind, and who may retire it.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_RetireGrant.html
 */
export function keyGrantPolicy(grants: readonly KeyGrant[]): Json {
  return { Version: '2012-10-17', Statement: [...grants.map(statementOf), ...grants.flatMap(others)] };
}

/** The place among the grants of which a statement of that policy says something. */
export function grantPlace(statement: { readonly sid: string | null; readonly index: number }): number {
  const named = /^grant([0-9]+)$/u.exec(statement.sid ?? '')?.[1];
  return named === undefined ? statement.index : Number(named);
}

function statementOf(grant: KeyGrant): JsonObject {
  const condition = conditionOf(grant);
  const bound = grant.context === null ? grant.operations : grant.operations.filter((each) => !UNBOUND.has(each));
  return { ...allow(grant.grantee, bound), ...(condition === null ? {} : { Condition: condition }) };
}

function others(grant: KeyGrant, index: number): readonly JsonObject[] {
  const unbound = grant.context === null ? [] : grant.operations.filter((each) => UNBOUND.has(each));
  const condition = conditionOf({ ...grant, context: null });
  const limits = condition === null ? {} : { Condition: condition };
  return [
    ...(unbound.length === 0 ? [] : [{ Sid: `grant${index}`, ...allow(grant.grantee, unbound), ...limits }]),
    ...(grant.retiring === undefined ? [] : [{ Sid: `grant${index}`, ...allow(grant.retiring, ['RetireGrant']) }]),
  ];
}

function allow(principal: string, operations: readonly string[]): JsonObject {
  return {
    Effect: 'Allow',
    Principal: principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal },
    Action: operations.map((operation) => `kms:${operation}`),
    Resource: '*',
  };
}

/** Every pair has to be in the encryption context; with EncryptionContextEquals nothing else may be. */
function conditionOf({ context, sourceArn }: KeyGrant): JsonObject | null {
  const pairs = Object.entries(context?.pairs ?? {});
  const condition: JsonObject = {
    ...(context === null
      ? {}
      : {
          StringEquals: Object.fromEntries(pairs.map(([key, text]) => [`kms:EncryptionContext:${key}`, escape(text)])),
        }),
    ...(context?.isAll === true
      ? { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': pairs.map(([key]) => escape(key)) } }
      : {}),
    ...(sourceArn === undefined ? {} : { ArnLike: { 'aws:SourceArn': escape(sourceArn) } }),
  };
  return Object.keys(condition).length === 0 ? null : condition;
}

/** A grant's text is no policy text: nothing in it is a variable. */
function escape(text: string): string {
  return text.replaceAll('$', '${$}');
}

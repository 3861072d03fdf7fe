import { parseArn } from '../iam/arn.js';
import type { Json } from '../lib/json.js';
import { compilePolicy } from '../policy/compile.js';
import type { AttachedPolicy, ServiceRules } from '../policy/model.js';
import { keyGrantPolicy } from '../policy/service/keyGrantPolicy.js';
import { s3Rules } from '../policy/service/s3Rules.js';
import { fault } from './fault.js';
import type { ReadSettings } from './readSettings.js';

/** What the settings of a case come to for its action's service. */
export interface ReadServiceRules {
  readonly rules: ServiceRules;
  /** The account that owns the object, where that is another than the bucket's. */
  readonly objectOwner: string | undefined;
}

/**
 * The rules of S3 and KMS, by the service of the action. Settings of another service than the action's are refused, since they would count
 * for nothing. Errors: CASE_CONTRADICTORY, CASE_MALFORMED.
 */
export function serviceRules(
  { s3, keyGrants }: ReadSettings,
  about: { readonly action: string; readonly resource: string; readonly owner: string | undefined },
): ReadServiceRules {
  const service = about.action.slice(0, about.action.indexOf(':')).toLowerCase();
  if (keyGrants !== undefined && service !== 'kms') refuse('kmsGrants', 'KMS');
  const { acl, objectOwner, ownership } = s3;
  if (service !== 's3') {
    if (s3.ignoresPublicAcls || s3.restrictsPublicBuckets) refuse('publicAccessBlock', 'S3');
    if (acl !== undefined) refuse('acl', 'S3');
    if (objectOwner !== undefined) refuse('objectOwner', 'S3');
    if (ownership !== undefined) refuse('objectOwnership', 'S3');
    return {
      rules: keyGrants === undefined ? {} : { keyGrants: attach('kmsGrants', keyGrantPolicy(keyGrants)) },
      objectOwner: undefined,
    };
  }
  const isObject = parseArn(about.resource)?.resource.includes('/') === true;
  if (objectOwner !== undefined && !isObject) {
    throw fault('CASE_CONTRADICTORY', '/settings/objectOwner', 'the resource is no object');
  }
  const isForeign = objectOwner !== undefined && objectOwner !== about.owner;
  if (isForeign && ownership === 'BucketOwnerEnforced') {
    throw fault(
      'CASE_CONTRADICTORY',
      '/settings/objectOwner',
      'with BucketOwnerEnforced the bucket’s account owns every object',
    );
  }
  if (acl !== undefined && about.owner === undefined) {
    throw fault('CASE_MALFORMED', '/request/resourceAccount', 'state whose bucket it is: a list grants by account');
  }
  const rules = s3Rules({ ...s3, action: about.action, owner: about.owner, isObject });
  return {
    rules: {
      ...(rules.acl === null ? {} : { acl: attach('acl', rules.acl) }),
      ...(rules.restrictsPublicBuckets ? { restrictsPublicBuckets: true } : {}),
    },
    objectOwner: rules.objectOwner,
  };
}

function attach(name: string, document: Json): AttachedPolicy {
  return { id: `/settings/${name}`, name, attachedTo: null, policy: compilePolicy(document) };
}

function refuse(name: string, service: string): never {
  throw fault('CASE_CONTRADICTORY', `/settings/${name}`, `${name} enters requests of ${service} alone`);
}

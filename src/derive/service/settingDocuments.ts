import type { NodeOf } from '../../graph/nodes.js';
import { readAcl } from '../../iam/settings/accessControlList.js';
import { readKeyGrants } from '../../iam/settings/keyGrants.js';
import type { Json, JsonObject } from '../../lib/json.js';
import { aclPolicy } from '../../policy/service/aclPolicy.js';
import { keyGrantPolicy } from '../../policy/service/keyGrantPolicy.js';
import { propertiesOf, sampleObjects, settingOf, valueOf } from './settings.js';

/** The documents that settings of a resource amount to, each as it admits at most: grants of a key, lists of a bucket and of its sample objects. */
export function settingDocuments(resource: NodeOf<'Resource'>): readonly Json[] {
  const grants = valueOf(settingOf(propertiesOf(resource, 'AWS::KMS::Key'), 'grants', readKeyGrants));
  const bucket = propertiesOf(resource, 'AWS::S3::Bucket');
  const lists = [
    listIn(bucket, resource.account, false),
    ...sampleObjects(bucket).map((object) => listIn(object, resource.account, true)),
  ];
  return [...(grants === undefined ? [] : [keyGrantPolicy(grants)]), ...lists.filter((list) => list !== null)];
}

function listIn(properties: JsonObject, owner: string | null, isObjects: boolean): Json | null {
  const list = valueOf(settingOf(properties, 'acl', readAcl));
  if (list === undefined) return null;
  const owners = { bucket: owner ?? undefined, object: undefined };
  return aclPolicy(list.grants, { isObject: isObjects, ignoresPublic: false, owners });
}

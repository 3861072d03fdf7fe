import { propertiesOf, settingOf, valueOf } from '../derive/service/settings.js';
import { nodeId } from '../graph/ids.js';
import type { NodeOf } from '../graph/nodes.js';
import { type AclGrant, readAcl } from '../iam/settings/accessControlList.js';
import { type KeyGrant, readKeyGrants } from '../iam/settings/keyGrants.js';
import { type ObjectOwnership, readObjectOwnership } from '../iam/settings/objectOwnership.js';
import { readPublicAccess, type Switches } from '../iam/settings/publicAccess.js';
import { fieldsOf, optional, textOf } from '../lib/fields.js';
import type { Json } from '../lib/json.js';
import type { Ask } from './ask.js';
import { nodeOf } from './facts.js';
import { mapPromised, type Promised } from './promised.js';

type Resource = NodeOf<'Resource'>;

/** What the dump states of a resource, one field of it; null where it does not, or where that cannot be read. */
function stated<T>(node: Resource, type: string, name: string, read: (value: Json, pointer: string) => T): T | null {
  return valueOf(settingOf(propertiesOf(node, type), name, read)) ?? null;
}

/** A bucket's own switches. */
export function bucketSwitches(node: Resource): Switches | null {
  const read = (value: Json, at: string) => readPublicAccess(value, at, 'bucket');
  return stated(node, 'AWS::S3::Bucket', 'publicAccessBlock', read)?.bucket ?? null;
}

/** The switches of the account that owns a bucket. */
export function accountSwitches(ask: Ask, node: Resource): Promised<Switches | null> {
  const account = node.account === null ? null : nodeOf(ask, 'Account', nodeId.account(node.account));
  return mapPromised(account, (found) => {
    const properties = found?.publicAccessBlock === undefined ? {} : { publicAccessBlock: found.publicAccessBlock };
    const read = (value: Json, at: string) => readPublicAccess(value, at, 'account');
    return valueOf(settingOf(properties, 'publicAccessBlock', read))?.account ?? null;
  });
}

export function objectOwnership(node: Resource): ObjectOwnership | null {
  return stated(node, 'AWS::S3::Bucket', 'objectOwnership', readObjectOwnership);
}

/** The grants of a bucket's access control list. */
export function bucketGrants(node: Resource): readonly AclGrant[] | null {
  return stated(node, 'AWS::S3::Bucket', 'acl', readAcl)?.grants ?? null;
}

/** Whom a grant names, as S3 does. */
export function granteeText({ grantee }: AclGrant): string {
  switch (grantee.kind) {
    case 'ACCOUNT':
      return grantee.account;
    case 'CANONICAL_USER':
      return grantee.id;
    case 'ALL_USERS':
      return 'AllUsers';
    case 'AUTHENTICATED_USERS':
      return 'AuthenticatedUsers';
    case 'LOG_DELIVERY':
      return 'LogDelivery';
    case 'OWNER':
    case 'BUCKET_OWNER':
      return grantee.kind;
  }
}

export function keyGrants(node: Resource): readonly KeyGrant[] | null {
  return stated(node, 'AWS::KMS::Key', 'grants', readKeyGrants);
}

/** The role that a function runs as. */
export function functionRole(ask: Ask, node: Resource): Promised<NodeOf<'Role'> | null> {
  const arn = stated(node, 'AWS::Lambda::Function', 'roleArn', textOf);
  return nodeOf(ask, 'Role', arn === null ? null : nodeId.arn(arn));
}

/** The URL of a function. */
export interface FunctionUrl {
  readonly url: string | null;
  readonly authType: string;
}

export function functionUrl(node: Resource): FunctionUrl | null {
  return stated(node, 'AWS::Lambda::Function', 'functionUrl', (value, pointer) => {
    const fields = fieldsOf(value, pointer);
    const url = optional(fields, 'url', textOf) ?? null;
    return { url, authType: textOf(fields.take('authType'), `${pointer}/authType`) };
  });
}

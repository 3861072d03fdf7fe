import type { Json } from '../lib/json.js';
import type { AclGrant } from './readS3Settings.js';

/**
 * What a permission lets a grantee do. For an action that makes or removes an object the list is the bucket's, for any other on an object
 * the object's.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions
 */
const ACTIONS: Readonly<Record<'BUCKET' | 'OBJECT', Readonly<Record<string, readonly string[]>>>> = {
  BUCKET: {
    READ: ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
    WRITE: [],
    READ_ACP: ['s3:GetBucketAcl'],
    WRITE_ACP: ['s3:PutBucketAcl'],
  },
  OBJECT: {
    READ: ['s3:GetObject', 's3:GetObjectVersion'],
    WRITE: ['s3:PutObject'],
    READ_ACP: ['s3:GetObjectAcl', 's3:GetObjectVersionAcl'],
    WRITE_ACP: ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'],
  },
};

/** Who owns what the list stands on. */
export interface AclOwners {
  readonly bucket: string;
  readonly object: string;
}

/** The resource policy that an access control list amounts to: one statement for each grant, in order. */
export function aclPolicy(
  grants: readonly AclGrant[],
  setting: { readonly isObject: boolean; readonly ignoresPublic: boolean; readonly owners: AclOwners },
): Json {
  const table = ACTIONS[setting.isObject ? 'OBJECT' : 'BUCKET'];
  return {
    Version: '2012-10-17',
    Statement: grants.map(({ grantee, permission }) => ({
      Effect: 'Allow',
      Action: permission === 'FULL_CONTROL' ? Object.values(table).flat() : (table[permission] ?? []),
      Resource: '*',
      ...whom(grantee, setting),
    })),
  };
}

/** A group that IgnorePublicAcls silences, and the group of S3's own log delivery, name no caller. */
function whom(
  grantee: string,
  {
    ignoresPublic,
    isObject,
    owners,
  }: { readonly ignoresPublic: boolean; readonly isObject: boolean; readonly owners: AclOwners },
): { readonly Principal: Json; readonly Condition?: Json } {
  const isPublic = grantee === 'AllUsers' || grantee === 'AuthenticatedUsers';
  if (grantee === 'LogDelivery' || (isPublic && ignoresPublic)) return { Principal: { AWS: [] } };
  if (grantee === 'AllUsers') return { Principal: '*' };
  if (grantee === 'AuthenticatedUsers') return { Principal: '*', Condition: { Null: { 'aws:PrincipalArn': 'false' } } };
  if (grantee === 'BUCKET_OWNER') return { Principal: { AWS: owners.bucket } };
  return { Principal: { AWS: grantee === 'OWNER' ? (isObject ? owners.object : owners.bucket) : grantee } };
}

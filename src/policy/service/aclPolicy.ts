import type { AclGrant, Grantee } from '../../iam/settings/accessControlList.js';
import type { Json } from '../../lib/json.js';

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

const LISTED: ReadonlySet<string> = new Set(
  Object.values(ACTIONS).flatMap((table) =>
    Object.values(table).flatMap((actions) => actions.map((action) => action.toLowerCase())),
  ),
);

/** Whether an access control list can let somebody do this action, given in lower case. */
export function isOfLists(action: string): boolean {
  return LISTED.has(action);
}

/** What an access control list stands on and who owns it; undefined owners own nothing that a grant could name. */
export interface AclSetting {
  readonly isObject: boolean;
  /** IgnorePublicAcls is on. */
  readonly ignoresPublic: boolean;
  readonly owners: { readonly bucket: string | undefined; readonly object: string | undefined };
}

/** The resource policy that an access control list amounts to: one statement for each grant, in order. */
export function aclPolicy(grants: readonly AclGrant[], setting: AclSetting): Json {
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

const NOBODY = { Principal: { AWS: [] } };

/** A group that IgnorePublicAcls silences, and the group of S3's own log delivery, name no caller. */
function whom(
  grantee: Grantee,
  { isObject, ignoresPublic, owners }: AclSetting,
): { readonly Principal: Json; readonly Condition?: Json } {
  const account = (id: string | undefined) => (id === undefined ? NOBODY : { Principal: { AWS: id } });
  switch (grantee.kind) {
    case 'LOG_DELIVERY':
      return NOBODY;
    case 'ALL_USERS':
      return ignoresPublic ? NOBODY : { Principal: '*' };
    case 'AUTHENTICATED_USERS':
      if (ignoresPublic) return NOBODY;
      return { Principal: '*', Condition: { Null: { 'aws:PrincipalArn': 'false' } } };
    case 'BUCKET_OWNER':
      return account(owners.bucket);
    case 'OWNER':
      return account(isObject ? owners.object : owners.bucket);
    case 'ACCOUNT':
      return account(grantee.account);
    case 'CANONICAL_USER':
      return { Principal: { CanonicalUser: grantee.id } };
  }
}

/** The prefix of a service's permissions, where the AWS CLI calls the service otherwise. */
const PREFIXES: Readonly<Record<string, string>> = {
  s3api: 's3',
  s3control: 's3',
  'sso-admin': 'sso',
  efs: 'elasticfilesystem',
  stepfunctions: 'states',
};

/**
 * Permissions that are not named as the call; null: none is needed.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
const OTHERWISE: Readonly<Record<string, string | null>> = {
  's3api list-buckets': 's3:ListAllMyBuckets',
  's3api get-public-access-block': 's3:GetBucketPublicAccessBlock',
  's3api get-bucket-encryption': 's3:GetEncryptionConfiguration',
  's3control get-public-access-block': 's3:GetAccountPublicAccessBlock',
  'iam list-mfa-devices': 'iam:ListMFADevices',
  'iam list-saml-providers': 'iam:ListSAMLProviders',
  'iam get-saml-provider': 'iam:GetSAMLProvider',
  'iam list-open-id-connect-providers': 'iam:ListOpenIDConnectProviders',
  'iam get-open-id-connect-provider': 'iam:GetOpenIDConnectProvider',
  'sts get-caller-identity': null,
};

/** The permission that a command of the AWS CLI needs: `s3api get-bucket-policy` needs s3:GetBucketPolicy. */
export function permissionOf(service: string, command: string): string | null {
  const known = OTHERWISE[`${service} ${command}`];
  if (known !== undefined) return known;
  const name = command.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return `${PREFIXES[service] ?? service}:${name}`;
}

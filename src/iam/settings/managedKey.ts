/** Whether a key of KMS, named by ARN or alias, is one that AWS manages for a service: `alias/aws/secretsmanager`. */
export function isManagedKey(key: string): boolean {
  return /(?:^|:)alias\/aws\//u.test(key);
}

/**
 * Services that take signed requests alone, by the prefix of their actions: `*` in a policy of theirs is every AWS identity, and nobody
 * without one.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
const SIGNED_SERVICES: ReadonlySet<string> = new Set([
  'dynamodb',
  'ecr',
  'iam',
  'kms',
  'lambda',
  'secretsmanager',
  'sts',
]);

/** What a function URL without authentication lets everybody call. */
const OF_FUNCTION_URLS = 'lambda:invokefunctionurl';

/** Whether a request for this action (in lower case) has to be signed. */
export function hasToBeSigned(action: string): boolean {
  return action !== OF_FUNCTION_URLS && SIGNED_SERVICES.has(action.slice(0, action.indexOf(':')));
}

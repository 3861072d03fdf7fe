/**
 * The services whose actions RCPs bind, by their prefix in actions, as documented at the date below.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services
 */
export const RCP_SERVICES: { readonly asOf: string; readonly prefixes: ReadonlySet<string> } = {
  asOf: '2025-11-01',
  prefixes: new Set([
    'aoss',
    'cognito-idp',
    'cognito-identity',
    'dynamodb',
    'ecr',
    'kms',
    'logs',
    's3',
    's3express',
    'secretsmanager',
    'sqs',
    'sts',
  ]),
};

/** Actions of one service that AWS's page keeps for callers of the resource's own account. */
interface KeptActions {
  /** The prefix of its actions. */
  readonly service: string;
  readonly source: string;
  /** Without the prefix. */
  readonly actions: readonly string[];
}

/**
 * What no policy of a resource can give to another account, whatever it says. An action that its page does not name is left to the policies.
 * Of PartiQL the page names the operations; these are the actions that they are asked for.
 */
export const KEPT_ACTIONS: readonly KeptActions[] = [
  {
    service: 'dynamodb',
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-iam-actions.html',
    actions: [
      'CreateBackup',
      'CreateGlobalTable',
      'CreateTable',
      'DeleteBackup',
      'DeleteResourcePolicy',
      'DescribeBackup',
      'DescribeContinuousBackups',
      'DescribeContributorInsights',
      'DescribeEndpoints',
      'DescribeExport',
      'DescribeGlobalTable',
      'DescribeGlobalTableSettings',
      'DescribeImport',
      'DescribeKinesisStreamingDestination',
      'DescribeLimits',
      'DescribeTableReplicaAutoScaling',
      'DescribeTimeToLive',
      'DisableKinesisStreamingDestination',
      'EnableKinesisStreamingDestination',
      'ExportTableToPointInTime',
      'GetResourcePolicy',
      'ImportTable',
      'ListBackups',
      'ListContributorInsights',
      'ListExports',
      'ListGlobalTables',
      'ListImports',
      'ListStreams',
      'ListTables',
      'PartiQLDelete',
      'PartiQLInsert',
      'PartiQLSelect',
      'PartiQLUpdate',
      'PutResourcePolicy',
      'RestoreTableFromBackup',
      'RestoreTableToPointInTime',
      'UpdateContinuousBackups',
      'UpdateContributorInsights',
      'UpdateGlobalTable',
      'UpdateGlobalTableSettings',
      'UpdateKinesisStreamingDestination',
      'UpdateTableReplicaAutoScaling',
      'UpdateTimeToLive',
    ],
  },
  {
    service: 'kms',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html',
    actions: [
      'CancelKeyDeletion',
      'ConnectCustomKeyStore',
      'CreateAlias',
      'CreateCustomKeyStore',
      'CreateKey',
      'DeleteAlias',
      'DeleteCustomKeyStore',
      'DeleteImportedKeyMaterial',
      'DescribeCustomKeyStores',
      'DisableKey',
      'DisableKeyRotation',
      'DisconnectCustomKeyStore',
      'EnableKey',
      'EnableKeyRotation',
      'GetKeyLastUsage',
      'GetKeyPolicy',
      'GetParametersForImport',
      'ImportKeyMaterial',
      'ListAliases',
      'ListKeyPolicies',
      'ListKeyRotations',
      'ListKeys',
      'ListResourceTags',
      'PutKeyPolicy',
      'ReplicateKey',
      'RotateKeyOnDemand',
      'ScheduleKeyDeletion',
      'TagResource',
      'UntagResource',
      'UpdateAlias',
      'UpdateCustomKeyStore',
      'UpdateKeyDescription',
      'UpdatePrimaryRegion',
    ],
  },
  {
    // The page has those that other accounts can be given. These change who may do what, or what runs, and are not among them.
    service: 'lambda',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-cross-account.html',
    actions: ['AddPermission', 'RemovePermission', 'UpdateFunctionConfiguration'],
  },
  {
    service: 's3',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
    actions: ['DeleteBucketPolicy', 'GetBucketPolicy', 'PutBucketPolicy'],
  },
  {
    service: 's3-outposts',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutBucketPolicy.html',
    actions: ['DeleteBucketPolicy', 'GetBucketPolicy', 'PutBucketPolicy'],
  },
  {
    service: 's3express',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
    actions: [
      'CreateBucket',
      'DeleteBucket',
      'DeleteBucketPolicy',
      'GetBucketPolicy',
      'GetEncryptionConfiguration',
      'GetMetricsConfiguration',
      'ListAllMyDirectoryBuckets',
      'PutBucketPolicy',
      'PutEncryptionConfiguration',
      'PutMetricsConfiguration',
    ],
  },
  {
    service: 'secretsmanager',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html',
    actions: ['BatchGetSecretValue', 'CreateSecret', 'ListSecrets'],
  },
  {
    service: 'sqs',
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-limitations-of-custom-policies.html',
    actions: [
      'AddPermission',
      'CancelMessageMoveTask',
      'CreateQueue',
      'DeleteQueue',
      'ListMessageMoveTasks',
      'ListQueueTags',
      'ListQueues',
      'RemovePermission',
      'SetQueueAttributes',
      'StartMessageMoveTask',
      'TagQueue',
      'UntagQueue',
    ],
  },
];

const KEPT: ReadonlySet<string> = new Set(
  KEPT_ACTIONS.flatMap(({ service, actions }) => actions.map((action) => `${service}:${action}`.toLowerCase())),
);

/** Whether AWS keeps this action, given in lower case, for the resource's own account. */
export function isKeptInAccount(action: string): boolean {
  return KEPT.has(action);
}

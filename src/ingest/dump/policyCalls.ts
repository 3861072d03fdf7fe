import { type CallsByType, typesOfCall } from './callNames.js';

/**
 * The calls whose answer holds a resource's policy. That one of them was made in an account tells a resource without a policy from one that
 * nobody asked about.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
const POLICY_CALLS: CallsByType = {
  'AWS::ApiGateway::RestApi': { service: 'apigateway', calls: ['getrestapi', 'getrestapis'] },
  'AWS::Backup::BackupVault': { service: 'backup', calls: ['getbackupvaultaccesspolicy'] },
  'AWS::DynamoDB::Table': { service: 'dynamodb', calls: ['getresourcepolicy'] },
  'AWS::EC2::VPCEndpoint': { service: 'ec2', calls: ['describevpcendpoints'] },
  'AWS::ECR::Repository': { service: 'ecr', calls: ['getrepositorypolicy'] },
  'AWS::EFS::FileSystem': { service: 'efs', calls: ['describefilesystempolicy'] },
  'AWS::Events::EventBus': { service: 'events', calls: ['describeeventbus', 'listeventbuses'] },
  'AWS::Glue::DataCatalog': { service: 'glue', calls: ['getresourcepolicy', 'getresourcepolicies'] },
  'AWS::KMS::Key': { service: 'kms', calls: ['getkeypolicy'] },
  'AWS::Lambda::Function': { service: 'lambda', calls: ['getpolicy'] },
  'AWS::Lambda::LayerVersion': { service: 'lambda', calls: ['getlayerversionpolicy'] },
  'AWS::OpenSearchService::Domain': { service: 'opensearch', calls: ['describedomain', 'describedomains'] },
  'AWS::S3::AccessPoint': { service: 's3control', calls: ['getaccesspointpolicy'] },
  'AWS::S3::Bucket': { service: 's3', calls: ['getbucketpolicy'] },
  'AWS::SNS::Topic': { service: 'sns', calls: ['gettopicattributes'] },
  'AWS::SQS::Queue': { service: 'sqs', calls: ['getqueueattributes'] },
  'AWS::SecretsManager::Secret': { service: 'secretsmanager', calls: ['getresourcepolicy'] },
};

/** Types of resource whose policies a call answers. */
export function typesOfPolicyCall(service: string, call: string): readonly string[] {
  return typesOfCall(POLICY_CALLS, service, call);
}

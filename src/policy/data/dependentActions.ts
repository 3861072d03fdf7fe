/**
 * Actions that another action needs besides itself. AWS's service authorization reference calls them dependent actions and names some; what
 * is written here is of the pages named.
 */

/** A role that the request hands to a service, which needs iam:PassRole on it. */
export interface PassedRole {
  /** The service that is to assume it, as `iam:PassedToService` names it. */
  readonly service: string;
  /** False: only requests that name a role pass one. */
  readonly isRequired: boolean;
  readonly page: string;
}

const reference = (list: string): string =>
  `https://docs.aws.amazon.com/service-authorization/latest/reference/list_${list}.html`;

const required = (service: string, list: string): PassedRole => ({ service, isRequired: true, page: reference(list) });
const optional = (service: string, list: string): PassedRole => ({ service, isRequired: false, page: reference(list) });

const EC2 = 'ec2.amazonaws.com';
const CLOUDFORMATION = optional('cloudformation.amazonaws.com', 'awscloudformation');
const TASKS = optional('ecs-tasks.amazonaws.com', 'amazonelasticcontainerservice');
const GLUE = 'glue.amazonaws.com';
const SAGEMAKER = required('sagemaker.amazonaws.com', 'amazonsagemaker');

/**
 * By action in lower case.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const PASSED_ROLES: Readonly<Record<string, PassedRole>> = {
  'apprunner:createservice': optional('apprunner.amazonaws.com', 'awsapprunner'),
  'autoscaling:createautoscalinggroup': optional(EC2, 'amazonec2autoscaling'),
  'autoscaling:createlaunchconfiguration': optional(EC2, 'amazonec2autoscaling'),
  'backup:createbackupselection': required('backup.amazonaws.com', 'awsbackup'),
  'backup:startbackupjob': required('backup.amazonaws.com', 'awsbackup'),
  'cloudformation:createchangeset': CLOUDFORMATION,
  'cloudformation:createstack': CLOUDFORMATION,
  'cloudformation:createstackset': CLOUDFORMATION,
  'cloudformation:deletestack': CLOUDFORMATION,
  'cloudformation:updatestack': CLOUDFORMATION,
  'codebuild:createproject': required('codebuild.amazonaws.com', 'awscodebuild'),
  'codebuild:updateproject': optional('codebuild.amazonaws.com', 'awscodebuild'),
  'codedeploy:createdeploymentgroup': required('codedeploy.amazonaws.com', 'awscodedeploy'),
  'codepipeline:createpipeline': required('codepipeline.amazonaws.com', 'awscodepipeline'),
  'datapipeline:putpipelinedefinition': optional('datapipeline.amazonaws.com', 'awsdatapipeline'),
  'ec2:associateiaminstanceprofile': required(EC2, 'amazonec2'),
  'ec2:replaceiaminstanceprofileassociation': required(EC2, 'amazonec2'),
  'ec2:runinstances': optional(EC2, 'amazonec2'),
  'ecs:createservice': optional('ecs.amazonaws.com', 'amazonelasticcontainerservice'),
  'ecs:registertaskdefinition': TASKS,
  'ecs:runtask': TASKS,
  'ecs:starttask': TASKS,
  'eks:createcluster': required('eks.amazonaws.com', 'amazonelastickubernetesservice'),
  'eks:createnodegroup': required('eks.amazonaws.com', 'amazonelastickubernetesservice'),
  'elasticmapreduce:runjobflow': required('elasticmapreduce.amazonaws.com', 'amazonelasticmapreduce'),
  'events:putrule': optional('events.amazonaws.com', 'amazoneventbridge'),
  'events:puttargets': optional('events.amazonaws.com', 'amazoneventbridge'),
  'firehose:createdeliverystream': required('firehose.amazonaws.com', 'amazonkinesisfirehose'),
  'glue:createcrawler': required(GLUE, 'awsglue'),
  'glue:createdevendpoint': required(GLUE, 'awsglue'),
  'glue:createjob': required(GLUE, 'awsglue'),
  'glue:createsession': required(GLUE, 'awsglue'),
  'glue:updatecrawler': optional(GLUE, 'awsglue'),
  'glue:updatejob': optional(GLUE, 'awsglue'),
  'iam:addroletoinstanceprofile': required(EC2, 'awsidentityandaccessmanagementiam'),
  'lambda:createfunction': required('lambda.amazonaws.com', 'awslambda'),
  'lambda:updatefunctionconfiguration': optional('lambda.amazonaws.com', 'awslambda'),
  'rolesanywhere:createprofile': required('rolesanywhere.amazonaws.com', 'awsidentityandaccessmanagementrolesanywhere'),
  'sagemaker:createdomain': SAGEMAKER,
  'sagemaker:createmodel': SAGEMAKER,
  'sagemaker:createnotebookinstance': SAGEMAKER,
  'sagemaker:createprocessingjob': SAGEMAKER,
  'sagemaker:createtrainingjob': SAGEMAKER,
  'scheduler:createschedule': required('scheduler.amazonaws.com', 'amazoneventbridgescheduler'),
  'ssm:startautomationexecution': optional('ssm.amazonaws.com', 'awssystemsmanager'),
  'states:createstatemachine': required('states.amazonaws.com', 'awsstepfunctions'),
  'states:updatestatemachine': optional('states.amazonaws.com', 'awsstepfunctions'),
  'transfer:createuser': required('transfer.amazonaws.com', 'awstransferfamily'),
};

/** What a request needs of the KMS key with which the resource is encrypted, asked for by the service with the caller's own permissions. */
export interface KeyUse {
  readonly actions: readonly string[];
  readonly page: string;
}

const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html';
const SECRETS = 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html';
const SQS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html';
const SNS = 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html';
const SSM = 'https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html';
const KINESIS = 'https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html';

const READS = ['kms:Decrypt'];
const WRITES = ['kms:GenerateDataKey'];
const BOTH = ['kms:GenerateDataKey', 'kms:Decrypt'];

/** By action in lower case. */
export const KEY_USES: Readonly<Record<string, KeyUse>> = {
  'kinesis:getrecords': { actions: READS, page: KINESIS },
  'kinesis:putrecord': { actions: WRITES, page: KINESIS },
  'kinesis:putrecords': { actions: WRITES, page: KINESIS },
  's3:getobject': { actions: READS, page: S3 },
  's3:getobjectversion': { actions: READS, page: S3 },
  's3:putobject': { actions: WRITES, page: S3 },
  'secretsmanager:batchgetsecretvalue': { actions: READS, page: SECRETS },
  'secretsmanager:getsecretvalue': { actions: READS, page: SECRETS },
  'secretsmanager:putsecretvalue': { actions: BOTH, page: SECRETS },
  'sns:publish': { actions: BOTH, page: SNS },
  'sqs:receivemessage': { actions: READS, page: SQS },
  'sqs:sendmessage': { actions: BOTH, page: SQS },
  'ssm:getparameter': { actions: READS, page: SSM },
  'ssm:getparameters': { actions: READS, page: SSM },
};

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `aws …` in one account, with its JSON answer. */
export type Aws = (...args: readonly string[]) => Promise<unknown>;

/** A value that must appear nowhere in a dump: it stands in a secret, an environment variable and user data. */
export const SECRET_VALUE = 'correct-horse-battery-staple';

const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const admit = (principal: object, action: string, resource: string): object => ({
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  Resource: resource,
});

/** ARNs of what is built where data lies. */
export interface DataResources {
  readonly key: string;
  readonly secret: string;
  readonly function: string;
  readonly queue: string;
  readonly table: string;
  readonly stream: string;
}

/** An account of data: what it holds admits the role `reader` of another account, by its own policies alone, or nobody. */
export async function buildData(aws: Aws, account: string, reader: string): Promise<DataResources> {
  const role = `arn:aws:iam::${account}:role/Worker`;
  const trust = policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
  await aws('iam', 'create-role', '--role-name', 'Worker', '--assume-role-policy-document', trust);
  await buildBuckets(aws, account, reader);
  const key = await buildKey(aws, account, role);
  const secret = await created(
    aws(
      'secretsmanager',
      'create-secret',
      '--name',
      'database',
      '--secret-string',
      SECRET_VALUE,
      '--kms-key-id',
      'alias/data',
    ),
    'ARN',
  );
  const readSecret = policy(admit({ AWS: reader }, 'secretsmanager:GetSecretValue', '*'));
  await aws('secretsmanager', 'put-resource-policy', '--secret-id', secret, '--resource-policy', readSecret);
  const functionArn = await buildFunction(aws, role, reader);
  const queueUrl = await created(aws('sqs', 'create-queue', '--queue-name', 'orders'), 'QueueUrl');
  const queue = `arn:aws:sqs:us-east-1:${account}:orders`;
  const attributes = JSON.stringify({ Policy: policy(admit({ AWS: reader }, 'sqs:SendMessage', queue)) });
  await aws('sqs', 'set-queue-attributes', '--queue-url', queueUrl, '--attributes', attributes);
  await aws('ecr', 'create-repository', '--repository-name', 'images');
  const columns = [
    '--attribute-definitions',
    'AttributeName=id,AttributeType=S',
    '--key-schema',
    'AttributeName=id,KeyType=HASH',
  ];
  const streaming = [
    '--stream-specification',
    'StreamEnabled=true,StreamViewType=NEW_IMAGE',
    '--billing-mode',
    'PAY_PER_REQUEST',
  ];
  const answer = await aws('dynamodb', 'create-table', '--table-name', 'orders', ...columns, ...streaming);
  const { TableDescription: table } = answer as {
    TableDescription: Readonly<Record<'TableArn' | 'LatestStreamArn', string>>;
  };
  return { key, secret, function: functionArn, queue, table: table.TableArn, stream: table.LatestStreamArn };
}

/** One bucket that admits the reader, one without a policy; no public access to either, and none in the account. */
async function buildBuckets(aws: Aws, account: string, reader: string): Promise<void> {
  const on = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
  const block = ['--public-access-block-configuration', on.map((name) => `${name}=true`).join(',')];
  for (const bucket of ['shared-data', 'private-data']) await aws('s3api', 'create-bucket', '--bucket', bucket);
  const read = policy(admit({ AWS: reader }, 's3:GetObject', 'arn:aws:s3:::shared-data/*'));
  await aws('s3api', 'put-bucket-policy', '--bucket', 'shared-data', '--policy', read);
  await aws('s3api', 'put-public-access-block', '--bucket', 'shared-data', ...block);
  const tags = JSON.stringify({ TagSet: [{ Key: 'team', Value: 'data' }] });
  await aws('s3api', 'put-bucket-tagging', '--bucket', 'shared-data', '--tagging', tags);
  await aws('s3control', 'put-public-access-block', '--account-id', account, ...block);
  await aws('s3control', 'create-access-point', '--account-id', account, '--name', 'point', '--bucket', 'shared-data');
}

/** A key that hands nothing to its account, and that the role may use by a grant. */
async function buildKey(aws: Aws, account: string, role: string): Promise<string> {
  const administer = policy(admit({ AWS: `arn:aws:iam::${account}:root` }, 'kms:PutKeyPolicy', '*'));
  const answer = (await aws('kms', 'create-key', '--policy', administer)) as { KeyMetadata: { Arn: string } };
  const key = answer.KeyMetadata.Arn;
  await aws('kms', 'create-alias', '--alias-name', 'alias/data', '--target-key-id', key);
  await aws('kms', 'create-grant', '--key-id', key, '--grantee-principal', role, '--operations', 'Decrypt');
  return key;
}

async function buildFunction(aws: Aws, role: string, reader: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'permgraph-code-'));
  await writeFile(join(folder, 'code.zip'), EMPTY_ZIP);
  const code = ['--runtime', 'python3.11', '--handler', 'a.b', '--zip-file', `fileb://${join(folder, 'code.zip')}`];
  const variables = ['--environment', `Variables={PASSWORD=${SECRET_VALUE}}`];
  const make = aws('lambda', 'create-function', '--function-name', 'quote', '--role', role, ...code, ...variables);
  const arn = await created(make, 'FunctionArn');
  await rm(folder, { recursive: true });
  const permission = ['--statement-id', 'reader', '--action', 'lambda:InvokeFunction', '--principal', rootOf(reader)];
  await aws('lambda', 'add-permission', '--function-name', 'quote', ...permission);
  await aws('lambda', 'create-function-url-config', '--function-name', 'quote', '--auth-type', 'AWS_IAM');
  return arn;
}

/** moto takes no role here. */
function rootOf(role: string): string {
  return `${role.split(':').slice(0, 5).join(':')}:root`;
}

/** The end of a central directory that has no entries. */
const EMPTY_ZIP = Buffer.from([0x50, 0x4b, 5, 6, ...Array.from({ length: 18 }, () => 0)]);

/** An account that runs things: each with the role `Reader`. */
export async function buildCompute(aws: Aws, account: string): Promise<void> {
  const role = `arn:aws:iam::${account}:role/Reader`;
  const services = { Service: ['ec2.amazonaws.com', 'ecs-tasks.amazonaws.com'] };
  const trust = policy({ Effect: 'Allow', Principal: services, Action: 'sts:AssumeRole' });
  await aws('iam', 'create-role', '--role-name', 'Reader', '--assume-role-policy-document', trust);
  const actions = ['s3:GetObject', 'secretsmanager:GetSecretValue', 'lambda:InvokeFunction', 'sqs:SendMessage'];
  const read = policy({ Effect: 'Allow', Action: actions, Resource: '*' });
  await aws('iam', 'put-role-policy', '--role-name', 'Reader', '--policy-name', 'Read', '--policy-document', read);
  await aws('iam', 'create-instance-profile', '--instance-profile-name', 'Reader');
  await aws('iam', 'add-role-to-instance-profile', '--instance-profile-name', 'Reader', '--role-name', 'Reader');
  const image = (await aws('ec2', 'describe-images', '--query', 'Images[0].ImageId')) as string;
  const profile = ['--iam-instance-profile', 'Name=Reader'];
  await aws('ec2', 'run-instances', '--image-id', image, ...profile, '--user-data', SECRET_VALUE);
  const data = { IamInstanceProfile: { Name: 'Reader' }, UserData: Buffer.from(SECRET_VALUE).toString('base64') };
  const template = ['--launch-template-name', 'web', '--launch-template-data', JSON.stringify(data)];
  await aws('ec2', 'create-launch-template', ...template);
  const network = ['--resources-vpc-config', 'subnetIds=subnet-1,subnet-2'];
  await aws('eks', 'create-cluster', '--name', 'prod', '--role-arn', role, ...network);
  const group = ['--cluster-name', 'prod', '--nodegroup-name', 'workers', '--subnets', 'subnet-1'];
  await aws('eks', 'create-nodegroup', ...group, '--node-role', role);
  const vpcs = (await aws('ec2', 'describe-vpcs')) as { Vpcs: readonly { VpcId: string }[] };
  const endpoint = ['--vpc-id', vpcs.Vpcs[0]?.VpcId ?? '', '--service-name', 'com.amazonaws.us-east-1.s3'];
  await aws('ec2', 'create-vpc-endpoint', ...endpoint, '--policy-document', policy(admit({ AWS: '*' }, 's3:*', '*')));
  await aws('ecs', 'create-cluster', '--cluster-name', 'web');
  const container = { name: 'web', image: 'web', memory: 64, environment: [{ name: 'PASSWORD', value: SECRET_VALUE }] };
  const task = ['--family', 'web', '--task-role-arn', role, '--container-definitions', JSON.stringify([container])];
  await aws('ecs', 'register-task-definition', ...task);
  const service = ['--cluster', 'web', '--service-name', 'web', '--task-definition', 'web', '--desired-count', '1'];
  await aws('ecs', 'create-service', ...service, '--enable-execute-command');
  const build = [
    '--source',
    'type=S3,location=web/source.zip',
    '--artifacts',
    'type=NO_ARTIFACTS',
    '--service-role',
    role,
  ];
  const machine = `type=LINUX_CONTAINER,image=x,computeType=BUILD_GENERAL1_SMALL`;
  await aws('codebuild', 'create-project', '--name', 'web', ...build, '--environment', machine);
  const stack = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
  await aws('cloudformation', 'create-stack', '--stack-name', 'web', '--role-arn', role, '--template-body', stack);
  await aws('sns', 'create-topic', '--name', 'alerts');
}

async function created(answer: Promise<unknown>, name: string): Promise<string> {
  return ((await answer) as Readonly<Record<string, string>>)[name] ?? '';
}

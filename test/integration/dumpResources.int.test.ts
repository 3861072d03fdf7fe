import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspect } from '../../src/cli/commands/inspect.js';
import { openGraph } from '../../src/index.js';
import { type AwsStandIn, type SessionCredentials, startAwsStandIn } from './support/awsTools.js';
import { type Aws, buildCompute, buildData, type DataResources, SECRET_VALUE } from './support/buildResources.js';

const script = fileURLToPath(new URL('../../examples/dump-organization.sh', import.meta.url));
const run = promisify(execFile);

interface StatedResource {
  readonly arn: string;
  readonly type: string;
  readonly account: string;
  readonly [field: string]: unknown;
}

interface Row {
  readonly account: string;
  readonly service: string;
  readonly call: string;
  readonly status: string;
}

interface GapShown {
  readonly account: string | null;
  readonly subject: string | null;
  readonly mayHide: boolean;
}

describe('resources, dumped with the AWS CLI', () => {
  let standIn: AwsStandIn;
  let dump: string;
  let data: string;
  let compute: string;
  let built: DataResources;
  let graph: Awaited<ReturnType<typeof openGraph>> | undefined;

  beforeAll(async () => {
    standIn = await startAwsStandIn();
    dump = join(await mkdtemp(join(tmpdir(), 'permgraph-dump-')), 'dump');
    await standIn.aws(['organizations', 'create-organization', '--feature-set', 'ALL']);
    const { Roots } = (await standIn.aws(['organizations', 'list-roots'])) as { Roots: readonly { Id: string }[] };
    const root = ['--root-id', Roots[0]?.Id ?? ''];
    await standIn.aws(['organizations', 'enable-policy-type', ...root, '--policy-type', 'SERVICE_CONTROL_POLICY']);
    data = await createAccount('data');
    compute = await createAccount('compute');
    await buildCompute(await inAccount(compute), compute);
    built = await buildData(await inAccount(data), data, `arn:aws:iam::${compute}:role/Reader`);
    const environment = {
      REGIONS: 'us-east-1',
      AWS_REFUSES: `${compute}:sns list-topics;${data}:s3api get-bucket-acl`,
    };
    await run(script, [dump], { env: { ...standIn.environment, ...environment } });
    graph = await openGraph({ dumps: [dump] });
  });

  afterAll(async () => {
    await graph?.close();
    await standIn.stop();
    await rm(join(dump, '..'), { recursive: true });
  });

  async function createAccount(name: string): Promise<string> {
    const create = ['organizations', 'create-account', '--account-name', name, '--email', `${name}@example.com`];
    const answer = (await standIn.aws(create)) as { CreateAccountStatus: { AccountId: string } };
    return answer.CreateAccountStatus.AccountId;
  }

  async function inAccount(account: string): Promise<Aws> {
    const role = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
    const assume = ['sts', 'assume-role', '--role-arn', role, '--role-session-name', 'build'];
    const { Credentials } = (await standIn.aws(assume)) as { Credentials: SessionCredentials };
    return (...args) => standIn.aws(args, Credentials);
  }

  const readJson = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(dump, name), 'utf8')) as T;

  async function whoCan(action: string, resource: string): Promise<readonly string[]> {
    const query = `query ($action: String!, $resource: Arn!) {
      whoCan(action: $action, resource: $resource, where: { kinds: [ROLE] }) { nodes { decision principal { arn } } }
    }`;
    if (graph === undefined) throw new Error('the dump was not opened');
    const answer = await graph.graphql({ query, variables: { action, resource } });
    expect(answer.errors).toBeUndefined();
    const { nodes } = (
      answer.data as { whoCan: { nodes: readonly { decision: string; principal: { arn: string } }[] } }
    ).whoCan;
    return nodes.map(({ decision, principal }) => `${decision} ${principal.arn.split(':').slice(4).join(':')}`);
  }

  it('states each type with the fields that answers turn on', async () => {
    const resources = await readJson<readonly StatedResource[]>('resources.json');
    const one = (type: string, account: string) =>
      resources.filter((resource) => resource.type === type && resource.account === account);
    const reader = `arn:aws:iam::${compute}:role/Reader`;
    const worker = `arn:aws:iam::${data}:role/Worker`;
    const profile = { instanceProfileArn: `arn:aws:iam::${compute}:instance-profile/Reader` };
    expect(one('AWS::EC2::Instance', compute)).toMatchObject([{ ...profile, state: 'running', publicIp: true }]);
    expect(one('AWS::EC2::LaunchTemplate', compute)).toMatchObject([profile]);
    expect(one('AWS::EC2::VPCEndpoint', compute)).toHaveLength(1);
    expect(one('AWS::ECS::TaskDefinition', compute)).toMatchObject([{ roleArn: reader }]);
    expect(one('AWS::ECS::Service', compute)).toMatchObject([
      { taskDefinitionArn: `arn:aws:ecs:us-east-1:${compute}:task-definition/web:1` },
    ]);
    expect(one('AWS::CodeBuild::Project', compute)).toMatchObject([{ roleArn: reader }]);
    expect(one('AWS::CloudFormation::Stack', compute)).toMatchObject([{ roleArn: reader }]);
    const issuer = expect.stringMatching(/^https:\/\/oidc\.eks\.us-east-1\.amazonaws\.com\/id\//u) as string;
    const cluster = `arn:aws:eks:us-east-1:${compute}:cluster/prod`;
    expect(one('AWS::EKS::Cluster', compute)).toMatchObject([{ arn: cluster, oidcIssuer: issuer }]);
    expect(one('AWS::EKS::Nodegroup', compute)).toMatchObject([{ clusterArn: cluster, roleArn: reader }]);
    expect(one('AWS::Lambda::Function', data)).toMatchObject([
      { roleArn: worker, functionUrl: { authType: 'AWS_IAM' } },
    ]);
    expect(one('AWS::SecretsManager::Secret', data)).toMatchObject([{ kmsKeyArn: built.key }]);
    expect(one('AWS::KMS::Key', data)).toMatchObject([
      { arn: built.key, name: 'alias/data', grants: [{ GranteePrincipal: worker, Operations: ['Decrypt'] }] },
    ]);
    expect(one('AWS::DynamoDB::Table', data)).toMatchObject([{ arn: built.table, streamArn: built.stream }]);
    expect(one('AWS::ECR::Repository', data)).toHaveLength(1);
    expect(one('AWS::S3::AccessPoint', data)).toMatchObject([{ bucket: 'shared-data', networkOrigin: 'Internet' }]);
    expect(one('AWS::S3::AccountPublicAccessBlock', data)).toMatchObject([
      { publicAccessBlock: { IgnorePublicAcls: true } },
    ]);
    expect(one('AWS::S3::Bucket', data)).toMatchObject([
      { arn: 'arn:aws:s3:::private-data', region: 'us-east-1', publicAccessBlock: { IgnorePublicAcls: false } },
      { arn: 'arn:aws:s3:::shared-data', tags: { team: 'data' }, publicAccessBlock: { IgnorePublicAcls: true } },
    ]);
  });

  it('says of each resource what its policy is, or that it has none', async () => {
    const policies = await readJson<readonly (StatedResource & { policy: unknown })[]>('resource-policies.json');
    const has = (arn: string): unknown => policies.find((each) => each.arn === arn)?.policy;
    expect(has('arn:aws:s3:::shared-data')).toContain('GetObject');
    expect(has('arn:aws:s3:::private-data')).toBeNull();
    expect(has(built.secret)).toContain('GetSecretValue');
    expect(has(built.table)).toBeNull();
  });

  it('answers by the policy of a bucket', async () => {
    expect(await whoCan('s3:GetObject', 'arn:aws:s3:::shared-data/a')).toContain(`ALLOWED ${compute}:role/Reader`);
    expect(await whoCan('s3:GetObject', 'arn:aws:s3:::private-data/a')).not.toContain(`ALLOWED ${compute}:role/Reader`);
  });

  it('answers by the policy of a secret, a function and a queue', async () => {
    expect(await whoCan('secretsmanager:GetSecretValue', built.secret)).toContain(`ALLOWED ${compute}:role/Reader`);
    expect(await whoCan('lambda:InvokeFunction', built.function)).toContain(`ALLOWED ${compute}:role/Reader`);
    expect(await whoCan('sqs:SendMessage', built.queue)).toContain(`ALLOWED ${compute}:role/Reader`);
  });

  it('answers by the policy and the grants of a key', async () => {
    expect(await whoCan('kms:Decrypt', built.key)).toEqual([`ALLOWED ${data}:role/Worker`]);
  });

  it('opens in inspect, with books that balance', async () => {
    const summary = JSON.parse(await inspect([dump], { json: true }, AbortSignal.timeout(60_000))) as {
      readonly warnings: readonly unknown[];
      readonly gaps: readonly GapShown[];
    };
    expect(summary.warnings).toEqual([]);
    const refused = summary.gaps.filter(({ account }) => account === compute || account === data);
    expect(refused.map(({ account, subject }) => `${account} ${subject}`).toSorted()).toEqual(
      [
        `${compute} *:*`,
        `${compute} sns:ListTopics`,
        // moto does not know these two.
        ...['ListAccessEntries', 'ListPodIdentityAssociations'].map((call) => `${compute} eks:${call}`),
        `${data} *:*`,
        ...['private', 'shared'].map((name) => `${data} arn:aws:s3:::${name}-data`),
      ].toSorted(),
    );
  });

  it('never holds a secret', async () => {
    const search = ['-rlE', `${SECRET_VALUE}|${Buffer.from(SECRET_VALUE).toString('base64')}`, dump];
    const { stdout } = await run('grep', search).catch((error: { stdout: string }) => error);
    expect(stdout).toBe('');
  });

  it('writes down the one call that was refused, of the one account', async () => {
    const rows = await readJson<readonly Row[]>('collection.json');
    const refused = rows.filter(({ status, service }) => status === 'DENIED' && service === 'sns');
    expect(refused).toMatchObject([{ account: compute, region: 'us-east-1', call: 'ListTopics' }]);
  });
});

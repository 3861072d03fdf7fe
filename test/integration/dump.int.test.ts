import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../src/index.js';
import { readDumps } from '../../src/ingest/dump/readDumps.js';
import type { Snapshot } from '../../src/iam/snapshot.js';
import { type AwsStandIn, type SessionCredentials, startAwsStandIn } from './support/awsTools.js';

const script = fileURLToPath(new URL('../../examples/dump-organization.sh', import.meta.url));
const run = promisify(execFile);
const MANAGEMENT = '123456789012';
const PROVISIONED = 'AWSReservedSSO_Operate_0123456789abcdef';

interface CollectionRecord {
  readonly account: string;
  readonly call: string;
  readonly status: string;
  readonly error?: string;
}

const document = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const trust = (principal: object, action = 'sts:AssumeRole', condition?: object): string =>
  document({ Effect: 'Allow', Principal: principal, Action: action, ...(condition && { Condition: condition }) });
const allow = (action: string, resource: string): string =>
  document({ Effect: 'Allow', Action: action, Resource: resource });

describe('dump-organization.sh with the AWS CLI', () => {
  let standIn: AwsStandIn;
  let folder: string;
  let production: string;
  let tools: string;
  let noise: string;
  let snapshot: Snapshot;

  beforeAll(async () => {
    standIn = await startAwsStandIn();
    folder = await mkdtemp(join(tmpdir(), 'permgraph-dump-'));
    await standIn.aws(['organizations', 'create-organization', '--feature-set', 'ALL']);
    production = await createAccount('production');
    tools = await createAccount('tools');
    await createAccount('empty');
    await buildOrganization();
    await buildProduction(await enter(production));
    await buildTools(await enter(tools));
    await buildIdentityCenter();
    const { stderr } = await run(script, [join(folder, 'dump')], {
      env: { ...standIn.environment, REGIONS: 'us-east-1' },
    });
    noise = stderr;
    const ingested = await readDumps([join(folder, 'dump')], {
      checkDocument: () => [],
      lenient: false,
      strict: false,
      signal: AbortSignal.timeout(60_000),
    });
    for (const book of ingested.books) expect(book.read, book.kind).toBe(book.stored + book.refused);
    snapshot = ingested.snapshot;
  });

  afterAll(async () => {
    await standIn.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function createAccount(name: string): Promise<string> {
    const answer = (await standIn.aws([
      'organizations',
      'create-account',
      '--account-name',
      name,
      '--email',
      `${name}@example.com`,
    ])) as { CreateAccountStatus: { AccountId: string } };
    return answer.CreateAccountStatus.AccountId;
  }

  async function enter(account: string): Promise<SessionCredentials> {
    const answer = (await standIn.aws([
      'sts',
      'assume-role',
      '--role-arn',
      `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`,
      '--role-session-name',
      'build',
    ])) as { Credentials: SessionCredentials };
    return answer.Credentials;
  }

  async function buildOrganization(): Promise<void> {
    const organizations = (...args: string[]) => standIn.aws(['organizations', ...args]);
    const { Roots } = (await organizations('list-roots')) as { Roots: readonly { Id: string }[] };
    const root = Roots[0]?.Id ?? '';
    const type = 'SERVICE_CONTROL_POLICY';
    await organizations('enable-policy-type', '--root-id', root, '--policy-type', type);
    const unit = (await organizations('create-organizational-unit', '--parent-id', root, '--name', 'Workloads')) as {
      OrganizationalUnit: { Id: string };
    };
    const move = ['move-account', '--account-id', production, '--source-parent-id', root];
    await organizations(...move, '--destination-parent-id', unit.OrganizationalUnit.Id);
    const content = document({ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' });
    const create = ['create-policy', '--name', 'Stay', '--description', 'Nobody leaves', '--type', type];
    const created = (await organizations(...create, '--content', content)) as {
      Policy: { PolicySummary: { Id: string } };
    };
    const policy = created.Policy.PolicySummary.Id;
    await organizations('attach-policy', '--policy-id', policy, '--target-id', unit.OrganizationalUnit.Id);
  }

  async function buildProduction(session: SessionCredentials): Promise<void> {
    const iam = (...args: string[]) => standIn.aws(['iam', ...args], session);
    const deployTrust = trust({ AWS: `arn:aws:iam::${tools}:role/Builder` });
    await iam('create-role', '--role-name', 'Deploy', '--assume-role-policy-document', deployTrust);
    const administer = ['put-role-policy', '--role-name', 'Deploy', '--policy-name', 'Administer'];
    await iam(...administer, '--policy-document', allow('*', '*'));
    const provider = ['create-open-id-connect-provider', '--url', 'https://token.actions.githubusercontent.com'];
    const created = (await iam(...provider, '--client-id-list', 'sts.amazonaws.com')) as {
      OpenIDConnectProviderArn: string;
    };
    const claims = { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:example/*' } };
    const federated = trust({ Federated: created.OpenIDConnectProviderArn }, 'sts:AssumeRoleWithWebIdentity', claims);
    await iam('create-role', '--role-name', 'GitHub', '--assume-role-policy-document', federated);
  }

  async function buildTools(session: SessionCredentials): Promise<void> {
    const iam = (...args: string[]) => standIn.aws(['iam', ...args], session);
    await iam('create-user', '--user-name', 'ann');
    await iam('create-group', '--group-name', 'builders');
    await iam('add-user-to-group', '--user-name', 'ann', '--group-name', 'builders');
    const enterBuilder = allow('sts:AssumeRole', `arn:aws:iam::${tools}:role/Builder`);
    const groupPolicy = ['put-group-policy', '--group-name', 'builders', '--policy-name', 'Build'];
    await iam(...groupPolicy, '--policy-document', enterBuilder);
    const builderTrust = trust({ AWS: `arn:aws:iam::${tools}:root` });
    await iam('create-role', '--role-name', 'Builder', '--assume-role-policy-document', builderTrust);
    const deploy = allow('sts:AssumeRole', `arn:aws:iam::${production}:role/Deploy`);
    const managed = (await iam('create-policy', '--policy-name', 'Deploying', '--policy-document', deploy)) as {
      Policy: { Arn: string };
    };
    await iam('attach-role-policy', '--role-name', 'Builder', '--policy-arn', managed.Policy.Arn);
    const metadata = `<EntityDescriptor entityID="https://id.example.com">${' '.repeat(1000)}</EntityDescriptor>`;
    await iam('create-saml-provider', '--name', 'Corporate', '--saml-metadata-document', metadata);
  }

  async function buildIdentityCenter(): Promise<void> {
    const sso = (...args: string[]) => standIn.aws(['sso-admin', ...args]);
    const store = (...args: string[]) => standIn.aws(['identitystore', ...args]);
    const { Instances } = (await sso('list-instances')) as {
      Instances: readonly { InstanceArn: string; IdentityStoreId: string }[];
    };
    const { InstanceArn: arn = '', IdentityStoreId: id = '' } = Instances[0] ?? {};
    const instance = ['--instance-arn', arn];
    const created = (await sso('create-permission-set', ...instance, '--name', 'Operate')) as {
      PermissionSet: { PermissionSetArn: string };
    };
    const set = [...instance, '--permission-set-arn', created.PermissionSet.PermissionSetArn];
    await sso('put-inline-policy-to-permission-set', ...set, '--inline-policy', allow('ec2:*', '*'));
    const { GroupId } = (await store('create-group', '--identity-store-id', id, '--display-name', 'Operators')) as {
      GroupId: string;
    };
    const named = [
      '--user-name',
      'ida@example.com',
      '--display-name',
      'Ida',
      '--name',
      'GivenName=Ida,FamilyName=Holm',
    ];
    const { UserId } = (await store('create-user', '--identity-store-id', id, ...named)) as { UserId: string };
    const member = ['--group-id', GroupId, '--member-id', `UserId=${UserId}`];
    await store('create-group-membership', '--identity-store-id', id, ...member);
    const target = ['--target-id', MANAGEMENT, '--target-type', 'AWS_ACCOUNT'];
    const principal = ['--principal-type', 'GROUP', '--principal-id', GroupId];
    await sso('create-account-assignment', ...set, ...target, ...principal);
    // AWS provisions when it assigns; moto has to be told, knows the caller's account alone, and makes no role.
    await sso('provision-permission-set', ...set, ...target);
    const metadata = `<EntityDescriptor entityID="https://portal.example.com">${' '.repeat(1000)}</EntityDescriptor>`;
    const iam = (...args: string[]) => standIn.aws(['iam', ...args]);
    const provider = (await iam(
      'create-saml-provider',
      '--name',
      'AWSSSO_0123456789abcdef_DO_NOT_DELETE',
      '--saml-metadata-document',
      metadata,
    )) as { SAMLProviderArn: string };
    const path = ['--role-name', PROVISIONED, '--path', '/aws-reserved/sso.amazonaws.com/'];
    const trusted = trust({ Federated: provider.SAMLProviderArn }, 'sts:AssumeRoleWithSAML');
    await iam('create-role', ...path, '--assume-role-policy-document', trusted);
  }

  it('reads who is assigned what', async () => {
    const graph = await openGraph({ dumps: [join(folder, 'dump')] });
    const role = `arn:aws:iam::${MANAGEMENT}:role/aws-reserved/sso.amazonaws.com/${PROVISIONED}`;
    const query = `query ($role: Arn!) { whoCanAssume(role: $role) { nodes { decision principal { __typename name } edge { from { name } } } } }`;
    const answer = await graph.graphql({ query, variables: { role } });
    await graph.close();
    expect(JSON.parse(JSON.stringify(answer.data))).toEqual({
      whoCanAssume: {
        nodes: [
          {
            decision: 'ALLOWED',
            principal: { __typename: 'Person', name: 'ida@example.com' },
            edge: { from: { name: 'Operators' } },
          },
        ],
      },
    });
    const [center] = snapshot.identityCenters;
    expect(center?.permissionSets.map(({ name, inlinePolicy }) => [name, inlinePolicy?.document])).toEqual([
      ['Operate', JSON.parse(allow('ec2:*', '*'))],
    ]);
    expect(center?.unlisted).toEqual([]);
  });

  it('reads the organisation and every account', () => {
    expect(snapshot.organizations).toHaveLength(1);
    expect(snapshot.organizations[0]?.managementAccount).toBe(MANAGEMENT);
    expect(snapshot.organizations[0]?.units.map((unit) => unit.name).toSorted()).toEqual(['Root', 'Workloads']);
    expect(snapshot.accounts.map((account) => account.name)).toHaveLength(4);
    expect(snapshot.accounts.every((account) => account.isCollected)).toBe(true);
    const stay = snapshot.organizations[0]?.controlPolicies.find((policy) => policy.name === 'Stay');
    const unit = snapshot.organizations[0]?.units.find((candidate) => candidate.name === 'Workloads');
    expect(stay?.targets).toEqual([unit?.id]);
    expect(snapshot.accounts.find((account) => account.id === production)?.parent).toBe(unit?.id);
  });

  it('reads what stands in the accounts', () => {
    const own = (entries: readonly { readonly account: string; readonly name: string }[], account: string) =>
      entries.filter((entry) => entry.account === account).map((entry) => entry.name);
    expect(own(snapshot.roles, production)).toEqual(['Deploy', 'GitHub', 'OrganizationAccountAccessRole']);
    expect(own(snapshot.roles, tools)).toEqual(['Builder', 'OrganizationAccountAccessRole']);
    expect(snapshot.users.map((user) => [user.arn, user.groups])).toEqual([
      [`arn:aws:iam::${tools}:user/ann`, [`arn:aws:iam::${tools}:group/builders`]],
    ]);
    expect(snapshot.identityProviders.map(({ account, kind, isDetailed }) => ({ account, kind, isDetailed }))).toEqual(
      [
        { account: production, kind: 'OIDC', isDetailed: true },
        { account: MANAGEMENT, kind: 'SAML', isDetailed: true },
        { account: tools, kind: 'SAML', isDetailed: true },
      ].toSorted((left, right) => (left.account < right.account ? -1 : 1)),
    );
    expect(snapshot.identityProviders.find((provider) => provider.kind === 'OIDC')?.clientIds).toEqual([
      'sts.amazonaws.com',
    ]);
  });

  it('writes down what was refused and goes on', async () => {
    const text = await readFile(join(folder, 'dump', 'collection.json'), 'utf8');
    const records = JSON.parse(text) as readonly CollectionRecord[];
    const refused = records.filter((record) => record.status === 'DENIED');
    // moto has no iam:ListOrganizationsFeatures.
    expect(refused.map((record) => record.call)).toContain('ListOrganizationsFeatures');
    expect(refused.every((record) => record.error !== '')).toBe(true);
    expect(records.filter((record) => record.call === 'GetAccountAuthorizationDetails')).toHaveLength(4);
    expect(noise).toContain('4 accounts read');
  });

  it('never shows a secret', async () => {
    const { stdout } = await run('grep', ['-rlE', '"(SecretAccessKey|SessionToken)"', join(folder, 'dump')]).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  it('answers a question about it', async () => {
    const graph = await openGraph({ dumps: [join(folder, 'dump')] });
    const query = `query ($from: Arn!, $to: Arn!) {
      paths(from: { arn: $from }, to: { arn: $to }) { nodes { decision hops { to { arn } } } }
    }`;
    const variables = { from: `arn:aws:iam::${tools}:user/ann`, to: `arn:aws:iam::${production}:role/Deploy` };
    const answer = await graph.graphql({ query, variables });
    await graph.close();
    expect(answer.errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(answer.data))).toEqual({
      paths: {
        nodes: [
          {
            decision: 'ALLOWED',
            hops: [
              { to: { arn: `arn:aws:iam::${tools}:role/Builder` } },
              { to: { arn: `arn:aws:iam::${production}:role/Deploy` } },
            ],
          },
        ],
      },
    });
  });

  it('dumps one account that is in no organisation', async () => {
    const alone = join(folder, 'alone');
    const environment = { ...standIn.environment, AWS_ACCESS_KEY_ID: 'none' };
    const session = (await standIn.aws([
      'sts',
      'assume-role',
      '--role-arn',
      'arn:aws:iam::777777777777:role/Elsewhere',
      '--role-session-name',
      'alone',
    ])) as { Credentials: SessionCredentials };
    await run(script, [alone], {
      env: {
        ...environment,
        REGIONS: 'eu-west-1',
        AWS_ACCESS_KEY_ID: session.Credentials.AccessKeyId,
        AWS_SECRET_ACCESS_KEY: session.Credentials.SecretAccessKey,
        AWS_SESSION_TOKEN: session.Credentials.SessionToken,
      },
    });
    const ingested = await readDumps([alone], {
      checkDocument: () => [],
      lenient: false,
      strict: false,
      signal: AbortSignal.timeout(60_000),
    });
    expect(ingested.snapshot.organizations).toEqual([]);
    expect(ingested.snapshot.accounts.map((account) => account.id)).toEqual(['777777777777']);
  });

  it('refuses a folder that holds something', async () => {
    await expect(run(script, [folder], { env: standIn.environment })).rejects.toMatchObject({ code: 2 });
  });
});

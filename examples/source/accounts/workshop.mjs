// Staging, the sandbox, and the account that partners see.
import {
  ADMINISTRATOR,
  LAMBDA_BASIC,
  gitHubProvider,
  gitHubTrust,
  identityCenterRole,
  mayAssume,
  memberRoles,
} from '../common.mjs';
import {
  ACCOUNTS,
  CUSTOMS,
  VENDOR,
  allow,
  customerPolicy,
  group,
  policy,
  policyArn,
  role,
  roleArn,
  root,
  trust,
  trustService,
  uniqueId,
  user,
} from '../shapes.mjs';

const { booking, staging, sandbox, partners } = ACCOUNTS;
const WRITE_BUILD_LOGS = policy(
  allow(
    ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
    `arn:aws:logs:eu-west-1:${staging}:log-group:/aws/codebuild/booking-*`,
  ),
);

export const stagingAccount = {
  users: [
    user(staging, { name: 'tomas.berg', created: '2024-04-22', groups: ['Developers'], tags: { team: 'booking' } }),
    user(staging, {
      name: 'priya.nair',
      created: '2026-06-01',
      groups: ['Developers'],
      boundary: policyArn(staging, 'NewJoinerBoundary'),
      tags: { team: 'booking' },
    }),
  ],
  groups: [
    group(staging, {
      name: 'Developers',
      created: '2024-04-22',
      policies: { BecomeDeveloper: mayAssume(roleArn(staging, 'Developer')) },
    }),
  ],
  roles: [
    ...memberRoles(staging),
    role(staging, {
      name: 'Developer',
      created: '2024-04-22',
      trusts: trust({ AWS: root(staging) }),
      policies: {
        Build: policy(allow(['codebuild:*', 'lambda:*', 'logs:*'], '*')),
        Release: mayAssume(roleArn(staging, 'ReleaseManager')),
      },
      used: '2026-10-31',
    }),
    role(staging, {
      name: 'ReleaseManager',
      created: '2024-05-16',
      trusts: trust({ AWS: root(staging) }),
      policies: { DeployToBooking: mayAssume(roleArn(booking, 'Deploy')) },
      used: '2026-10-27',
    }),
    role(staging, {
      name: 'GitHubBuild',
      created: '2025-09-08',
      trusts: gitHubTrust(staging, 'repo:harbourline/booking:*'),
      policies: {
        RunTests: policy(
          allow(
            ['codebuild:StartBuild', 'codebuild:BatchGetBuilds'],
            `arn:aws:codebuild:eu-west-1:${staging}:project/booking-*`,
          ),
        ),
      },
      used: '2026-10-31',
    }),
    role(staging, {
      name: 'TestBuild',
      path: '/service-role/',
      created: '2025-09-08',
      trusts: trustService('codebuild.amazonaws.com'),
      policies: { WriteLogs: WRITE_BUILD_LOGS },
      used: '2026-10-31',
    }),
    role(staging, {
      name: 'ReleaseBuild',
      path: '/service-role/',
      created: '2025-09-08',
      trusts: trustService('codebuild.amazonaws.com'),
      policies: { WriteLogs: WRITE_BUILD_LOGS, Release: mayAssume(roleArn(staging, 'ReleaseManager')) },
      used: '2026-10-27',
    }),
    role(staging, {
      name: 'SandboxImport',
      created: '2025-03-10',
      trusts: trust({ AWS: root(sandbox) }),
      policies: { Import: policy(allow('s3:PutObject', 'arn:aws:s3:::harbourline-staging-imports/*')) },
    }),
    role(staging, {
      name: 'CloudsightTrial',
      created: '2024-07-22',
      trusts: trust({ AWS: root(VENDOR) }),
      policies: { ReadMetrics: policy(allow(['cloudwatch:Get*', 'cloudwatch:List*'], '*')) },
      used: '2024-07-29',
    }),
    role(staging, {
      name: 'OldPipeline',
      created: '2024-03-25',
      trusts: trust({ AWS: uniqueId('AROA', roleArn(staging, 'Pipeline')) }),
      policies: { Deploy: policy(allow('cloudformation:*', '*')) },
      used: '2025-01-08',
    }),
  ],
  policies: [
    customerPolicy(staging, {
      name: 'NewJoinerBoundary',
      created: '2026-06-01',
      documents: [
        policy(allow(['codebuild:*', 'logs:*', 'sts:*'], '*')),
        policy(allow(['codebuild:*', 'logs:*', 'sts:GetCallerIdentity'], '*')),
      ],
      boundaries: 1,
    }),
  ],
  providers: [gitHubProvider(staging)],
};

export const sandboxAccount = {
  users: [
    user(sandbox, { name: 'jonas.wirth', created: '2025-03-10', attach: [ADMINISTRATOR], tags: { team: 'research' } }),
  ],
  groups: [],
  roles: [
    ...memberRoles(sandbox),
    identityCenterRole(sandbox, 'AdministratorAccess', { attach: [ADMINISTRATOR], used: '2026-10-21' }),
    role(sandbox, {
      name: 'Experiment',
      created: '2025-03-10',
      trusts: trust({ AWS: root(sandbox) }),
      policies: { ImportToStaging: mayAssume(roleArn(staging, 'SandboxImport')) },
      used: '2026-10-21',
    }),
  ],
  policies: [],
  providers: [],
};

export const partnersAccount = {
  users: [],
  groups: [],
  roles: [
    ...memberRoles(partners),
    role(partners, {
      name: 'CustomsExchange',
      created: '2024-10-14',
      trusts: trust({ AWS: roleArn(CUSTOMS, 'manifest-sender') }),
      policies: { Exchange: policy(allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::harbourline-customs/*')) },
      used: '2026-10-31',
    }),
    role(partners, {
      name: 'PortalBackend',
      created: '2025-05-05',
      trusts: trustService('ecs-tasks.amazonaws.com'),
      policies: { ActForTenant: policy(allow(['sts:AssumeRole', 'sts:TagSession'], roleArn(partners, 'TenantData'))) },
      used: '2026-10-31',
    }),
    role(partners, {
      name: 'TenantData',
      created: '2025-05-05',
      trusts: trust({ AWS: roleArn(partners, 'PortalBackend') }, ['sts:AssumeRole', 'sts:TagSession'], {
        StringLike: { 'aws:RequestTag/tenant': 'tenant-*' },
      }),
      policies: {
        ReadTenant: policy(allow('s3:GetObject', 'arn:aws:s3:::harbourline-tenants/${aws:PrincipalTag/tenant}/*')),
      },
      used: '2026-10-31',
    }),
    role(partners, {
      name: 'PortalNotifications',
      path: '/service-role/',
      created: '2025-05-05',
      trusts: trustService('lambda.amazonaws.com'),
      attach: [LAMBDA_BASIC],
      used: '2026-10-31',
    }),
  ],
  policies: [],
  providers: [],
};

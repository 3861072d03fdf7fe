// The two production accounts: booking and tracking.
import {
  LAMBDA_BASIC,
  SYSTEMS_MANAGER,
  gitHubProvider,
  gitHubTrust,
  identityCenterRole,
  mayAssume,
  memberRoles,
} from '../common.mjs';
import { SUPPORT } from '../identityCenter.mjs';
import {
  ACCOUNTS,
  CUSTOMS,
  VENDOR,
  allow,
  policy,
  role,
  roleArn,
  root,
  trust,
  trustService,
  user,
  userArn,
} from '../shapes.mjs';

const { security, booking, tracking, staging } = ACCOUNTS;

export const bookingAccount = {
  users: [],
  groups: [],
  roles: [
    ...memberRoles(booking),
    role(booking, {
      name: 'GitHubDeploy',
      created: '2024-05-02',
      trusts: gitHubTrust(booking, 'repo:harbourline*'),
      policies: {
        Deploy: policy(allow(['cloudformation:*', 'lambda:UpdateFunctionCode'], '*')),
        Migrate: mayAssume(roleArn(booking, 'DatabaseMigrator')),
      },
      used: '2026-10-31',
    }),
    role(booking, {
      name: 'DatabaseMigrator',
      created: '2024-05-02',
      trusts: trust({ AWS: roleArn(booking, 'GitHubDeploy') }),
      policies: { Migrate: policy(allow(['rds-data:*', 'secretsmanager:GetSecretValue'], '*')) },
      used: '2026-10-31',
    }),
    role(booking, {
      name: 'Deploy',
      created: '2024-05-16',
      trusts: trust({ AWS: roleArn(staging, 'ReleaseManager') }),
      policies: { Deploy: policy(allow(['cloudformation:*', 'ecs:*', 'lambda:*'], '*')) },
      used: '2026-10-27',
    }),
    role(booking, {
      name: 'IncidentAccess',
      created: '2024-07-01',
      trusts: trust({ AWS: roleArn(security, 'IncidentResponder') }),
      policies: { Contain: policy(allow(['ec2:*', 'iam:Get*', 'iam:List*', 'logs:*'], '*')) },
      used: '2026-08-02',
    }),
    role(booking, {
      name: 'BookingFunction',
      path: '/service-role/',
      created: '2024-05-16',
      trusts: trustService('lambda.amazonaws.com'),
      attach: [LAMBDA_BASIC],
      used: '2026-10-31',
    }),
  ],
  policies: [],
  providers: [gitHubProvider(booking)],
};

export const trackingAccount = {
  users: [user(tracking, { name: 'lena.vogt', created: '2024-09-02', tags: { team: 'data' } })],
  groups: [],
  roles: [
    ...memberRoles(tracking),
    role(tracking, {
      name: 'GitHubDeploy',
      created: '2024-05-02',
      trusts: gitHubTrust(tracking, 'repo:harbourline/tracking:environment:production'),
      policies: { Deploy: policy(allow(['cloudformation:*', 'ecs:UpdateService'], '*')) },
      used: '2026-10-30',
    }),
    role(tracking, {
      name: 'CloudsightMonitoring',
      created: '2024-08-05',
      trusts: trust({ AWS: root(VENDOR) }, 'sts:AssumeRole', { StringEquals: { 'sts:ExternalId': 'hl-7f3c91' } }),
      policies: { ReadMetrics: policy(allow(['cloudwatch:Get*', 'cloudwatch:List*'], '*')) },
      used: '2026-10-31',
    }),
    role(tracking, {
      name: 'CustomsFeed',
      created: '2024-10-14',
      trusts: trust({ AWS: root(CUSTOMS) }),
      policies: { ReadManifests: policy(allow('s3:GetObject', 'arn:aws:s3:::harbourline-manifests/*')) },
    }),
    role(tracking, {
      name: 'DataExport',
      created: '2024-09-02',
      trusts: trust({ AWS: userArn(tracking, 'lena.vogt') }, ['sts:AssumeRole', 'sts:SetSourceIdentity'], {
        StringEquals: { 'sts:SourceIdentity': '${aws:username}' },
      }),
      policies: { Export: policy(allow('s3:GetObject', 'arn:aws:s3:::harbourline-positions/*')) },
      used: '2026-10-06',
    }),
    role(tracking, {
      name: 'TrackingWorker',
      created: '2024-05-16',
      trusts: trustService('ec2.amazonaws.com'),
      attach: [SYSTEMS_MANAGER],
      policies: { ReadManifests: policy(allow('s3:GetObject', 'arn:aws:s3:::harbourline-manifests/*')) },
      profile: 'TrackingWorker',
      used: '2026-10-31',
    }),
    role(tracking, {
      name: 'PositionsImport',
      created: '2025-02-17',
      trusts: trustService('ec2.amazonaws.com'),
      attach: [SYSTEMS_MANAGER],
      policies: { WritePositions: policy(allow('s3:PutObject', 'arn:aws:s3:::harbourline-positions/*')) },
      profile: 'PositionsImport',
      used: '2026-10-31',
    }),
    identityCenterRole(tracking, 'Support', { policies: { AwsSSOInlinePolicy: SUPPORT }, used: '2026-10-30' }),
  ],
  policies: [],
  providers: [gitHubProvider(tracking)],
};

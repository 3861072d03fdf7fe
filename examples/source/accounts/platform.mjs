// Management, security and the log archive.
import { ADMINISTRATOR, identityCenterRole, mayAssume, memberRoles, organizationsServiceRole } from '../common.mjs';
import {
  ACCOUNTS,
  ORGANIZATION_ID,
  allow,
  group,
  policy,
  role,
  roleArn,
  root,
  trust,
  trustService,
  user,
} from '../shapes.mjs';

const { management, security, logs, booking } = ACCOUNTS;

export const managementAccount = {
  users: [
    user(management, {
      name: 'break-glass',
      created: '2024-03-04',
      policies: {
        EnterAnyAccountWithMfa: policy(
          allow('sts:AssumeRole', 'arn:aws:iam::*:role/OrganizationAccountAccessRole', {
            Bool: { 'aws:MultiFactorAuthPresent': 'true' },
          }),
        ),
      },
      tags: { purpose: 'emergencies' },
    }),
  ],
  groups: [],
  roles: [
    organizationsServiceRole(management),
    identityCenterRole(management, 'AdministratorAccess', { attach: [ADMINISTRATOR], used: '2026-10-29' }),
    role(management, {
      name: 'CostReports',
      created: '2024-06-12',
      trusts: trustService('lambda.amazonaws.com'),
      policies: { ReadCosts: policy(allow(['ce:Get*', 'ce:List*'], '*')) },
      used: '2026-10-31',
    }),
  ],
  policies: [],
  providers: [],
};

export const securityAccount = {
  users: [
    user(security, {
      name: 'ines.moreau',
      created: '2024-03-18',
      groups: ['IncidentResponders'],
      tags: { team: 'security' },
    }),
    user(security, { name: 'noor.haddad', created: '2025-01-13', groups: ['Auditors'], tags: { team: 'security' } }),
  ],
  groups: [
    group(security, {
      name: 'IncidentResponders',
      created: '2024-03-18',
      policies: { RespondToIncidents: mayAssume(roleArn(security, 'IncidentResponder')) },
    }),
    group(security, {
      name: 'Auditors',
      created: '2024-03-18',
      policies: { Audit: mayAssume(roleArn(security, 'SecurityAuditor')) },
    }),
  ],
  roles: [
    ...memberRoles(security),
    role(security, {
      name: 'SecurityAuditor',
      created: '2024-03-18',
      trusts: trust({ AWS: root(security) }),
      policies: {
        AuditEveryAccount: mayAssume('arn:aws:iam::*:role/SecurityAudit', roleArn(logs, 'LogReader')),
        EscalateToIncident: mayAssume(roleArn(security, 'IncidentResponder')),
      },
      tags: { team: 'security' },
      used: '2026-10-30',
    }),
    role(security, {
      name: 'IncidentResponder',
      created: '2024-03-18',
      trusts: trust({ AWS: root(security) }, 'sts:AssumeRole', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
      policies: { EnterProduction: mayAssume(roleArn(booking, 'IncidentAccess')) },
      tags: { team: 'security' },
      used: '2026-08-02',
    }),
    role(security, {
      name: 'RootAccessManager',
      created: '2025-02-03',
      trusts: trustService('lambda.amazonaws.com'),
      policies: {
        TakeRootTasks: policy(
          allow('sts:AssumeRoot', 'arn:aws:iam::*:root', {
            StringEquals: {
              'sts:TaskPolicyArn': [
                'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials',
                'arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials',
              ],
            },
          }),
        ),
      },
      used: '2026-09-15',
    }),
  ],
  policies: [],
  providers: [],
};

export const logArchiveAccount = {
  users: [],
  groups: [],
  roles: [
    ...memberRoles(logs),
    role(logs, {
      name: 'LogReader',
      created: '2024-04-09',
      trusts: trust('*', 'sts:AssumeRole', { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION_ID } }),
      policies: {
        ReadLogs: policy(
          allow(
            ['s3:GetObject', 's3:ListBucket'],
            ['arn:aws:s3:::harbourline-trail', 'arn:aws:s3:::harbourline-trail/*'],
          ),
        ),
      },
      used: '2026-10-30',
    }),
  ],
  policies: [],
  providers: [],
};

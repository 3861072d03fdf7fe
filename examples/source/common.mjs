// What every account of the organisation has, or many of them.
import { ACCOUNTS, allow, hex, policy, providerArn, role, roleArn, root, trust } from './shapes.mjs';

const AWS = 'arn:aws:iam::aws:policy';
export const ADMINISTRATOR = `${AWS}/AdministratorAccess`;
export const IAM_READ_ONLY = `${AWS}/IAMReadOnlyAccess`;
export const LAMBDA_BASIC = `${AWS}/service-role/AWSLambdaBasicExecutionRole`;
export const SYSTEMS_MANAGER = `${AWS}/AmazonSSMManagedInstanceCore`;
const ORGANIZATIONS_SERVICE = `${AWS}/aws-service-role/AWSOrganizationsServiceTrustPolicy`;

/** The SAML provider that IAM Identity Center keeps in an account. */
export const identityCenterProvider = (account) => `AWSSSO_${hex(`saml ${account}`, 16)}_DO_NOT_DELETE`;

/** A role that IAM Identity Center provisioned for a permission set. */
export function identityCenterRole(account, permissionSet, { policies, attach, used } = {}) {
  return role(account, {
    name: `AWSReservedSSO_${permissionSet}_${hex(`${permissionSet} ${account}`, 16)}`,
    path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
    created: '2024-03-11',
    trusts: trust(
      { Federated: providerArn(account, 'saml', identityCenterProvider(account)) },
      ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    ),
    policies,
    attach,
    used,
  });
}

/** The service-linked role of AWS Organizations. */
export const organizationsServiceRole = (account) =>
  role(account, {
    name: 'AWSServiceRoleForOrganizations',
    path: '/aws-service-role/organizations.amazonaws.com/',
    created: '2024-03-04',
    trusts: trust({ Service: 'organizations.amazonaws.com' }),
    attach: [ORGANIZATIONS_SERVICE],
  });

/** What every member account has: the management account's way in, the security team's, and Identity Center's. */
export function memberRoles(account) {
  return [
    organizationsServiceRole(account),
    role(account, {
      name: 'OrganizationAccountAccessRole',
      created: '2024-03-04',
      trusts: trust({ AWS: root(ACCOUNTS.management) }),
      attach: [ADMINISTRATOR],
      used: '2026-02-17',
    }),
    role(account, {
      name: 'SecurityAudit',
      created: '2024-03-20',
      trusts: trust({ AWS: roleArn(ACCOUNTS.security, 'SecurityAuditor') }),
      attach: [IAM_READ_ONLY],
      used: '2026-10-30',
    }),
    identityCenterRole(account, 'ReadOnly', { attach: [IAM_READ_ONLY], used: '2026-10-28' }),
  ];
}

/** An OIDC provider for the workflows of GitHub. */
export const gitHubProvider = (account) => ({
  Arn: providerArn(account, 'oidc', 'token.actions.githubusercontent.com'),
  Url: 'token.actions.githubusercontent.com',
  ClientIDList: ['sts.amazonaws.com'],
  ThumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
  CreateDate: '2024-05-02T10:00:00+00:00',
  Tags: [],
});

/** A role for the workflows of GitHub whose `sub` matches. */
export const gitHubTrust = (account, sub) =>
  trust(
    { Federated: providerArn(account, 'oidc', 'token.actions.githubusercontent.com') },
    'sts:AssumeRoleWithWebIdentity',
    {
      StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
      StringLike: { 'token.actions.githubusercontent.com:sub': sub },
    },
  );

/** Leave to enter one role, as an inline policy. */
export const mayAssume = (...roles) => policy(allow('sts:AssumeRole', roles.length === 1 ? roles[0] : roles));

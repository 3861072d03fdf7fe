import type { Random } from './random.js';

/** A statement of a policy document. */
export type Statement = Readonly<Record<string, unknown>>;
/** A policy document. */
export type Document = Readonly<Record<string, unknown>>;

/** What an account is made of, before it is written as AWS writes it. */
export interface AccountDraft {
  readonly account: string;
  readonly users: UserDraft[];
  readonly groups: GroupDraft[];
  readonly roles: RoleDraft[];
  readonly policies: PolicyDraft[];
}
interface IdentityDraft {
  readonly name: string;
  readonly inline?: Readonly<Record<string, Document>>;
  readonly attached?: readonly string[];
}
export interface UserDraft extends IdentityDraft {
  readonly groups?: readonly string[];
  readonly boundary?: string;
}
export interface GroupDraft extends IdentityDraft {}
export interface RoleDraft extends IdentityDraft {
  readonly path?: string;
  readonly trust: Document;
  readonly boundary?: string;
  readonly profile?: boolean;
}
export interface PolicyDraft {
  readonly name: string;
  readonly document: Document;
}

export const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
export const LAMBDA_BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

export const document = (...statements: readonly Statement[]): Document => ({
  Version: '2012-10-17',
  Statement: statements,
});
export const allow = (action: unknown, resource: unknown, condition?: object): Statement => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...(condition && { Condition: condition }),
});
export const trust = (principal: unknown, condition?: object, action: unknown = 'sts:AssumeRole'): Document =>
  document({ Effect: 'Allow', Principal: principal, Action: action, ...(condition && { Condition: condition }) });
export const mayAssume = (...roles: readonly string[]): Document => document(allow('sts:AssumeRole', roles));

export const rootArn = (account: string): string => `arn:aws:iam::${account}:root`;
export const roleArn = (account: string, name: string, path = '/'): string =>
  `arn:aws:iam::${account}:role${path}${name}`;
export const userArn = (account: string, name: string): string => `arn:aws:iam::${account}:user/${name}`;
export const policyArn = (account: string, name: string): string => `arn:aws:iam::${account}:policy/${name}`;

/** A role that IAM Identity Center provisions for a permission set. */
export const provisionedRole = (account: string, name: string): RoleDraft => ({
  name: `AWSReservedSSO_${name}`,
  path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
  trust: trust(
    { Federated: `arn:aws:iam::${account}:saml-provider/AWSSSO_DO_NOT_DELETE` },
    { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
  ),
});

const AWS_POLICIES: Readonly<Record<string, Document>> = {
  [ADMINISTRATOR]: document(allow('*', '*')),
  [LAMBDA_BASIC]: document(allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], '*')),
};
const CREATED = '2025-01-15T09:30:00+00:00';

/** `aws iam get-account-authorization-details` of an account, as the AWS CLI prints it. */
export function authorizationDetails(draft: AccountDraft, random: Random): object {
  const { account, users, groups, roles, policies } = draft;
  const attached = [...users, ...groups, ...roles].flatMap((identity) => identity.attached ?? []);
  return {
    UserDetailList: users.map((user) => ({
      Path: '/',
      UserName: user.name,
      UserId: `AIDA${random.letters(17)}`,
      Arn: userArn(account, user.name),
      CreateDate: CREATED,
      ...(user.inline && { UserPolicyList: inlineList(user) }),
      GroupList: user.groups ?? [],
      AttachedManagedPolicies: attachedList(user),
      ...boundaryOf(user.boundary),
      Tags: [],
    })),
    GroupDetailList: groups.map((group) => ({
      Path: '/',
      GroupName: group.name,
      GroupId: `AGPA${random.letters(17)}`,
      Arn: `arn:aws:iam::${account}:group/${group.name}`,
      CreateDate: CREATED,
      GroupPolicyList: inlineList(group),
      AttachedManagedPolicies: attachedList(group),
    })),
    RoleDetailList: roles.map((role) => roleDetail(account, role, random)),
    Policies: [
      ...policies.map((policy) => policyDetail(policyArn(account, policy.name), policy.document, random)),
      ...Object.entries(AWS_POLICIES)
        .filter(([arn]) => attached.includes(arn))
        .map(([arn, awsDocument]) => policyDetail(arn, awsDocument, random)),
    ],
  };
}

function roleDetail(account: string, role: RoleDraft, random: Random): object {
  const path = role.path ?? '/';
  const bare = {
    Path: path,
    RoleName: role.name,
    RoleId: `AROA${random.letters(17)}`,
    Arn: roleArn(account, role.name, path),
    CreateDate: CREATED,
    AssumeRolePolicyDocument: role.trust,
  };
  const profile = {
    Path: '/',
    InstanceProfileName: role.name,
    InstanceProfileId: `AIPA${random.letters(17)}`,
    Arn: `arn:aws:iam::${account}:instance-profile/${role.name}`,
    CreateDate: CREATED,
    Roles: [bare],
  };
  return {
    ...bare,
    InstanceProfileList: role.profile === true ? [profile] : [],
    RolePolicyList: inlineList(role),
    AttachedManagedPolicies: attachedList(role),
    ...boundaryOf(role.boundary),
    Tags: [{ Key: 'team', Value: random.pick(['web', 'data', 'platform', 'payments']) }],
    RoleLastUsed: random.chance(0.7) ? { LastUsedDate: '2026-09-30T11:00:00+00:00', Region: 'eu-west-1' } : {},
  };
}

function policyDetail(arn: string, policyDocument: Document, random: Random): object {
  return {
    PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
    PolicyId: `ANPA${random.letters(17)}`,
    Arn: arn,
    Path: arn.slice(arn.indexOf(':policy/') + ':policy'.length, arn.lastIndexOf('/') + 1),
    DefaultVersionId: 'v1',
    AttachmentCount: 1,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: CREATED,
    UpdateDate: CREATED,
    PolicyVersionList: [{ Document: policyDocument, VersionId: 'v1', IsDefaultVersion: true, CreateDate: CREATED }],
  };
}

function inlineList(identity: IdentityDraft): readonly object[] {
  return Object.entries(identity.inline ?? {}).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }));
}

function attachedList(identity: IdentityDraft): readonly object[] {
  return (identity.attached ?? []).map((arn) => ({ PolicyName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: arn }));
}

function boundaryOf(arn: string | undefined): object {
  return arn === undefined
    ? {}
    : { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn } };
}

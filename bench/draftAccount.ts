import type { Random } from './random.js';
import {
  type AccountDraft,
  ADMINISTRATOR,
  allow,
  document,
  type Document,
  LAMBDA_BASIC,
  mayAssume,
  policyArn,
  provisionedRole,
  roleArn,
  type RoleDraft,
  rootArn,
  type Statement,
  trust,
} from './shapes.js';

/** What all accounts of a generated organisation know of one another. */
export interface Surroundings {
  readonly organizationId: string;
  readonly managementAccount: string;
  readonly securityAccount: string;
  readonly accounts: readonly string[];
  readonly vendors: readonly string[];
  readonly rolesPerAccount: number;
  readonly usersPerAccount: number;
  /** Share of accounts in which a role trusts the whole organisation. */
  readonly organizationWideShare: number;
  /** How many permission sets and people IAM Identity Center has; null: nothing tells of it. */
  readonly identityCenter: { readonly permissionSets: number; readonly people: number } | null;
}

/** Name of the security team's central role, and of the role that it enters in each account. */
export const AUDITOR = 'SecurityAuditor';
const AUDIT = 'SecurityAudit';

const SERVICES = [
  'lambda.amazonaws.com',
  'ec2.amazonaws.com',
  'ecs-tasks.amazonaws.com',
  'states.amazonaws.com',
  'events.amazonaws.com',
  'codebuild.amazonaws.com',
  'glue.amazonaws.com',
] as const;
const ACTIONS = [
  ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:DeleteObject'],
  ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:BatchGetItem'],
  ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
  ['ec2:Describe*', 'ec2:CreateTags', 'ec2:RunInstances'],
  ['cloudwatch:PutMetricData', 'logs:*'],
  ['iam:PassRole', 'iam:Get*', 'iam:List*'],
] as const;

/** The styles of trust that roles of an organisation have in practice, with their shares of the ordinary roles. */
const TRUST_STYLES = [
  ['SERVICE', 0.4],
  ['ACCOUNT', 0.18],
  ['NAMED_ROLE', 0.1],
  ['OTHER_ACCOUNT', 0.08],
  ['GITHUB', 0.08],
  ['DIRECTORY', 0.05],
  ['VENDOR', 0.06],
  ['MFA', 0.04],
  ['DELETED', 0.005],
  ['ANYONE', 0.005],
] as const;
type TrustStyle = (typeof TRUST_STYLES)[number][0];

/** Drafts an account: its users, groups, policies and roles. */
export function draftAccount(account: string, around: Surroundings, random: Random): AccountDraft {
  const draft: AccountDraft = {
    account,
    users: [],
    groups: [],
    roles: [],
    policies: [],
  };
  for (let index = 0; index < Math.max(3, Math.round(around.rolesPerAccount / 8)); index++) {
    draft.policies.push({ name: `policy-${index}`, document: workDocument(random, account) });
  }
  draft.policies.push({
    name: 'workload-boundary',
    document: document(allow(['s3:*', 'logs:*', 'dynamodb:*', 'sts:*'], '*')),
  });
  addStandingRoles(draft, around, random);
  while (draft.roles.length < around.rolesPerAccount) draft.roles.push(ordinaryRole(draft, around, random));
  addPeople(draft, around, random);
  return draft;
}

/** The roles that every account of an organisation has, and the wide one that some have. */
function addStandingRoles(draft: AccountDraft, around: Surroundings, random: Random): void {
  const { account } = draft;
  if (account !== around.managementAccount) {
    draft.roles.push({
      name: 'OrganizationAccountAccessRole',
      trust: trust({ AWS: rootArn(around.managementAccount) }),
      attached: [ADMINISTRATOR],
    });
  }
  draft.roles.push({
    name: AUDIT,
    trust: trust({ AWS: roleArn(around.securityAccount, AUDITOR) }),
    inline: { Read: document(allow(['iam:Get*', 'iam:List*', 'config:*'], '*')) },
  });
  if (account === around.securityAccount) {
    draft.roles.push({
      name: AUDITOR,
      trust: trust({ AWS: rootArn(account) }),
      inline: { Audit: mayAssume(`arn:aws:iam::*:role/${AUDIT}`) },
    });
  }
  for (const permissionSet of around.identityCenter === null ? ['AdministratorAccess', 'ReadOnly', 'Billing'] : []) {
    draft.roles.push({
      ...provisionedRole(account, `${permissionSet}_${random.letters(16).toLowerCase()}`),
      ...(permissionSet === 'AdministratorAccess'
        ? { attached: [ADMINISTRATOR] }
        : { inline: { Read: workDocument(random, account) } }),
    });
  }
  if (random.chance(around.organizationWideShare)) {
    draft.roles.push({
      name: 'SharedReader',
      trust: trust({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': around.organizationId } }),
      inline: { Read: document(allow(['s3:GetObject'], 'arn:aws:s3:::shared/*')) },
    });
  }
}

function ordinaryRole(draft: AccountDraft, around: Surroundings, random: Random): RoleDraft {
  const name = `role-${draft.roles.length}`;
  const style = pickStyle(random);
  const inline: Record<string, Document> = { Work: workDocument(random, draft.account) };
  if (random.chance(0.08)) {
    inline['Enter'] = mayAssume(roleArn(random.pick(around.accounts), `role-${random.below(around.rolesPerAccount)}`));
  }
  return {
    name,
    trust: trustOf(style, draft, around, random),
    inline,
    attached: [
      policyArn(draft.account, random.pick(draft.policies).name),
      ...(style === 'SERVICE' && random.chance(0.5) ? [LAMBDA_BASIC] : []),
      ...(random.chance(0.02) ? [ADMINISTRATOR] : []),
    ],
    ...(random.chance(0.1) && { boundary: policyArn(draft.account, 'workload-boundary') }),
    ...(style === 'SERVICE' && random.chance(0.2) && { profile: true }),
  };
}

function pickStyle(random: Random): TrustStyle {
  let share = random.next();
  for (const [style, size] of TRUST_STYLES) {
    share -= size;
    if (share < 0) return style;
  }
  return 'SERVICE';
}

function trustOf(style: TrustStyle, draft: AccountDraft, around: Surroundings, random: Random): Document {
  const { account } = draft;
  switch (style) {
    case 'SERVICE':
      return trust({ Service: random.pick(SERVICES) });
    case 'ACCOUNT':
      return trust({ AWS: rootArn(account) });
    case 'NAMED_ROLE': {
      const other = random.pick(draft.roles);
      return trust({ AWS: roleArn(account, other.name, other.path) });
    }
    case 'OTHER_ACCOUNT':
      return trust({ AWS: rootArn(random.pick(around.accounts)) });
    case 'GITHUB':
      return trust(
        { Federated: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com` },
        {
          StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
          StringLike: { 'token.actions.githubusercontent.com:sub': `repo:example/app-${random.below(40)}:*` },
        },
        'sts:AssumeRoleWithWebIdentity',
      );
    case 'DIRECTORY':
      return trust(
        { Federated: `arn:aws:iam::${account}:saml-provider/Corporate` },
        { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
        'sts:AssumeRoleWithSAML',
      );
    case 'VENDOR':
      return trust(
        { AWS: rootArn(random.pick(around.vendors)) },
        random.chance(0.8) ? { StringEquals: { 'sts:ExternalId': random.letters(12) } } : undefined,
      );
    case 'MFA':
      return trust({ AWS: rootArn(account) }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
    case 'DELETED':
      return trust({ AWS: `AROA${random.letters(17)}` });
    case 'ANYONE':
      return trust({ AWS: '*' });
  }
}

function addPeople(draft: AccountDraft, around: Surroundings, random: Random): void {
  const { account } = draft;
  const groups = ['developers', 'operators', 'analysts'];
  for (const name of groups) {
    draft.groups.push({
      name,
      inline: {
        Enter: mayAssume(
          ...Array.from({ length: 3 }, () => roleArn(account, `role-${random.below(around.rolesPerAccount)}`)),
        ),
      },
      attached: [policyArn(account, random.pick(draft.policies).name)],
    });
  }
  for (let index = 0; index < around.usersPerAccount; index++) {
    draft.users.push({
      name: `user-${index}`,
      groups: [random.pick(groups)],
      ...(random.chance(0.1) && { boundary: policyArn(account, 'workload-boundary') }),
      ...(random.chance(0.3) && { inline: { Own: workDocument(random, account) } }),
    });
  }
}

/** A document such as teams write: a few statements on things of their own. */
function workDocument(random: Random, account: string): Document {
  const statements: Statement[] = Array.from({ length: 2 + random.below(4) }, (_, index) => {
    const prefix = `team-${random.below(20)}`;
    const resource = random.chance(0.3)
      ? '*'
      : [`arn:aws:s3:::${prefix}-${account}/*`, `arn:aws:dynamodb:eu-west-1:${account}:table/${prefix}-*`];
    const condition = random.chance(0.2) ? { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } : undefined;
    return { Sid: `Work${index}`, ...allow(random.pick(ACTIONS), resource, condition) };
  });
  return document(...statements);
}

// IAM Identity Center of the management account, as the calls of sso-admin and identitystore answer.
import { ADMINISTRATOR, IAM_READ_ONLY } from './common.mjs';
import { ACCOUNTS, allow, hex, policy } from './shapes.mjs';

const INSTANCE = 'ssoins-6804c0ffee5ea5de';
const STORE = 'd-9367a1b2c3';
const DOMAIN = 'harbourline.example';
const { management, sandbox, tracking } = ACCOUNTS;
const members = Object.values(ACCOUNTS).filter((account) => account !== management);

/** What the permission set of that name says inline: a session on what is tagged for it, and no data. */
export const SUPPORT = policy(
  allow(['ec2:DescribeInstances', 'ssm:DescribeInstanceInformation'], '*'),
  allow('ssm:StartSession', `arn:aws:ec2:*:${tracking}:instance/*`, {
    StringEquals: { 'aws:ResourceTag/support': 'allowed' },
  }),
  allow('ssm:StartSession', `arn:aws:ssm:*:${tracking}:document/SSM-SessionManagerRunShell`),
  { Sid: 'NoCustomerData', Effect: 'Deny', Action: 's3:GetObject', Resource: '*' },
);

const idOf = (kind, name) => {
  const digits = hex(`${kind} ${name}`, 32);
  return `${STORE.slice(2)}-${[0, 8, 12, 16, 20].map((from, index) => digits.slice(from, [8, 12, 16, 20, 32][index])).join('-')}`;
};
const setArn = (name) => `arn:aws:sso:::permissionSet/${INSTANCE}/ps-${hex(`permission set ${name}`, 16)}`;

const PEOPLE = [
  { name: 'ada.lind', shown: 'Ada Lind', groups: ['Platform', 'Engineering'] },
  { name: 'kai.olsen', shown: 'Kai Olsen (contractor)', groups: ['Platform'] },
  { name: 'lena.vogt', shown: 'Lena Vogt', groups: ['Platform'], status: 'DISABLED' },
  { name: 'tomas.berg', shown: 'Tomas Berg', groups: ['Engineering'] },
  { name: 'jonas.wirth', shown: 'Jonas Wirth', groups: ['Engineering'] },
  { name: 'mei.tan', shown: 'Mei Tan', groups: ['Support'] },
];
const GROUPS = ['Platform', 'Engineering', 'Support'];
const SETS = [
  { name: 'AdministratorAccess', attached: ADMINISTRATOR, hours: 4 },
  { name: 'ReadOnly', attached: IAM_READ_ONLY, hours: 8 },
  { name: 'Support', inline: SUPPORT, hours: 8 },
];
const ASSIGNED = [
  { set: 'AdministratorAccess', accounts: [management], group: 'Platform' },
  { set: 'AdministratorAccess', accounts: [sandbox], user: 'jonas.wirth' },
  { set: 'ReadOnly', accounts: members, group: 'Engineering' },
  { set: 'Support', accounts: [tracking], group: 'Support' },
];

/** identity-center.json */
export const identityCenter = {
  Instances: [
    {
      InstanceArn: `arn:aws:sso:::instance/${INSTANCE}`,
      IdentityStoreId: STORE,
      OwnerAccountId: management,
      Name: 'harbourline',
      CreatedDate: '2024-03-11T08:00:00+00:00',
      Status: 'ACTIVE',
    },
  ],
  PermissionSets: SETS.map(({ name, attached, inline, hours }) => ({
    Name: name,
    PermissionSetArn: setArn(name),
    CreatedDate: '2024-03-11T08:30:00+00:00',
    SessionDuration: `PT${hours}H`,
    InlinePolicy: inline ? JSON.stringify(inline) : '',
    AttachedManagedPolicies: attached ? [{ Name: attached.slice(attached.lastIndexOf('/') + 1), Arn: attached }] : [],
    CustomerManagedPolicyReferences: [],
  })),
  AccountAssignments: ASSIGNED.flatMap(({ set, accounts, group, user }) =>
    accounts.map((account) => ({
      AccountId: account,
      PermissionSetArn: setArn(set),
      PrincipalType: group === undefined ? 'USER' : 'GROUP',
      PrincipalId: group === undefined ? idOf('person', user) : idOf('group', group),
    })),
  ),
  Users: PEOPLE.map(({ name, shown, status = 'ENABLED' }) => ({
    UserName: `${name}@${DOMAIN}`,
    UserId: idOf('person', name),
    DisplayName: shown,
    UserStatus: status,
    IdentityStoreId: STORE,
  })),
  Groups: GROUPS.map((name) => ({ GroupId: idOf('group', name), DisplayName: name, IdentityStoreId: STORE })),
  GroupMemberships: PEOPLE.flatMap(({ name, groups }) =>
    groups.map((group) => ({
      IdentityStoreId: STORE,
      MembershipId: idOf('membership', `${name} ${group}`),
      GroupId: idOf('group', group),
      MemberId: { UserId: idOf('person', name) },
    })),
  ),
};

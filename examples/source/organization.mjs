// Units, accounts, SCPs and RCPs, as the calls of AWS Organizations answer.
import { ACCOUNTS, ORGANIZATION_ID, VENDOR, policy } from './shapes.mjs';

const { management, security, logs, booking, tracking, staging, sandbox, partners } = ACCOUNTS;
const ORGANIZATIONS = `arn:aws:organizations::${management}`;
const ROOT = 'r-hb01';
const UNITS = {
  Security: { id: 'ou-hb01-5ecur1ty', parent: ROOT, accounts: [security, logs] },
  Workloads: { id: 'ou-hb01-w0rkl0ad', parent: ROOT, accounts: [] },
  Production: { id: 'ou-hb01-pr0duct1', parent: 'ou-hb01-w0rkl0ad', accounts: [booking, tracking] },
  Nonproduction: { id: 'ou-hb01-n0nprod1', parent: 'ou-hb01-w0rkl0ad', accounts: [staging] },
  Sandbox: { id: 'ou-hb01-s4ndb0x1', parent: ROOT, accounts: [sandbox] },
  Partners: { id: 'ou-hb01-p4rtn3rs', parent: ROOT, accounts: [partners] },
};
const ROSTER = [
  { id: management, name: 'harbourline-management', team: 'platform', joined: '2024-03-04', parent: ROOT },
  { id: security, name: 'harbourline-security', team: 'security', joined: '2024-03-04' },
  { id: logs, name: 'harbourline-log-archive', team: 'security', joined: '2024-03-04' },
  { id: booking, name: 'booking-production', team: 'booking', joined: '2024-03-05' },
  { id: tracking, name: 'tracking-production', team: 'tracking', joined: '2024-03-05' },
  { id: staging, name: 'staging', team: 'booking', joined: '2024-03-05' },
  { id: sandbox, name: 'sandbox', team: 'research', joined: '2025-03-10' },
  { id: partners, name: 'partner-portal', team: 'partners', joined: '2024-10-14' },
];
const CONTROLS = [
  {
    id: 'p-hl01leave1',
    type: 'SERVICE_CONTROL_POLICY',
    name: 'StayInTheOrganization',
    description: 'No account leaves.',
    targets: [ROOT],
    document: policy({
      Sid: 'NoAccountLeaves',
      Effect: 'Deny',
      Action: 'organizations:LeaveOrganization',
      Resource: '*',
    }),
  },
  {
    id: 'p-hl02fence1',
    type: 'SERVICE_CONTROL_POLICY',
    name: 'SandboxStaysInSandbox',
    description: 'Nobody in the sandbox enters a role elsewhere.',
    targets: [UNITS.Sandbox.id],
    document: policy({
      Sid: 'NoRolesElsewhere',
      Effect: 'Deny',
      Action: 'sts:AssumeRole',
      NotResource: `arn:aws:iam::${sandbox}:role/*`,
    }),
  },
  {
    id: 'p-hl03edge01',
    type: 'RESOURCE_CONTROL_POLICY',
    name: 'ProductionRolesForUsAndOurVendor',
    description:
      'Roles in production are entered from this organisation, by the monitoring vendor, and by AWS services.',
    targets: [UNITS.Production.id],
    document: policy({
      Sid: 'OnlyOurOrganizationAndVendor',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRole',
      Resource: '*',
      Condition: {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION_ID, 'aws:PrincipalAccount': VENDOR },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    }),
  },
  {
    id: 'p-hl04perim1',
    type: 'RESOURCE_CONTROL_POLICY',
    name: 'DataStaysWithUs',
    description: 'Data is for this organisation and AWS services; the partner portal serves others as well.',
    targets: [ROOT],
    document: policy({
      Sid: 'OnlyOurOrganization',
      Effect: 'Deny',
      Principal: '*',
      Action: ['kms:*', 's3:*', 'secretsmanager:*', 'sqs:*'],
      Resource: '*',
      Condition: {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION_ID, 'aws:ResourceAccount': partners },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    }),
  },
];
const FULL_ACCESS = [
  ['SERVICE_CONTROL_POLICY', 'p-FullAWSAccess', 'FullAWSAccess', { Effect: 'Allow', Action: '*', Resource: '*' }],
  [
    'RESOURCE_CONTROL_POLICY',
    'p-RCPFullAWSAccess',
    'RCPFullAWSAccess',
    { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
  ],
];

const accountArn = (id) => `${ORGANIZATIONS}:account/${ORGANIZATION_ID}/${id}`;
const unitArn = (id) =>
  id === ROOT ? `${ORGANIZATIONS}:root/${ORGANIZATION_ID}/${id}` : `${ORGANIZATIONS}:ou/${ORGANIZATION_ID}/${id}`;
const byKey = (entries) => Object.fromEntries(entries);
const parentOf = (account) => Object.values(UNITS).find((unit) => unit.accounts.includes(account.id))?.id ?? ROOT;

const accountEntry = ({ id, name, joined }) => ({
  Id: id,
  Arn: accountArn(id),
  Email: `aws+${name}@harbourline.example`,
  Name: name,
  Status: 'ACTIVE',
  State: 'ACTIVE',
  JoinedMethod: id === management ? 'INVITED' : 'CREATED',
  JoinedTimestamp: `${joined}T09:00:00+00:00`,
});

const targetsOf = (policyId) => {
  const control = CONTROLS.find((candidate) => candidate.id === policyId);
  const ids = control?.targets ?? [ROOT, ...Object.values(UNITS).map((unit) => unit.id), ...ROSTER.map(({ id }) => id)];
  return ids.map((id) => {
    const account = ROSTER.find((candidate) => candidate.id === id);
    if (account) return { TargetId: id, Arn: accountArn(id), Name: account.name, Type: 'ACCOUNT' };
    const name = Object.keys(UNITS).find((key) => UNITS[key].id === id) ?? 'Root';
    return { TargetId: id, Arn: unitArn(id), Name: name, Type: id === ROOT ? 'ROOT' : 'ORGANIZATIONAL_UNIT' };
  });
};

const summaries = [
  ...FULL_ACCESS.map(([Type, Id, Name, statement]) => ({
    summary: {
      Id,
      Arn: `arn:aws:organizations::aws:policy/${Type.toLowerCase()}/${Id}`,
      Name,
      Description:
        Type === 'SERVICE_CONTROL_POLICY' ? 'Allows access to every operation' : 'Allows access to every resource',
      Type,
      AwsManaged: true,
    },
    document: policy(statement),
  })),
  ...CONTROLS.map(({ id, type, name, description, document }) => ({
    summary: {
      Id: id,
      Arn: `${ORGANIZATIONS}:policy/${ORGANIZATION_ID}/${type.toLowerCase()}/${id}`,
      Name: name,
      Description: description,
      Type: type,
      AwsManaged: false,
    },
    document,
  })),
];

/** organization.json */
export const organization = {
  DescribeOrganization: {
    Organization: {
      Id: ORGANIZATION_ID,
      Arn: `${ORGANIZATIONS}:organization/${ORGANIZATION_ID}`,
      FeatureSet: 'ALL',
      MasterAccountArn: accountArn(management),
      MasterAccountId: management,
      MasterAccountEmail: 'aws+harbourline-management@harbourline.example',
      AvailablePolicyTypes: [],
    },
  },
  ListRoots: {
    Roots: [
      {
        Id: ROOT,
        Arn: unitArn(ROOT),
        Name: 'Root',
        PolicyTypes: [
          { Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' },
          { Type: 'RESOURCE_CONTROL_POLICY', Status: 'ENABLED' },
        ],
      },
    ],
  },
  ListAccounts: { Accounts: ROSTER.map(accountEntry) },
  ListOrganizationalUnitsForParent: byKey(
    [ROOT, ...Object.values(UNITS).map((unit) => unit.id)].map((parent) => [
      parent,
      {
        OrganizationalUnits: Object.entries(UNITS)
          .filter(([, unit]) => unit.parent === parent)
          .map(([Name, { id }]) => ({ Id: id, Arn: unitArn(id), Name })),
      },
    ]),
  ),
  ListAccountsForParent: byKey(
    [ROOT, ...Object.values(UNITS).map((unit) => unit.id)].map((parent) => [
      parent,
      { Accounts: ROSTER.filter((account) => parentOf(account) === parent).map(accountEntry) },
    ]),
  ),
  ListPolicies: byKey(
    ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'].map((type) => [
      type,
      { Policies: summaries.map(({ summary }) => summary).filter(({ Type }) => Type === type) },
    ]),
  ),
  DescribePolicy: byKey(
    summaries.map(({ summary, document }) => [
      summary.Id,
      { Policy: { PolicySummary: summary, Content: JSON.stringify(document) } },
    ]),
  ),
  ListTargetsForPolicy: byKey(summaries.map(({ summary }) => [summary.Id, { Targets: targetsOf(summary.Id) }])),
  ListTagsForResource: byKey(ROSTER.map(({ id, team }) => [id, { Tags: [{ Key: 'team', Value: team }] }])),
  ListDelegatedAdministrators: {
    DelegatedAdministrators: ROSTER.filter(({ id }) => id === security).map((account) => ({
      ...accountEntry(account),
      DelegationEnabledDate: '2025-02-03T10:00:00+00:00',
    })),
  },
  ListDelegatedServicesForAccount: {
    [security]: {
      DelegatedServices: ['access-analyzer.amazonaws.com', 'guardduty.amazonaws.com', 'iam.amazonaws.com'].map(
        (ServicePrincipal) => ({ ServicePrincipal, DelegationEnabledDate: '2025-02-03T10:00:00+00:00' }),
      ),
    },
  },
  ListOrganizationsFeatures: {
    OrganizationId: ORGANIZATION_ID,
    EnabledFeatures: ['RootCredentialsManagement', 'RootSessions'],
  },
};

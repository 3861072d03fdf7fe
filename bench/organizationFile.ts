import { FENCED_PATH } from './chains.js';
import type { Surroundings } from './draftAccount.js';
import { type Document, document } from './shapes.js';

const ROOT = 'r-b001';
const UNITS = ['Platform', 'Production', 'Staging', 'Development'] as const;
const unitId = (index: number): string => `ou-b001-${String(index).padStart(8, '0')}`;

interface Control {
  readonly id: string;
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  readonly awsManaged: boolean;
  readonly document: Document;
  readonly targets: readonly string[];
}

/** organization.json: one root, four units with an SCP or two each, an RCP on production. The management account is under the root. */
export function organizationFile(around: Surroundings): object {
  const { organizationId, managementAccount, accounts } = around;
  const prefix = `arn:aws:organizations::${managementAccount}`;
  const entry = (id: string) => ({
    Id: id,
    Arn: `${prefix}:account/${organizationId}/${id}`,
    Email: `aws+${id}@example.com`,
    Name: `account-${id}`,
    Status: 'ACTIVE',
    JoinedMethod: 'CREATED',
    JoinedTimestamp: '2024-01-01T00:00:00+00:00',
  });
  const unitOf = (id: string): string => {
    const index = accounts.indexOf(id);
    return id === managementAccount ? ROOT : unitId(index % UNITS.length);
  };
  const parents = [ROOT, ...UNITS.map((_, index) => unitId(index))];
  const everything = [...parents, ...accounts];
  const controls: readonly Control[] = [
    control(
      'p-FullAWSAccess',
      'SERVICE_CONTROL_POLICY',
      true,
      everything,
      document({ Effect: 'Allow', Action: '*', Resource: '*' }),
    ),
    control(
      'p-RCPFullAWSAccess',
      'RESOURCE_CONTROL_POLICY',
      true,
      everything,
      document({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }),
    ),
    control(
      'p-fence000',
      'SERVICE_CONTROL_POLICY',
      false,
      [ROOT],
      document({
        Sid: 'FencedRolesEnterNoOther',
        Effect: 'Deny',
        Action: 'sts:AssumeRole',
        Resource: '*',
        Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role${FENCED_PATH}*` } },
      }),
    ),
    ...UNITS.map((name, index) =>
      control(
        `p-regions${index}`,
        'SERVICE_CONTROL_POLICY',
        false,
        [unitId(index)],
        document({
          Sid: `Regions${name}`,
          Effect: 'Deny',
          NotAction: ['iam:*', 'sts:*', 'organizations:*', 'support:*'],
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
        }),
      ),
    ),
    control(
      'p-perimeter',
      'RESOURCE_CONTROL_POLICY',
      false,
      [unitId(1)],
      document({
        Sid: 'OnlyTheOrganization',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:AssumeRole',
        Resource: '*',
        Condition: {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organizationId },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }),
    ),
  ];
  const summary = ({ id, type, awsManaged }: Control) => ({
    Id: id,
    Arn: awsManaged
      ? `arn:aws:organizations::aws:policy/${type.toLowerCase()}/${id}`
      : `${prefix}:policy/${organizationId}/${type.toLowerCase()}/${id}`,
    Name: id,
    Type: type,
    AwsManaged: awsManaged,
  });
  const types = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;
  return {
    DescribeOrganization: {
      Organization: {
        Id: organizationId,
        Arn: `${prefix}:organization/${organizationId}`,
        FeatureSet: 'ALL',
        MasterAccountId: managementAccount,
        MasterAccountArn: entry(managementAccount).Arn,
      },
    },
    ListRoots: {
      Roots: [
        {
          Id: ROOT,
          Arn: `${prefix}:root/${organizationId}/${ROOT}`,
          Name: 'Root',
          PolicyTypes: types.map((Type) => ({ Type, Status: 'ENABLED' })),
        },
      ],
    },
    ListAccounts: { Accounts: accounts.map(entry) },
    ListOrganizationalUnitsForParent: Object.fromEntries(
      parents.map((parent) => [
        parent,
        {
          OrganizationalUnits:
            parent === ROOT
              ? UNITS.map((Name, index) => ({
                  Id: unitId(index),
                  Arn: `${prefix}:ou/${organizationId}/${unitId(index)}`,
                  Name,
                }))
              : [],
        },
      ]),
    ),
    ListAccountsForParent: Object.fromEntries(
      parents.map((parent) => [parent, { Accounts: accounts.filter((id) => unitOf(id) === parent).map(entry) }]),
    ),
    ListPolicies: Object.fromEntries(
      types.map((type) => [type, { Policies: controls.filter((one) => one.type === type).map(summary) }]),
    ),
    DescribePolicy: Object.fromEntries(
      controls.map((one) => [
        one.id,
        { Policy: { PolicySummary: summary(one), Content: JSON.stringify(one.document) } },
      ]),
    ),
    ListTargetsForPolicy: Object.fromEntries(
      controls.map((one) => [one.id, { Targets: one.targets.map((TargetId) => ({ TargetId })) }]),
    ),
    ListTagsForResource: {},
    ListDelegatedAdministrators: { DelegatedAdministrators: [entry(around.securityAccount)] },
    ListDelegatedServicesForAccount: {
      [around.securityAccount]: {
        DelegatedServices: [
          { ServicePrincipal: 'iam.amazonaws.com' },
          ...(around.identityCenter === null ? [] : [{ ServicePrincipal: 'sso.amazonaws.com' }]),
        ],
      },
    },
    ListOrganizationsFeatures: {
      OrganizationId: organizationId,
      EnabledFeatures: ['RootCredentialsManagement', 'RootSessions'],
    },
  };
}

function control(
  id: string,
  type: Control['type'],
  awsManaged: boolean,
  targets: readonly string[],
  policyDocument: Document,
): Control {
  return { id, type, awsManaged, targets, document: policyDocument };
}

import type { Surroundings } from './draftAccount.js';
import type { Random } from './random.js';
import {
  type AccountDraft,
  ADMINISTRATOR,
  allow,
  type Document,
  document,
  policyArn,
  provisionedRole,
  type RoleDraft,
} from './shapes.js';

const INSTANCE = 'ssoins-6be0c4f7a2d15e93';
const STORE = 'd-9067f2c1ab';
const BOUNDARY = 'workload-boundary';

interface SetDraft {
  readonly name: string;
  readonly arn: string;
  /** The group that is assigned it. */
  readonly group: string;
  readonly accounts: readonly string[];
  readonly attached: readonly string[];
  readonly inline: Document | null;
  /** Name of a customer managed policy that each account has. */
  readonly customer: string | null;
  readonly isBounded: boolean;
}

/** What permission sets give, in turn. */
const KINDS: readonly Pick<SetDraft, 'attached' | 'inline' | 'customer' | 'isBounded'>[] = [
  { attached: [ADMINISTRATOR], inline: null, customer: null, isBounded: false },
  {
    attached: [],
    inline: document(allow(['iam:Get*', 'iam:List*', 's3:List*'], '*')),
    customer: null,
    isBounded: false,
  },
  { attached: [], inline: document(allow(['s3:*', 'lambda:*', 'ec2:*'], '*')), customer: 'policy-0', isBounded: false },
  { attached: [], inline: document(allow(['iam:*', 's3:*'], '*')), customer: null, isBounded: true },
  { attached: [], inline: document(allow(['logs:*', 'cloudwatch:*'], '*')), customer: 'policy-1', isBounded: false },
];

/**
 * IAM Identity Center of the management account, as identity-center.json. The first two permission sets are assigned in every account, each of
 * the others in half of them, to a group and now and then to a person besides. The roles for them are added to the drafts.
 */
export function draftIdentityCenter(drafts: readonly AccountDraft[], around: Surroundings, random: Random): object {
  const { permissionSets = 0, people = 0 } = around.identityCenter ?? {};
  const sets = Array.from({ length: permissionSets }, (_, index) => draftSet(index, around, random));
  for (const { account, roles } of drafts)
    roles.push(...sets.flatMap((set) => (set.accounts.includes(account) ? [roleFor(set, account, random)] : [])));
  const users = Array.from({ length: people }, (_, index) => ({ id: idOf(random), name: `person-${index}` }));
  const groups = sets.map(({ group }) => group);
  return {
    Instances: [
      {
        InstanceArn: `arn:aws:sso:::instance/${INSTANCE}`,
        IdentityStoreId: STORE,
        OwnerAccountId: around.managementAccount,
      },
    ],
    PermissionSets: sets.map(permissionSet),
    AccountAssignments: sets.flatMap(({ arn, accounts, group }) =>
      accounts.flatMap((AccountId) => [
        { AccountId, PermissionSetArn: arn, PrincipalType: 'GROUP', PrincipalId: group },
        ...(people > 0 && random.chance(0.2)
          ? [{ AccountId, PermissionSetArn: arn, PrincipalType: 'USER', PrincipalId: random.pick(users).id }]
          : []),
      ]),
    ),
    Users: users.map(({ id, name }) => ({ UserName: name, UserId: id, UserStatus: 'ENABLED' })),
    Groups: sets.map(({ group, name }) => ({ GroupId: group, DisplayName: `${name} people` })),
    GroupMemberships: users.flatMap(({ id }) =>
      groupsOf(groups, random).map((GroupId) => ({ GroupId, MemberId: { UserId: id } })),
    ),
  };
}

function draftSet(index: number, { accounts }: Surroundings, random: Random): SetDraft {
  const kind = KINDS[index % KINDS.length] ?? KINDS[0];
  if (kind === undefined) throw new Error('no kinds of permission sets');
  return {
    ...kind,
    name: index === 0 ? 'AdministratorAccess' : `Team${index}`,
    arn: `arn:aws:sso:::permissionSet/${INSTANCE}/ps-${random.hex(16)}`,
    group: idOf(random),
    accounts: accounts.filter(() => index < 2 || random.chance(0.5)),
  };
}

function permissionSet({ name, arn, attached, inline, customer, isBounded }: SetDraft): object {
  const named = (Name: string): object => ({ Name, Path: '/' });
  return {
    Name: name,
    PermissionSetArn: arn,
    InlinePolicy: inline === null ? '' : JSON.stringify(inline),
    AttachedManagedPolicies: attached.map((Arn) => ({ Name: Arn.slice(Arn.lastIndexOf('/') + 1), Arn })),
    CustomerManagedPolicyReferences: customer === null ? [] : [named(customer)],
    ...(isBounded && { PermissionsBoundary: { CustomerManagedPolicyReference: named(BOUNDARY) } }),
  };
}

function roleFor(
  { name, attached, inline, customer, isBounded }: SetDraft,
  account: string,
  random: Random,
): RoleDraft {
  return {
    ...provisionedRole(account, `${name}_${random.hex(16)}`),
    attached: [...attached, ...(customer === null ? [] : [policyArn(account, customer)])],
    ...(inline !== null && { inline: { AwsSSOInlinePolicy: inline } }),
    ...(isBounded && { boundary: policyArn(account, BOUNDARY) }),
  };
}

/** One to three of them; one person in twenty is an administrator. */
function groupsOf([administrators, ...others]: readonly string[], random: Random): readonly string[] {
  const some = others.length === 0 ? [] : Array.from({ length: 1 + random.below(3) }, () => random.pick(others));
  return [...new Set([...(administrators !== undefined && random.chance(0.05) ? [administrators] : []), ...some])];
}

function idOf(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-');
}

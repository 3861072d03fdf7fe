import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { levelsInForce } from '../../src/derive/levelsInForce.js';
import { openGraph } from '../../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'permgraph-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('takes an account without any SCP above it as bound by none, and a level without one among others as it stands', () => {
  const levels = [
    { at: 'r-x', policies: [] },
    { at: 'account:1', policies: [] },
  ];
  expect(levelsInForce(levels, 'SERVICE_CONTROL')).toBeNull();
  expect(levelsInForce(levels, 'RESOURCE_CONTROL')).toBe(levels);
  const some = [{ at: 'r-x', policies: ['p'] }, ...levels.slice(1)];
  expect(levelsInForce(some, 'SERVICE_CONTROL')).toBe(some);
});

const [MANAGEMENT, MEMBER] = ['111122223333', '222233334444'];
const USER = `arn:aws:iam::${MEMBER}:user/ann`;

function write(name: string, value: object): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), JSON.stringify(value));
}

/** What a user of a member account may, who has an identity policy for it, where SCPs are listed and the root has these types enabled. */
async function decideWith(PolicyTypes: readonly object[]): Promise<unknown> {
  const organization = `arn:aws:organizations::${MANAGEMENT}:organization/o-x`;
  const accounts = [MANAGEMENT, MEMBER].map((Id) => ({ Id, Arn: `${organization}/${Id}` }));
  write('organization.json', {
    DescribeOrganization: { Organization: { Id: 'o-x', Arn: organization, MasterAccountId: MANAGEMENT } },
    ListRoots: { Roots: [{ Id: 'r-x', PolicyTypes }] },
    ListAccounts: { Accounts: accounts },
    ListAccountsForParent: { 'r-x': { Accounts: accounts } },
    ListOrganizationalUnitsForParent: { 'r-x': { OrganizationalUnits: [] } },
    ListPolicies: { SERVICE_CONTROL_POLICY: { Policies: [{ Id: 'p-x', Arn: `${organization}/p-x`, Name: 'OnlyS3' }] } },
    DescribePolicy: { 'p-x': { Policy: { Content: statement('s3:*') } } },
    ListTargetsForPolicy: { 'p-x': { Targets: [{ TargetId: 'r-x' }, { TargetId: MEMBER }] } },
  });
  const UserPolicyList = [{ PolicyName: 'Look', PolicyDocument: statement('ec2:DescribeRegions') }];
  const user = { Arn: USER, UserName: 'ann', UserId: 'AIDA0000000000000000A', Path: '/', UserPolicyList };
  const lists = { UserDetailList: [user], GroupDetailList: [], RoleDetailList: [], Policies: [] };
  write(`accounts/${MEMBER}/authorization-details.json`, lists);
  const graph = await openGraph({ dumps: [folder] });
  const query = `{ canPerform(request: { principal: "${USER}", action: "ec2:DescribeRegions", resource: "*" }) { decision } }`;
  const answer = await graph.graphql({ query });
  await graph.close();
  expect(answer.errors).toBeUndefined();
  return (answer.data as { canPerform: { decision: string } }).canPerform.decision;
}

const statement = (Action: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });

it('lets a member account do what its policies allow where SCPs are not enabled, and not where they are', async () => {
  expect(await decideWith([])).toBe('ALLOWED');
  expect(await decideWith([{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }])).toBe('DENIED');
});

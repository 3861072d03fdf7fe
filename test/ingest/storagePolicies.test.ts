import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { generateOrganization, writeOrganization } from '../../bench/generateOrganization.js';
import { loadGraph } from '../../src/wire.js';
import { execute, storeOf } from '../api/execute.js';

const organization = generateOrganization({ seed: 3, accounts: 5, rolesPerAccount: 8, usersPerAccount: 1, chains: 0 });
const ACCOUNT = '100000000038';
const BUCKET = 'arn:aws:s3:::leaflets';
const SWITCHES = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};
const resource = { arn: BUCKET, type: 'AWS::S3::Bucket', account: ACCOUNT };
const open = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${BUCKET}/*` }],
};

const folder = mkdtempSync(join(tmpdir(), 'permgraph-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeOrganization(folder, organization);
const write = (name: string, value: object) => writeFileSync(join(folder, name), JSON.stringify(value));
write('resource-policies.json', [{ ...resource, policy: open }]);

interface Assigned {
  readonly target: string;
  readonly assign: string;
  readonly isFinal?: boolean;
}

/** Whether anybody reads the bucket, under S3 policies of the organisation and the account's own switches. */
async function decided(policies: readonly Assigned[], ofAccount: object = SWITCHES): Promise<string> {
  const whole = JSON.parse(organization.files.get('organization.json') ?? '{}') as Record<
    string,
    Record<string, unknown>
  >;
  policies.forEach(({ target, assign, isFinal = false }, index) => {
    const block = { '@@assign': assign, ...(isFinal ? { '@@operators_allowed_for_child_policies': ['@@none'] } : {}) };
    const Content = JSON.stringify({ s3_attributes: { public_access_block_configuration: block } });
    const PolicySummary = { Id: `p-s3${index}`, Type: 'S3_POLICY', Name: `s3-${index}` };
    whole['DescribePolicy'] = { ...whole['DescribePolicy'], [`p-s3${index}`]: { Policy: { PolicySummary, Content } } };
    whole['ListTargetsForPolicy'] = {
      ...whole['ListTargetsForPolicy'],
      [`p-s3${index}`]: { Targets: [{ TargetId: target }] },
    };
  });
  write('organization.json', whole);
  write('resources.json', [
    { ...resource, objectOwnership: 'BucketOwnerEnforced', publicAccessBlock: SWITCHES },
    {
      arn: `arn:aws:s3::${ACCOUNT}:account`,
      type: 'AWS::S3::AccountPublicAccessBlock',
      account: ACCOUNT,
      publicAccessBlock: ofAccount,
    },
  ]);
  const store = await storeOf(await loadGraph({ dumps: [folder] }));
  const query = `{ canPerform(request: { principal: "anonymous", action: "s3:GetObject", resource: "${BUCKET}/a" }) { decision } }`;
  const answer = await execute(store, query);
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { canPerform: { decision: string } }).canPerform.decision;
}

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html */
describe('S3 policies of the organisation', () => {
  const root = 'r-b001';

  it('shut a public bucket of every account below, and only of those', async () => {
    expect(await decided([])).toBe('ALLOWED');
    expect(await decided([{ target: root, assign: 'all' }])).toBe('DENIED');
    expect(await decided([{ target: '100000000075', assign: 'all' }])).toBe('ALLOWED');
  });

  it('assign anew further down, unless they may not', async () => {
    const below = { target: ACCOUNT, assign: 'none' };
    expect(await decided([{ target: root, assign: 'all' }, below])).toBe('ALLOWED');
    expect(await decided([{ target: root, assign: 'all', isFinal: true }, below])).toBe('DENIED');
  });

  it('stand for the switches of the account where they are off', async () => {
    const on = { ...SWITCHES, RestrictPublicBuckets: true };
    expect(await decided([], on)).toBe('DENIED');
    expect(await decided([{ target: root, assign: 'none' }], on)).toBe('ALLOWED');
  });

  it('are refused where they assign something else', async () => {
    await expect(decided([{ target: root, assign: 'some' }])).rejects.toThrow('"all" or "none"');
  });
});

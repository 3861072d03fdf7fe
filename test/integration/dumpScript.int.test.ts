import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDumps } from '../../src/ingest/dump/readDumps.js';
import { permissionOf } from '../support/permissionOfCommand.js';

const script = fileURLToPath(new URL('../../examples/dump-organization.sh', import.meta.url));
const policyFile = new URL('../../examples/dump-organization-policy.json', import.meta.url);
const fakeAws = fileURLToPath(new URL('support/fakeAws.mjs', import.meta.url));

interface CollectionRecord {
  readonly account: string;
  readonly service: string;
  readonly call: string;
  readonly status: string;
  readonly region?: string;
  readonly resource?: string;
  readonly error?: string;
}

describe('dump-organization.sh', () => {
  let folder: string;
  let out: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'permgraph-script-'));
    out = join(folder, 'out');
    mkdirSync(join(folder, 'bin'));
    symlinkSync(fakeAws, join(folder, 'bin', 'aws'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function runScript(environment: Readonly<Record<string, string>>, args: readonly string[] = [out]) {
    return spawnSync(script, args, {
      encoding: 'utf8',
      env: {
        PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
        FAKE_LOG: join(folder, 'log'),
        REPORT_ATTEMPTS: '3',
        REPORT_PAUSE: '0',
        ...environment,
      },
    });
  }
  const log = (): readonly string[] => readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
  const records = (): readonly CollectionRecord[] =>
    JSON.parse(readFileSync(join(out, 'collection.json'), 'utf8')) as readonly CollectionRecord[];
  const refused = (): readonly string[] =>
    records()
      .filter((record) => record.status === 'DENIED')
      .map((record) => `${record.account} ${record.call}`);
  const readBack = async () =>
    readDumps([out], {
      checkDocument: () => [],
      lenient: false,
      strict: false,
      signal: AbortSignal.timeout(30_000),
    });

  it('writes a dump that opens without a gap, with no more than its policy allows', async () => {
    const result = runScript({ AWS_PROFILE: 'company' });
    expect(result.stderr).toContain('2 accounts read, 0 calls refused');
    expect(result.status).toBe(0);
    const { snapshot, warnings } = await readBack();
    expect(snapshot.accounts.map((account) => [account.id, account.isCollected])).toEqual([
      ['111111111111', true],
      ['222222222222', true],
    ]);
    expect(snapshot.organizations[0]?.delegations).toEqual([
      { account: '222222222222', services: ['iam.amazonaws.com'] },
    ]);
    expect(snapshot.organizations[0]?.rootFeatures).toEqual(['RootSessions']);
    expect(snapshot.identityProviders.every((provider) => provider.isDetailed)).toBe(true);
    expect({ gaps: snapshot.gaps, warnings }).toEqual({ gaps: [], warnings: [] });
    // A member account is read with the credentials of its role, not with the profile.
    expect(log()).toContain('222222222222 get-account-authorization-details - iam');
    expect(log()).toContain('111111111111 get-account-authorization-details company iam');
    const { Statement } = JSON.parse(readFileSync(policyFile, 'utf8')) as {
      readonly Statement: readonly { readonly Action: string | readonly string[] }[];
    };
    const allowed = new Set(Statement.flatMap(({ Action }) => Action));
    const needed = log().flatMap((line) => {
      const [, command = '', , service = ''] = line.split(' ');
      return service === 'configure' ? [] : (permissionOf(service, command) ?? []);
    });
    expect(needed.filter((permission) => !allowed.has(permission))).toEqual([]);
    const credentials = spawnSync('grep', ['-rl', 'member-secret\\|member-token', out], { encoding: 'utf8' });
    expect(credentials.stdout).toBe('');
  });

  it('writes down what is refused and goes on', async () => {
    const result = runScript({ FAKE_REFUSES: 'list-saml-providers get-account-summary list-organizations-features' });
    expect(result.status).toBe(0);
    expect(refused()).toEqual([
      '111111111111 ListOrganizationsFeatures',
      '111111111111 ListSAMLProviders',
      '111111111111 GetAccountSummary',
      '222222222222 ListSAMLProviders',
      '222222222222 GetAccountSummary',
    ]);
    expect(records().find((record) => record.status === 'DENIED')?.error).toContain('AccessDenied');
    expect((await readBack()).snapshot.gaps).not.toEqual([]);
  });

  it('tells a bucket without a policy from one whose policy it may not read', async () => {
    const FAKE_REFUSES = '222222222222/get-bucket-policy 222222222222/list-keys';
    runScript({ FAKE_REFUSES, FAKE_REGIONS: 'eu-west-1 us-east-1' });
    const { snapshot } = await readBack();
    const states = snapshot.resources
      .filter(({ type }) => type === 'AWS::S3::Bucket' || type === 'AWS::KMS::Key')
      .map(({ arn, region, isPolicyCollected }) => [arn, region, isPolicyCollected]);
    expect(states).toEqual([
      ['arn:aws:kms:eu-west-1:111111111111:key/k', 'eu-west-1', true],
      ['arn:aws:s3:::bucket-111111111111', 'us-east-1', true],
      ['arn:aws:s3:::bucket-222222222222', 'us-east-1', false],
    ]);
    const rows = records()
      .filter(({ status }) => status !== 'OK')
      .map(({ account, region, service, call, resource }) => [account, region, service, call, resource]);
    expect(rows).toEqual([
      ['222222222222', 'eu-west-1', 'kms', 'ListKeys', undefined],
      ['222222222222', 'us-east-1', 'kms', 'ListKeys', undefined],
      ['222222222222', 'us-east-1', 's3', 'GetBucketPolicy', 'arn:aws:s3:::bucket-222222222222'],
    ]);
  });

  it('asks in the Regions that it is given alone, and says which it left out', () => {
    runScript({ FAKE_REGIONS: 'eu-west-1 us-east-1', REGIONS: 'us-east-1' });
    const skipped = records().filter(({ status }) => status === 'SKIPPED');
    expect(skipped.map(({ account, region, service, call }) => [account, region, service, call])).toEqual([
      ['111111111111', 'eu-west-1', '*', '*'],
      ['222222222222', 'eu-west-1', '*', '*'],
      ['111111111111', 'eu-west-1', 'sso-admin', 'ListInstances'],
    ]);
    expect(records().filter(({ region, status }) => region === 'eu-west-1' && status === 'OK')).toEqual([]);
  });

  it('asks about users one by one where there is no credential report', () => {
    const resources = (): readonly { readonly type: string }[] =>
      JSON.parse(readFileSync(join(out, 'resources.json'), 'utf8')) as readonly { readonly type: string }[];
    const users = () => resources().filter(({ type }) => type === 'AWS::IAM::User');
    runScript({});
    expect(users()).toEqual([]);
    rmSync(out, { recursive: true });
    runScript({ FAKE_REFUSES: '111111111111/get-credential-report' });
    expect(users()).toEqual([
      {
        arn: 'arn:aws:iam::111111111111:user/ann',
        type: 'AWS::IAM::User',
        account: '111111111111',
        loginProfile: false,
        accessKeys: 1,
        mfa: false,
      },
    ]);
  });

  it('leaves out an account whose role it cannot enter', async () => {
    const result = runScript({ FAKE_REFUSES: 'assume-role' });
    expect(result.status).toBe(0);
    expect(refused()).toEqual(['222222222222 AssumeRole']);
    const { snapshot } = await readBack();
    expect(snapshot.accounts.map((account) => account.isCollected)).toEqual([true, false]);
  });

  it('dumps one account where there is no organisation', async () => {
    const result = runScript({ FAKE_REFUSES: 'describe-organization' });
    expect(result.status).toBe(0);
    expect(existsSync(join(out, 'organization.json'))).toBe(false);
    expect((await readBack()).snapshot.accounts.map((account) => account.id)).toEqual(['111111111111']);
  });

  it('does not wait for ever for a credential report', () => {
    runScript({ FAKE_REPORT: 'INPROGRESS' });
    expect(log().filter((line) => line.startsWith('111111111111 generate-credential-report'))).toHaveLength(3);
  });

  it('fails when not one account could be read', () => {
    expect(runScript({ FAKE_REFUSES: 'get-account-authorization-details' }).status).toBe(1);
    rmSync(out, { recursive: true });
    expect(runScript({ FAKE_REFUSES: 'get-caller-identity' }).status).toBe(1);
  });

  it('never touches what is there', () => {
    mkdirSync(out);
    writeFileSync(join(out, 'mine'), '');
    const result = runScript({});
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('not an empty folder');
  });

  it('explains itself', () => {
    const result = runScript({}, []);
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('dump-organization.sh OUT [ROLE]');
  });
});

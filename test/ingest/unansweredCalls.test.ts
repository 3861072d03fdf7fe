import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../src/index.js';
import { readForTest } from './readForTest.js';

const ACCOUNT = '222222222222';
const folder = mkdtempSync(join(tmpdir(), 'permgraph-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
cpSync('test/cases/snapshots/three-accounts', folder, { recursive: true });

interface Row {
  readonly service: string;
  readonly call: string;
  readonly status?: string;
  readonly region?: string;
  readonly resource?: string;
}

const queue = (name: string, region = 'eu-west-1'): string => `arn:aws:sqs:${region}:${ACCOUNT}:${name}`;
const bucket = (name: string): string => `arn:aws:s3:::${name}`;

function writeDump(rows: readonly Row[], arns: readonly string[], withoutPolicy: readonly string[] = []): void {
  const write = (name: string, value: object) => writeFileSync(join(folder, name), JSON.stringify(value));
  const typeOf = (arn: string) => (arn.startsWith('arn:aws:s3') ? 'AWS::S3::Bucket' : 'AWS::SQS::Queue');
  const entry = (arn: string) => ({ arn, type: typeOf(arn), account: ACCOUNT });
  const row = { account: ACCOUNT, at: '2026-01-02T03:04:05Z', status: 'OK' };
  write(
    'collection.json',
    rows.map((each) => ({ ...row, ...each })),
  );
  write('resources.json', arns.map(entry));
  write(
    'resource-policies.json',
    withoutPolicy.map((arn) => ({ ...entry(arn), policy: null })),
  );
}

const denied = { status: 'DENIED' } as const;

describe('whether the policy of a resource is known', () => {
  const asked = { service: 's3', call: 'GetBucketPolicy' };
  const ofQueues = { service: 'sqs', call: 'GetQueueAttributes' };

  it.each<readonly [string, readonly Row[], readonly string[], readonly string[], readonly string[]]>([
    ['it was asked for', [asked], [bucket('a'), bucket('b')], [], [bucket('a'), bucket('b')]],
    [
      'it was refused of one',
      [asked, { ...asked, ...denied, resource: bucket('b') }],
      [bucket('a'), bucket('b')],
      [],
      [bucket('a')],
    ],
    [
      'it was refused of one, and another says that it has none',
      [{ ...asked, ...denied, resource: bucket('b') }],
      [bucket('a'), bucket('b')],
      [bucket('a')],
      [bucket('a')],
    ],
    [
      'another call of it was refused',
      [asked, { service: 's3', call: 'GetBucketAcl', ...denied, resource: bucket('b') }],
      [bucket('b')],
      [],
      [bucket('b')],
    ],
    [
      'it was refused in one region',
      [
        { ...ofQueues, region: 'eu-west-1' },
        { ...ofQueues, ...denied, region: 'us-east-1' },
      ],
      [queue('a'), queue('b', 'us-east-1')],
      [],
      [queue('a')],
    ],
    [
      'it was refused everywhere, and one says that it has none',
      [{ ...ofQueues, ...denied }],
      [queue('a'), queue('b')],
      [queue('b')],
      [queue('b')],
    ],
  ])('%s', async (_, rows, arns, withoutPolicy, known) => {
    writeDump(rows, arns, withoutPolicy);
    const { snapshot } = await readForTest([folder]);
    expect(snapshot.resources.filter(({ isPolicyCollected }) => isPolicyCollected).map(({ arn }) => arn)).toEqual(
      known,
    );
  });
});

describe('the gap of a call that was not answered', () => {
  const gapsOf = async (rows: readonly Row[]) => {
    writeDump(rows, []);
    const { snapshot } = await readForTest([folder]);
    return snapshot.gaps.filter(({ text }) => text.startsWith('When the dump was collected'));
  };

  it('names its regions once', async () => {
    const call = { service: 'sns', call: 'ListTopics', ...denied };
    expect(
      await gapsOf([
        { ...call, region: 'us-east-1' },
        { ...call, region: 'eu-west-1' },
      ]),
    ).toEqual([
      {
        kind: 'LISTING_INCOMPLETE',
        account: ACCOUNT,
        subject: 'sns:ListTopics',
        mayHide: true,
        mayOverstate: false,
        text: `When the dump was collected, sns:ListTopics was denied in account ${ACCOUNT}, eu-west-1, us-east-1.`,
      },
    ]);
  });

  it('is about the one resource, where the call was', async () => {
    const call = { service: 's3', call: 'GetBucketPolicy', ...denied, resource: bucket('b') };
    expect(await gapsOf([call])).toMatchObject([
      { kind: 'RESOURCE_POLICY_NOT_COLLECTED', subject: bucket('b'), mayHide: true, mayOverstate: true },
    ]);
  });

  it('may overstate where identities were not listed', async () => {
    const gaps = await gapsOf([{ service: 'iam', call: 'ListSAMLProviders', ...denied }]);
    expect(gaps).toMatchObject([{ kind: 'LISTING_INCOMPLETE', mayOverstate: true }]);
  });

  it('stands on questions about its service and account, and on no other', async () => {
    const rows = [{ service: 'sqs', call: 'ListQueues', region: 'eu-west-1', ...denied }];
    writeDump(rows, [queue('a'), bucket('b')], [queue('a'), bucket('b')]);
    const graph = await openGraph({ dumps: [folder] });
    const subjectsOf = async (field: string): Promise<readonly (string | null)[]> => {
      const answer = await graph.graphql({ query: `{ asked: ${field} { completeness { gaps { subject } } } }` });
      expect(answer.errors).toBeUndefined();
      const { asked } = answer.data as { asked: { completeness: { gaps: readonly { subject: string | null }[] } } };
      return asked.completeness.gaps.map(({ subject }) => subject);
    };
    const role = `arn:aws:iam::${ACCOUNT}:role/deployer`;
    expect(await subjectsOf(`whoCan(action: "sqs:SendMessage", resource: "${queue('*')}")`)).toContain(
      'sqs:ListQueues',
    );
    expect(await subjectsOf('exposure')).toContain('sqs:ListQueues');
    expect(await subjectsOf(`whoCan(action: "s3:GetObject", resource: "${bucket('b')}/*")`)).not.toContain(
      'sqs:ListQueues',
    );
    expect(await subjectsOf(`whoCanAssume(role: "${role}")`)).not.toContain('sqs:ListQueues');
    await graph.close();
  });
});

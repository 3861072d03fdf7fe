import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readForTest } from './readForTest.js';

const ACCOUNT = '111111111111';
const folder = mkdtempSync(join(tmpdir(), 'permgraph-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
cpSync('test/cases/snapshots/three-accounts', folder, { recursive: true });

const queue = { arn: 'arn:aws:sqs:eu-west-1:222222222222:work', type: 'AWS::SQS::Queue', account: '222222222222' };

interface Row {
  readonly service: string;
  readonly call: string;
  readonly region?: string;
  readonly status?: string;
  readonly account?: string;
}

/** What was listed of the account, where collection.json has these rows. */
async function listed(rows: readonly Row[], resources: readonly object[] = [queue]): Promise<readonly string[]> {
  const write = (name: string, value: object) => writeFileSync(join(folder, name), JSON.stringify(value));
  write(
    'collection.json',
    rows.map((row) => ({ account: ACCOUNT, at: '2026-01-02T03:04:05Z', status: 'OK', ...row })),
  );
  write('resources.json', resources);
  const { snapshot } = await readForTest([folder]);
  return snapshot.accounts.find(({ id }) => id === ACCOUNT)?.listedTypes ?? [];
}

const CLUSTERS = 'AWS::ECS::Cluster';

it.each<readonly [string, readonly Row[], readonly string[]]>([
  ['a call for the whole account', [{ service: 'ecs', call: 'ListClusters' }], [CLUSTERS]],
  ['another spelling', [{ service: 'ECS', call: 'list-clusters' }], [CLUSTERS]],
  [
    'a service by its other name',
    [{ service: 'states', call: 'ListStateMachines' }],
    ['AWS::StepFunctions::StateMachine'],
  ],
  ['nothing', [], []],
  ['a call that was denied', [{ service: 'ecs', call: 'ListClusters', status: 'DENIED' }], []],
  ['a call in another account', [{ service: 'ecs', call: 'ListClusters', account: '222222222222' }], []],
  ['the same call of another service', [{ service: 'kafka', call: 'ListClusters' }], []],
  [
    'a call in each region that is named',
    [
      { service: 'ecs', call: 'ListClusters', region: 'eu-west-1' },
      { service: 'ecs', call: 'ListClusters', region: 'us-east-1' },
    ],
    [CLUSTERS],
  ],
  [
    'a call that is missing in a region that is named',
    [
      { service: 'ecs', call: 'ListClusters', region: 'eu-west-1' },
      { service: 'sqs', call: 'ListQueues', region: 'us-east-1' },
    ],
    [],
  ],
  [
    'a call that was denied in one region',
    [
      { service: 'ecs', call: 'ListClusters', region: 'eu-west-1' },
      { service: 'ecs', call: 'ListClusters', region: 'us-east-1', status: 'DENIED' },
    ],
    [],
  ],
  [
    'a call that was denied somewhere, where no region is said',
    [
      { service: 'ecs', call: 'ListClusters' },
      { service: 'ecs', call: 'ListClusters', status: 'DENIED' },
    ],
    [],
  ],
  [
    'a call of IAM, which has no regions',
    [
      { service: 'iam', call: 'ListSAMLProviders', region: 'us-east-1' },
      { service: 'sqs', call: 'ListQueues', region: 'eu-west-1' },
    ],
    ['AWS::IAM::SAMLProvider'],
  ],
])('%s', async (_name, rows, expected) => {
  expect(await listed(rows)).toEqual(expected);
});

it('lists nothing that nobody wrote down', async () => {
  expect(await listed([{ service: 'ecs', call: 'ListClusters' }], [])).toEqual([]);
});

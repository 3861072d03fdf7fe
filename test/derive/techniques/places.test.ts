import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../../src/derive/deriveGraph.js';
import type { Json, JsonObject } from '../../../src/lib/json.js';
import { policy, sketchSnapshot, type SnapshotSketch } from '../../support/snapshots.js';
import { expandEdges } from '../expandEdges.js';

const A = '111122223333';
const PASS = { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' };
const allow = (Action: Json, Resource: Json, more: JsonObject = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const inRegion = (...regions: string[]) => ({ Condition: { StringEquals: { 'aws:RequestedRegion': regions } } });
const functions = (region: string, name = '*'): string => `arn:aws:lambda:${region}:${A}:function:${name}`;
const trusting = (Service: string) => policy({ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' });

/** Decisions of the techniques by which a user with these statements becomes the role, by id. */
async function found(
  statements: readonly JsonObject[],
  more: Partial<SnapshotSketch> = {},
  service = 'lambda',
): Promise<Readonly<Record<string, string>>> {
  const world: SnapshotSketch = {
    users: [{ account: A, name: 'actor', policies: [policy(...statements)] }],
    roles: [{ account: A, name: 'target', trust: trusting(`${service}.amazonaws.com`) }],
    ...more,
  };
  const signal = new AbortController().signal;
  const graph = await deriveGraph(sketchSnapshot(world), { createdAt: '2026-01-01T00:00:00Z', signal });
  const edges = expandEdges(graph).filter(({ kind, to }) => kind === 'CAN_ESCALATE' && to.name === 'target');
  return Object.fromEntries(edges.map(({ conclusion }) => [conclusion.technique ?? '', conclusion.decision] as const));
}

describe('what is new is in one region', () => {
  it.each([
    ['by ARNs', 'us-west-2', 'us-west-2', 'ALLOWED'],
    ['by ARNs of two', 'eu-west-1', 'us-west-2', undefined],
  ])('%s', async (_name, creating, invoking, expected) => {
    const statements = [
      PASS,
      allow('lambda:CreateFunction', functions(creating)),
      allow('lambda:InvokeFunction', functions(invoking)),
    ];
    expect((await found(statements))['lambda-001']).toBe(expected);
  });

  it.each([
    ['the same', 'eu-north-1', 'ALLOWED'],
    ['another', 'us-west-2', undefined],
  ])('by an ARN and by aws:RequestedRegion, %s', async (_name, requested, expected) => {
    const statements = [
      PASS,
      allow('lambda:CreateFunction', functions('eu-north-1')),
      allow('lambda:InvokeFunction', '*', inRegion(requested)),
    ];
    expect((await found(statements))['lambda-001']).toBe(expected);
  });

  it('in one where a single name serves, though in another none does', async () => {
    const statements = [
      PASS,
      allow('lambda:CreateFunction', [functions('eu-west-1', 'dev-*'), functions('us-west-2', 'dev-*')]),
      allow('lambda:InvokeFunction', [functions('eu-west-1', 'prod-*'), functions('us-west-2', 'dev-*')]),
    ];
    expect((await found(statements))['lambda-001']).toBe('ALLOWED');
  });

  it.each([
    ['leaves it', ['eu-west-1', 'us-east-2'], 'ALLOWED'],
    ['leaves others', ['eu-west-1'], undefined],
  ])('that a control policy %s', async (_name, left, expected) => {
    const scp = policy(allow('*', '*'), {
      Effect: 'Deny',
      NotAction: 'iam:*',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:RequestedRegion': left } },
    });
    const statements = [PASS, allow(['lambda:CreateFunction', 'lambda:InvokeFunction'], functions('us-east-2'))];
    const scps = [
      { document: scp, targets: ['r-root'] },
      { document: policy(allow('*', '*')), targets: [A] },
    ];
    const organization = { management: '999988887777', members: [A], scps };
    expect((await found(statements, { organization }))['lambda-001']).toBe(expected);
  });

  it('that a pattern of regions takes in', async () => {
    const Condition = { StringLike: { 'aws:RequestedRegion': 'ap-*' } };
    const statements = [PASS, allow(['lambda:CreateFunction', 'lambda:InvokeFunction'], '*', { Condition })];
    expect((await found(statements))['lambda-001']).toBe('ALLOWED');
  });

  it('that no statement denies, where one does for the usual ones', async () => {
    const statements = [
      PASS,
      allow(['lambda:CreateFunction', 'lambda:InvokeFunction'], '*'),
      { Effect: 'Deny', Action: 'lambda:*', Resource: '*', ...inRegion('us-east-1', 'us-east-2', 'us-west-2') },
    ];
    expect((await found(statements))['lambda-001']).toBe('ALLOWED');
  });
});

describe('what is there', () => {
  const named = (names: readonly string[]) => ({
    resources: names.map((name) => ({ account: A, arn: functions('eu-west-1', name), type: 'AWS::Lambda::Function' })),
  });
  const changing = (configured: string, coded: string) => [
    PASS,
    allow('lambda:UpdateFunctionConfiguration', functions('eu-west-1', configured)),
    allow('lambda:UpdateFunctionCode', functions('eu-west-1', coded)),
  ];

  it.each([
    ['one', 'two', undefined],
    ['two', 'two', 'ALLOWED'],
  ])('is one thing: configuration of %s and code of %s', async (configured, coded, expected) => {
    expect((await found(changing(configured, coded), named(['one', 'two'])))['lambda-007']).toBe(expected);
  });

  it('is any of many', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `function-${index}`);
    expect((await found(changing('function-57', 'function-57'), named(many)))['lambda-007']).toBe('ALLOWED');
  });

  it('is called in its own region', async () => {
    const statements = (requested: string) => [
      allow(['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'], '*', inRegion(requested)),
    ];
    const resources = [
      {
        account: A,
        arn: functions('eu-west-1', 'work'),
        type: 'AWS::Lambda::Function',
        properties: { roleArn: `arn:aws:iam::${A}:role/target` },
      },
    ];
    expect((await found(statements('eu-west-1'), { resources }))['lambda-004']).toBe('ALLOWED');
    expect((await found(statements('us-east-1'), { resources }))['lambda-004']).toBeUndefined();
  });

  it('is in a region that is not known, and not the one the actor likes', async () => {
    const resources = [
      {
        account: A,
        arn: 'arn:aws:s3:::build',
        type: 'AWS::S3::Bucket',
        properties: { exposesCredentialsOf: [`arn:aws:iam::${A}:role/target`] },
      },
    ];
    const statements = [allow('s3:GetObject', '*', inRegion('eu-west-1'))];
    expect((await found(statements, { resources }))['exposed-001']).toBe('CONDITIONAL');
  });

  it('what goes with it is new in its region', async () => {
    const resources = [
      {
        account: A,
        arn: `arn:aws:sagemaker:eu-west-1:${A}:notebook-instance/lab`,
        type: 'AWS::SageMaker::NotebookInstance',
        properties: { roleArn: `arn:aws:iam::${A}:role/target` },
      },
    ];
    const statements = (region: string) => [
      allow(
        ['sagemaker:StopNotebookInstance', 'sagemaker:UpdateNotebookInstance', 'sagemaker:StartNotebookInstance'],
        '*',
      ),
      allow(
        'sagemaker:CreateNotebookInstanceLifecycleConfig',
        `arn:aws:sagemaker:${region}:${A}:notebook-instance-lifecycle-config/*`,
      ),
    ];
    expect((await found(statements('eu-west-1'), { resources }, 'sagemaker'))['sagemaker-005']).toBe('ALLOWED');
    expect((await found(statements('us-west-2'), { resources }, 'sagemaker'))['sagemaker-005']).toBeUndefined();
  });
});

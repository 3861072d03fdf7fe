import { expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { PASSED_ROLES, KEY_USES } from '../../src/policy/data/dependentActions.js';
import { shippedActions } from '../../src/shippedActions.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { execute, storeOf } from './execute.js';

const HOME = '111111111111';
const user = (name: string) => `arn:aws:iam::${HOME}:user/${name}`;
const FUNCTION = `arn:aws:lambda:eu-west-1:${HOME}:function:new`;
const TASK = `arn:aws:ecs:eu-west-1:${HOME}:task-definition/web:1`;
const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/one`;
const BUCKET = 'arn:aws:s3:::vault';
const TABLE = `arn:aws:glue:eu-west-1:${HOME}:table/sales/orders`;
const allow = (action: string | string[], resource = '*', more: object = {}) =>
  policy({ Effect: 'Allow', Action: action, Resource: resource, ...more });
const passTo = (service: string) => ({ Condition: { StringEquals: { 'iam:PassedToService': service } } });

const store = await storeOf(
  await deriveGraph(
    sketchSnapshot({
      users: [
        { account: HOME, name: 'nobody', policies: [allow('lambda:CreateFunction')] },
        {
          account: HOME,
          name: 'some',
          policies: [
            allow('lambda:CreateFunction'),
            allow('iam:PassRole', `arn:aws:iam::${HOME}:role/app-*`, passTo('lambda.amazonaws.com')),
          ],
        },
        { account: HOME, name: 'elsewhere', policies: [allow('*'), deny('iam:PassRole'), allow('s3:GetObject')] },
        { account: HOME, name: 'admin', policies: [allow('*')] },
        { account: HOME, name: 'reader', policies: [allow(['s3:GetObject', 'glue:GetTable'])] },
        { account: HOME, name: 'blank' },
      ],
      roles: [{ account: HOME, name: 'web' }],
      resources: [
        {
          arn: TASK,
          type: 'AWS::ECS::TaskDefinition',
          account: HOME,
          properties: { roleArn: `arn:aws:iam::${HOME}:role/web` },
        },
        {
          arn: KEY,
          type: 'AWS::KMS::Key',
          account: HOME,
          policy: policy({
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${HOME}:root` },
            Action: 'kms:*',
            Resource: '*',
            Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
          }),
          properties: { grants: [] },
        },
        { arn: BUCKET, type: 'AWS::S3::Bucket', account: HOME, properties: { kmsKeyArn: KEY } },
      ],
    }),
    { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal },
  ),
);

function deny(action: string) {
  return policy({ Effect: 'Deny', Action: action, Resource: '*' });
}

interface Remedy {
  readonly text: string;
  readonly with: readonly { readonly text: string }[];
}

interface Answer {
  readonly decision: string;
  readonly dependentActions: readonly { readonly action: string; readonly because: string }[];
  readonly wouldTake: readonly Remedy[];
}

const QUESTION = `query ($request: AccessRequest!) { canPerform(request: $request) { decision
  dependentActions { action resource decision because isRequired } wouldTake { text with { text } } } }`;

async function ask(principal: string, action: string, resource: string, given: object = {}): Promise<Answer> {
  const answer = await execute(store, QUESTION, { request: { principal, action, resource, given } });
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { canPerform: Answer }).canPerform;
}

it('lists passing a role, which the request chooses, with what the caller may pass', async () => {
  const create = (name: string) => ask(user(name), 'lambda:CreateFunction', FUNCTION);
  const any = `arn:aws:iam::${HOME}:role/*`;
  const shown = { action: 'iam:PassRole', isRequired: true };
  expect((await create('nobody')).dependentActions).toMatchObject([{ ...shown, resource: any, decision: 'DENIED' }]);
  const some = await create('some');
  expect(some.dependentActions).toMatchObject([
    { ...shown, resource: `arn:aws:iam::${HOME}:role/app-*`, decision: 'CONDITIONAL' },
  ]);
  expect(some.dependentActions[0]?.because).toContain('Only for roles that match');
  expect((await create('elsewhere')).dependentActions).toMatchObject([{ ...shown, decision: 'DENIED' }]);
  expect((await create('admin')).dependentActions).toMatchObject([{ ...shown, resource: any, decision: 'ALLOWED' }]);
});

it('asks of the service that it is passed to, and not where the request need not pass one', async () => {
  const glue = await ask(user('some'), 'glue:CreateJob', `arn:aws:glue:eu-west-1:${HOME}:job/nightly`);
  expect(glue.dependentActions).toMatchObject([{ action: 'iam:PassRole', decision: 'DENIED', isRequired: true }]);
  const run = await ask(user('admin'), 'ecs:RunTask', TASK);
  expect(run.dependentActions).toMatchObject([
    { resource: `arn:aws:iam::${HOME}:role/web`, decision: 'ALLOWED', isRequired: false },
  ]);
  expect((await ask(user('admin'), 'sqs:SendMessage', `arn:aws:sqs:eu-west-1:${HOME}:q`)).dependentActions).toEqual([]);
});

it('asks the key that a bucket is encrypted with through S3', async () => {
  const read = (name: string) => ask(user(name), 's3:GetObject', `${BUCKET}/a`);
  expect(await read('admin')).toMatchObject({
    decision: 'ALLOWED',
    dependentActions: [{ action: 'kms:Decrypt', resource: KEY, decision: 'ALLOWED' }],
  });
  expect(await read('reader')).toMatchObject({
    decision: 'ALLOWED',
    dependentActions: [{ action: 'kms:Decrypt', resource: KEY, decision: 'DENIED' }],
  });
});

it('reads a copy at its source, and asks the parents of a table', async () => {
  const context = [{ key: 's3:x-amz-copy-source', values: ['vault/b'] }];
  const copy = await ask(user('admin'), 's3:PutObject', 'arn:aws:s3:::other/b', { context });
  expect(copy.dependentActions).toMatchObject([
    { action: 's3:GetObject', resource: `${BUCKET}/b`, decision: 'ALLOWED' },
  ]);
  const table = await ask(user('reader'), 'glue:GetTable', TABLE);
  expect(table.dependentActions).toMatchObject([
    { resource: `arn:aws:glue:eu-west-1:${HOME}:catalog`, decision: 'ALLOWED' },
    { resource: `arn:aws:glue:eu-west-1:${HOME}:database/sales`, decision: 'ALLOWED' },
  ]);
});

it('includes them in what it would take', async () => {
  const { decision, wouldTake } = await ask(user('blank'), 'lambda:CreateFunction', FUNCTION);
  expect(decision).toBe('DENIED');
  expect(wouldTake.length).toBeGreaterThan(0);
  for (const remedy of wouldTake) expect(remedy.with.map(({ text }) => text).join()).toContain('iam:PassRole');
});

it('names actions that AWS documents, and cites a page for each', () => {
  const pages = [...Object.entries(PASSED_ROLES), ...Object.entries(KEY_USES)];
  expect(pages.filter(([action]) => shippedActions().find(action) === null).map(([action]) => action)).toEqual([]);
  for (const [action, { page }] of pages) expect(page, action).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//u);
});

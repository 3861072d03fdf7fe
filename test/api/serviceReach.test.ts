import { expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import type { JsonObject } from '../../src/lib/json.js';
import { policy, sketchSnapshot } from '../support/snapshots.js';
import { execute, storeOf } from './execute.js';

const HOME = '111111111111';
const SNS = 'sns.amazonaws.com';
const topic = (name: string) => `arn:aws:sns:eu-west-1:${HOME}:${name}`;
const admits = (condition?: JsonObject) =>
  policy({
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: '*',
    ...(condition === undefined ? {} : { Condition: condition }),
  });
const trust = (service: string, condition = {}) =>
  policy({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole', Condition: condition });

const store = await storeOf(
  await deriveGraph(
    sketchSnapshot({
      roles: [
        { account: HOME, name: 'Instance', trust: trust('ec2.amazonaws.com') },
        { account: HOME, name: 'Linked', path: '/aws-service-role/sns.amazonaws.com/', trust: trust(SNS) },
        { account: HOME, name: 'Texts', trust: trust('cognito-idp.amazonaws.com') },
        {
          account: HOME,
          name: 'TextsOfOne',
          trust: trust('cognito-idp.amazonaws.com', { StringEquals: { 'sts:ExternalId': 'e2f1' } }),
        },
        {
          account: HOME,
          name: 'Admin',
          trust: trust('ec2.amazonaws.com'),
          policies: [policy({ Effect: 'Allow', Action: '*', Resource: '*' })],
        },
      ],
      resources: ['open', 'narrow'].map((name) => ({
        arn: topic(name),
        type: 'AWS::SNS::Topic',
        account: HOME,
        policy: admits(name === 'open' ? undefined : { StringEquals: { 'aws:SourceAccount': HOME } }),
      })),
    }),
    { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal },
  ),
);

const QUESTION = `query ($action: String!, $resource: Arn!, $given: Given) {
  whoCan(action: $action, resource: $resource, given: $given) {
    nodes { principal { name } decision serviceReach { kind by text } } } }`;

interface Answer {
  readonly nodes: readonly {
    readonly principal: { readonly name: string };
    readonly decision: string;
    readonly serviceReach: { readonly kind: string; readonly by: readonly string[]; readonly text: string } | null;
  }[];
}

async function reaches(action: string, resource: string, given: object | null = null): Promise<readonly string[]> {
  const answer = await execute(store, QUESTION, { action, resource, given });
  expect(answer.errors).toBeUndefined();
  return (answer.data as unknown as { whoCan: Answer }).whoCan.nodes.map(({ principal, decision, serviceReach }) =>
    [decision, principal.name, serviceReach?.kind, ...(serviceReach?.by ?? [])].join(' ').trim(),
  );
}

it('marks a service that a resource is open to without conditions, and tells what narrows another', async () => {
  expect(await reaches('sns:Publish', topic('open'))).toContain('ALLOWED cloudwatch.amazonaws.com EVERY_CUSTOMER');
  expect(await reaches('sns:Publish', topic('narrow'))).toContain(
    'CONDITIONAL cloudwatch.amazonaws.com NARROWED aws:SourceAccount',
  );
  expect(await reaches('sns:Publish', topic('open'))).toContain('ALLOWED Admin');
});

it('keeps the mark where a statement settles the condition, and the widest of a pattern', async () => {
  const given = { context: [{ key: 'aws:SourceAccount', values: [HOME] }] };
  expect(await reaches('sns:Publish', topic('narrow'), given)).toContain(
    'ALLOWED cloudwatch.amazonaws.com NARROWED aws:SourceAccount',
  );
  expect(await reaches('sns:Publish', topic('*'))).toContain('CONDITIONAL cloudwatch.amazonaws.com EVERY_CUSTOMER');
});

it('tells service roles, service-linked roles and roles that are taken without iam:PassRole apart', async () => {
  const role = (name: string) => `arn:aws:iam::${HOME}:role/${name}`;
  const entering = (name: string) => reaches('sts:AssumeRole', role(name));
  expect(await entering('Instance')).toContain('ALLOWED ec2.amazonaws.com PASSABLE');
  expect(await entering(`aws-service-role/${SNS}/Linked`)).toContain(`ALLOWED ${SNS} OWN_SERVICE`);
  expect(await entering('Texts')).toContain('ALLOWED cognito-idp.amazonaws.com EVERY_CUSTOMER');
  expect(await entering('TextsOfOne')).toContain('CONDITIONAL cognito-idp.amazonaws.com NARROWED sts:ExternalId');
});

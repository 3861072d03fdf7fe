import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createActionTable } from '../../../src/policy/actions.js';
import { shippedActions } from '../../../src/shippedActions.js';

describe('the table of actions that ships', () => {
  const table = shippedActions();

  it('is small and dated', () => {
    expect(statSync('data/aws-actions.json.br').size).toBeLessThan(250_000);
    expect(table.asOf).toMatch(/^20\d\d-\d\d-\d\d$/u);
  });

  it('knows an action in any case, with its level, resources and keys', () => {
    expect(table.find('S3:getobject')).toMatchObject({
      name: 's3:GetObject',
      levels: ['Read'],
      resources: expect.arrayContaining([
        { type: 'object', arns: ['arn:${Partition}:s3:::${BucketName}/${ObjectName}'], isRequired: false },
      ]) as unknown,
      conditionKeys: expect.arrayContaining(['s3:ExistingObjectTag/<key>']) as unknown,
    });
    expect(table.find('sts:AssumeRole')?.conditionKeys).toContain('sts:ExternalId');
    expect(table.find('iam:PassRole')?.resources.map(({ type }) => type)).toEqual(['role']);
    expect(table.find('ec2:DescribeInstances')?.resources).toEqual([]);
  });

  it('says of nothing that it is there when it is not', () => {
    for (const action of [
      's3:Nothing',
      'nothing:GetObject',
      's3',
      '',
      ':',
      'constructor:x',
      '__proto__:toString',
      's3:constructor',
    ]) {
      expect(table.find(action), action).toBeNull();
    }
    expect(table.knowsService('constructor')).toBe(false);
    expect(table.knowsService('S3')).toBe(true);
    expect(table.actionsOf('nothing')).toEqual([]);
  });

  it('has no service, action or type without what the others have', () => {
    const services = ['s3', 'iam', 'ec2', 'lambda', 'kms', 'sqs', 'sns', 'sts', 'dynamodb', 'organizations'];
    const all = services.flatMap((service) => table.actionsOf(service).map((name) => table.find(`${service}:${name}`)));
    expect(all.length).toBeGreaterThan(1_500);
    expect(all.filter((facts) => facts === null || facts.levels.length === 0)).toEqual([]);
    expect(all.flatMap((facts) => facts?.resources ?? []).filter(({ arns }) => arns.length === 0)).toEqual([]);
  });
});

describe('a stored table', () => {
  it('takes a complement as a type that need not be given', () => {
    const table = createActionTable({
      asOf: '2026-01-01',
      levels: ['List'],
      rcpServices: [],
      services: {
        x: { keys: ['x:k'], types: [['thing', ['arn:${Partition}:x:::thing'], []]], actions: { Do: [[0], [-1], [0]] } },
      },
    });
    expect(table.find('x:do')).toEqual({
      name: 'x:Do',
      levels: ['List'],
      resources: [{ type: 'thing', arns: ['arn:${Partition}:x:::thing'], isRequired: false }],
      conditionKeys: ['x:k'],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { readCase } from '../../../src/evaluate/readCase.js';
import type { Json, JsonObject } from '../../../src/lib/json.js';
import { decide } from '../../../src/policy/decide.js';
import { findRemedies, type Remedies } from '../../../src/policy/remedies/index.js';

const HOME = '111111111111';
const QUEUE = `arn:aws:sqs:eu-west-1:${HOME}:jobs`;
const USER = `arn:aws:iam::${HOME}:user/ann`;
const SESSION = `arn:aws:sts::${HOME}:assumed-role/app/web`;
const ROLE = `arn:aws:iam::${HOME}:role/app`;

const policy = (...statements: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: statements });
const allow = (more: JsonObject = {}): Json => ({ Effect: 'Allow', Action: 'sqs:*', Resource: '*', ...more });
const deny = (more: JsonObject): Json => ({ Effect: 'Deny', Action: 'sqs:*', Resource: '*', ...more });

function find(request: JsonObject, policies: JsonObject, more: JsonObject = {}): Remedies {
  const asked = { principal: USER, action: 'sqs:SendMessage', resource: QUEUE, ...request };
  const { request: read, layers } = readCase({ request: asked, policies, ...more });
  return findRemedies(read, layers, decide(read, layers));
}

/** Each remedy as `KIND LAYER|key`, its parts joined. */
function shapes({ remedies }: Remedies): readonly string[] {
  return remedies.map(({ changes }) =>
    changes.map(({ kind, layer, brought }) => `${kind} ${layer ?? brought?.key ?? 'session'}`).join(' + '),
  );
}

describe('findRemedies', () => {
  it('joins a change of a policy and a value that the request has to carry', () => {
    const needsMfa = deny({ Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } });
    const context = { 'aws:MultiFactorAuthPresent': 'false' };
    const found = find({ context }, { identity: [policy(needsMfa)] });
    expect(shapes(found)).toContain('ADD IDENTITY + BRING aws:MultiFactorAuthPresent');
    expect(shapes(found)).toContain('REMOVE IDENTITY + ADD IDENTITY');
    expect(found.remedies.every(({ decision }) => decision === 'ALLOWED')).toBe(true);
  });

  it('brings a value that meets every comparison of a key', () => {
    const Condition = { StringLike: { 'aws:RequestTag/team': 'a*' }, StringNotLike: { 'aws:RequestTag/team': 'a' } };
    const [first] = find({ context: {} }, { identity: [policy(allow({ Condition }))] }).remedies;
    const { brought } = first?.changes[0] ?? {};
    expect(brought?.values?.[0]).toMatch(/^a.+/u);
    expect(brought?.needs).toHaveLength(2);
  });

  it('brings neither another time nor another caller', () => {
    const past = { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } };
    const other = { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${HOME}:user/bob` } };
    for (const Condition of [past, other]) {
      for (const missingContext of ['ABSENT', 'UNKNOWN']) {
        const found = find({}, { identity: [policy(allow({ Condition }))] }, { missingContext });
        expect(shapes(found).filter((shape) => shape.includes('BRING'))).toEqual([]);
        expect(found.remedies.length).toBeGreaterThan(0);
      }
    }
  });

  it.each([
    ['aws:PrincipalTag/team', 'PRINCIPAL_ACCOUNT'],
    ['aws:ResourceTag/team', 'RESOURCE_ACCOUNT'],
    ['aws:RequestTag/team', 'CALLER'],
  ])('says who sees to %s', (key, by) => {
    const Condition = { StringEquals: { [key]: 'orders' } };
    const { remedies } = find({}, { identity: [policy(allow({ Condition }))] }, { missingContext: 'UNKNOWN' });
    const bring = remedies.flatMap(({ changes }) => changes).find(({ kind }) => kind === 'BRING');
    expect(bring).toMatchObject({ by, brought: { key, values: ['orders'] } });
  });

  it('names the session where the boundary limits its role', () => {
    const identity = [policy(allow())];
    const boundary = [policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })];
    const found = find({ principal: SESSION }, { identity, boundary });
    const additions = found.remedies.flatMap(({ changes }) => changes.map(({ addition }) => addition));
    expect(shapes(found)).toEqual(['ADD BOUNDARY', 'ADD RESOURCE']);
    expect(additions[1]).toMatchObject({ Principal: { AWS: SESSION } });
  });

  it('adds what a request of several actions lacks', () => {
    const trust = policy({ Effect: 'Allow', Principal: { AWS: USER }, Action: 'sts:AssumeRole' });
    const context = { 'aws:RequestTag/team': 'a', 'aws:TagKeys': ['team'] };
    const found = find({ action: 'sts:AssumeRole', resource: ROLE, context }, { resource: trust });
    expect(found.remedies[0]?.changes[0]?.addition).toMatchObject({ Action: 'sts:TagSession' });
  });

  it('opens the policy of the endpoint', () => {
    const endpoint = [policy({ ...(allow({ Action: 'sqs:ReceiveMessage' }) as JsonObject), Principal: '*' })];
    const found = find({}, { identity: [policy(allow())], endpoint });
    expect(shapes(found)).toContain('ADD ENDPOINT');
  });

  it('offers nothing that opens a resource to everybody, but says so where its owner blocks that', () => {
    const bucket = { principal: 'anonymous', action: 's3:GetObject', resource: 'arn:aws:s3:::site/a' };
    const asked = { ...bucket, resourceAccount: HOME };
    expect(find(asked, {}).remedies).toEqual([]);
    const open = policy({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' });
    const settings = { publicAccessBlock: { RestrictPublicBuckets: true } };
    const found = find(asked, { resource: open }, { settings });
    expect(shapes(found)).toEqual(['SWITCH_OFF PUBLIC_ACCESS_BLOCK']);
    expect(found.remedies[0]?.changes[0]?.text).toContain('can let everybody in');
  });

  it('names an object of which the key holds a wildcard alone', () => {
    const object = { action: 's3:GetObject', resource: 'arn:aws:s3:::site/a?b' };
    const [first] = find({ ...object, resourceAccount: HOME }, {}).remedies;
    expect(first?.changes[0]?.addition).toMatchObject({ Resource: 'arn:aws:s3:::site/a${?}b' });
  });

  it('says that it looked at a part of the alternatives', () => {
    const statements = (count: number): readonly Json[] =>
      Array.from({ length: count }, (_, index) => allow({ Condition: { Bool: { [`x:key${index}`]: 'true' } } }));
    const open = { missingContext: 'UNKNOWN' };
    expect(find({}, { identity: [policy(...statements(3))] }, open).isBounded).toBe(false);
    expect(find({}, { identity: [policy(...statements(12))] }, open).isBounded).toBe(true);
  });
});

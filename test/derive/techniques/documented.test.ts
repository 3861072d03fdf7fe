import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTechnique, TechniqueRefused } from '../../../src/derive/techniques/readTechnique.js';
import { readTechniques, shippedTechniques } from '../../../src/derive/techniques/shipped.js';
import { permissionsOf, type Technique } from '../../../src/derive/techniques/technique.js';
import { shippedActions } from '../../../src/shippedActions.js';

const FILE = 'docs/techniques.md';
const MARK = '<!-- What follows is made from data/techniques. -->\n';

const GIVES: Readonly<Record<Technique['target']['kind'], string>> = {
  ROLE: 'a role of the account',
  ROLE_OF: 'the role of a resource',
  EXPOSED: 'whose credentials are in a resource',
  LOADED: 'the role of what loads an object',
  POOL: 'a role of the account',
  PODS: 'roles of pods and nodes of a cluster',
  FEDERATED: 'a role of the account',
  USER: 'a user of the account',
  REWRITE: "somebody's permissions",
  RESOURCE_POLICY: 'whom the resource leads to',
  CONTROLS: 'what policies of the organisation keep',
  GROUP: "a group's permissions",
  PERMISSION_SET: 'roles of permission sets, control of accounts',
  DIRECTORY_GROUP: 'roles of permission sets',
  PERSON: 'roles of permission sets',
  CONTROL: 'control of the account',
  CHOOSE: 'what conditions ask for',
  JOIN: 'control of the account',
  JOIN_AFAR: 'control of the account',
};

function tableOf(): string {
  const rows = shippedTechniques().map((technique) => {
    const { id, title, target, catalogue, reference, cases } = technique;
    const source = catalogue === null ? `[AWS](${reference})` : `[catalogue](${catalogue}), [AWS](${reference})`;
    return `| ${id} | ${title} | ${permissionsOf(technique).join(' + ') || 'those of the two'} | ${GIVES[target.kind]} | ${source} | ${cases.length} |`;
  });
  return [
    '| id | what is done | permissions | what it gives | published | cases |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

it('docs/techniques.md has the table of the techniques as they are', async () => {
  const text = readFileSync(FILE, 'utf8');
  const head = text.slice(0, text.indexOf(MARK) + MARK.length);
  expect(head).toContain(MARK);
  await expect(`${head}\n${tableOf()}`).toMatchFileSnapshot(`../../../${FILE}`);
});

/** The 88 of the public catalogue but for sts-001, which is the edge CAN_ASSUME. */
it('covers the public catalogue', () => {
  expect(shippedTechniques().filter(({ catalogue }) => catalogue !== null)).toHaveLength(87);
});

describe('a file that is no technique', () => {
  const good = JSON.parse(readFileSync('data/techniques/lambda-001.json', 'utf8')) as Technique;
  const refused = (change: object): readonly [string, string] => {
    try {
      readTechnique({ ...good, ...change }, shippedActions());
    } catch (error) {
      if (error instanceof TechniqueRefused) return [error.pointer, error.message];
      throw error;
    }
    return ['', 'it was taken'];
  };

  it('is refused with its place', () => {
    expect(refused({})).toEqual(['', 'it was taken']);
    expect(refused({ id: 'Lambda 1' })[0]).toBe('/id');
    expect(refused({ colour: 'red' })[1]).toContain('colour');
    expect(refused({ target: { kind: 'SOMEBODY' } })[0]).toBe('/target/kind');
    expect(refused({ reference: 'http://example.com' })[0]).toBe('/reference');
    expect(refused({ steps: [] })[0]).toBe('/steps');
    const said = [{ actions: ['lambda:InvokeFunction'], on: 'NEW', context: { 'lambda:FunctionArn': '${Function}' } }];
    expect(refused({ steps: said })[0]).toBe('/steps/0/context/lambda:FunctionArn');
    expect(refused({ exists: [['AWS::SQS::Queue']] })[0]).toBe('/exists/0');
    expect(refused({ unknown: ['It is open.'] })[0]).toBe('/unknown/0');
    const steps = [{ actions: ['lambda:InvokeFunctoin'], on: 'NEW' }];
    expect(refused({ steps })).toEqual([
      '/steps/0/actions/0',
      'AWS documents no action lambda:InvokeFunctoin: write its name as AWS does',
    ]);
  });

  it.each([
    ['that it is there', 'ALLOWED'],
    ['that it is not', 'DENIED'],
  ])('lacks a case %s', (_what, expected) => {
    expect(refused({ cases: good.cases.filter(({ expect: one }) => one !== expected) })[0]).toBe('/cases');
  });

  it('lacks the denied twin', () => {
    const cases = good.cases.filter(({ policy }) => !JSON.stringify(policy).includes('"Deny"'));
    expect(refused({ cases })[0]).toBe('/cases');
  });
});

it('each file is named by its technique', () => {
  const names = readdirSync('data/techniques').map((name) => name.replace('.json', ''));
  expect(readTechniques(new URL('../../../data/techniques/', import.meta.url)).map(({ id }) => id)).toEqual(
    names.toSorted(),
  );
});

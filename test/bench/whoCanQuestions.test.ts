import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RESOURCES_PER_ACCOUNT } from '../../bench/draftResources.js';
import { generateOrganization } from '../../bench/generateOrganization.js';
import { chooseQuestions } from '../../bench/whoCan/chooseQuestions.js';
import { WHO_CAN_ORGANIZATION, WHO_CAN_SEED } from '../../bench/whoCan/organization.js';

const parsed = (text = '[]') => JSON.parse(text) as readonly { readonly arn: string; readonly policy?: unknown }[];

it('are the 200 that their seed gives, about resources of the organisation and of a larger one', () => {
  const text = readFileSync(new URL('../../bench/whoCan/questions.json', import.meta.url), 'utf8');
  expect(chooseQuestions(WHO_CAN_SEED, WHO_CAN_ORGANIZATION)).toEqual(JSON.parse(text));
  expect(JSON.parse(text)).toHaveLength(200);
});

it('are about resources that do not turn on how many accounts there are', () => {
  const filesOf = (accounts: number) =>
    generateOrganization({ ...WHO_CAN_ORGANIZATION, accounts, rolesPerAccount: 5, usersPerAccount: 1 }).files;
  const [small, large] = [parsed(filesOf(5).get('resources.json')), parsed(filesOf(6).get('resources.json'))];
  expect(small).toHaveLength(5 * RESOURCES_PER_ACCOUNT);
  expect(large.slice(0, small.length).map(({ arn }) => arn)).toEqual(small.map(({ arn }) => arn));
  const policies = parsed(filesOf(5).get('resource-policies.json'));
  const share = policies.filter(({ policy }) => policy !== null).length / policies.length;
  expect(share).toBeGreaterThan(0.3);
  expect(share).toBeLessThan(1);
});

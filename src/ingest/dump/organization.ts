import type { Organization, Tag } from '../../iam/snapshot.js';
import { isAccountId } from '../../iam/arn.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Json, JsonObject } from '../../lib/json.js';
import { malformed, placeOf, readOptionalText, readText, readTexts, valueOf } from '../fields.js';
import { refusal } from '../refusal.js';
import { isObject } from '../text/readJson.js';
import { readControlPolicies } from './controlPolicies.js';
import type { Draft, MemberAccount } from './draft.js';
import { openAnswers, type OrganizationAnswers } from './organizationAnswers.js';
import { type OrganizationTree, readTree } from './organizationTree.js';
import { readStoragePolicies } from './storagePolicies.js';

/** Whether an object is an organization.json. */
export function isOrganization(value: JsonObject): boolean {
  return Object.hasOwn(value, 'DescribeOrganization');
}

/**
 * organization.json: one key for each Organizations call.
 * Errors: DUMP_UNRECOGNIZED, DUMP_MALFORMED, DUMP_CONFLICT, POLICY_MALFORMED.
 */
export function readOrganization(value: Json, file: string, draft: Draft): void {
  const { ledger } = draft;
  const place = { file, pointer: '' };
  if (!isObject(value) || !isOrganization(value))
    throw refusal('DUMP_UNRECOGNIZED', place, 'The file has no DescribeOrganization');
  const answers = openAnswers(value, file);
  const described = answers.one('DescribeOrganization', 'Organization');
  if (described === null)
    throw refusal('DUMP_MALFORMED', { file, pointer: '/DescribeOrganization' }, 'DescribeOrganization is empty');
  const id = readText(described, 'Id');
  if (draft.organizations.some((reading) => reading.organization.id === id)) {
    throw refusal('DUMP_CONFLICT', placeOf(described), `The organisation ${id} is there twice`);
  }
  const managementAccount = readText(described, 'MasterAccountId');
  if (!isAccountId(managementAccount))
    throw malformed(described, 'MasterAccountId', 'MasterAccountId is no account number');
  const arn = readText(described, 'Arn');
  const tree = readTree(answers);
  const accounts = readAccounts(answers, tree);
  const delegations = readDelegations(answers, managementAccount, draft);
  const rootFeatures = readRootFeatures(answers);
  const controls = readControlPolicies(answers, described, managementAccount, draft);
  const storagePolicies = readStoragePolicies(answers);
  const organization: Organization = {
    id,
    arn,
    managementAccount,
    units: tree.units,
    controlPolicies: controls.policies,
    scpsCollected: controls.whyUnknown.SERVICE_CONTROL === null,
    rcpsCollected: controls.whyUnknown.RESOURCE_CONTROL === null,
    delegations,
    rootFeatures,
    ...(storagePolicies.length === 0 ? {} : { storagePolicies }),
  };
  draft.organizations.push({ organization, accounts, place, whyUnknown: controls.whyUnknown });
  ledger.countRead('Organization');
  ledger.countStored('Organization');
  ledger.countRead('OrganizationalUnit', tree.units.length);
  ledger.countStored('OrganizationalUnit', tree.units.length);
}

/** ListAccounts, and accounts that only a unit lists. */
function readAccounts(answers: OrganizationAnswers, tree: OrganizationTree): readonly MemberAccount[] {
  const tags = readAccountTags(answers);
  const accounts = new Map<string, MemberAccount>();
  const lists = [
    ...answers.list('ListAccounts', 'Accounts').map((item) => ({ item, isSecond: false })),
    ...answers
      .keyed('ListAccountsForParent')
      .flatMap(({ element }) => answers.entries(element, 'Accounts').map((item) => ({ item, isSecond: true }))),
  ];
  for (const { item, isSecond } of lists) {
    const id = readText(item, 'Id');
    if (!isAccountId(id)) throw malformed(item, 'Id', 'Id is no account number');
    if (accounts.has(id)) {
      if (isSecond) continue;
      throw refusal('DUMP_CONFLICT', placeOf(item), `Account ${id} is listed twice`);
    }
    const parent = tree.parents.get(id) ?? null;
    accounts.set(id, {
      id,
      arn: readText(item, 'Arn'),
      name: readOptionalText(item, 'Name'),
      email: readOptionalText(item, 'Email'),
      tags: tags.get(id) ?? [],
      parent,
      place: placeOf(item),
    });
  }
  return [...accounts.values()];
}

function readAccountTags(answers: OrganizationAnswers): ReadonlyMap<string, readonly Tag[]> {
  return new Map(
    answers
      .keyed('ListTagsForResource')
      .map(({ key, element }) => [
        key,
        answers
          .entries(element, 'Tags')
          .map((tag) => ({ key: readText(tag, 'Key'), value: readOptionalText(tag, 'Value') ?? '' })),
      ]),
  );
}

function readDelegations(answers: OrganizationAnswers, management: string, draft: Draft): Organization['delegations'] {
  const services = new Map<string, readonly string[]>();
  for (const { key, element } of answers.keyed('ListDelegatedServicesForAccount')) {
    services.set(
      key,
      answers
        .entries(element, 'DelegatedServices')
        .map((service) => readText(service, 'ServicePrincipal'))
        .toSorted(compareCodePoints),
    );
  }
  const accounts = new Set([
    ...answers.list('ListDelegatedAdministrators', 'DelegatedAdministrators').map((account) => readText(account, 'Id')),
    ...services.keys(),
  ]);
  const unknown = [...accounts].filter((account) => !services.has(account));
  if (!answers.has('ListDelegatedAdministrators') || unknown.length > 0) {
    draft.ledger.gap({
      kind: 'LISTING_INCOMPLETE',
      account: management,
      subject: 'ListDelegatedAdministrators',
      mayHide: true,
      mayOverstate: false,
      text:
        unknown.length > 0
          ? `organization.json does not say which services were delegated to ${unknown.join(', ')}.`
          : 'organization.json does not list the delegated administrators.',
    });
  }
  return [...accounts]
    .toSorted(compareCodePoints)
    .map((account) => ({ account, services: services.get(account) ?? [] }));
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html */
function readRootFeatures(answers: OrganizationAnswers): readonly string[] | null {
  const answer = answers.one('ListOrganizationsFeatures', 'ListOrganizationsFeaturesResult');
  if (answer === null || valueOf(answer, 'EnabledFeatures') === undefined) return null;
  return readTexts(answer, 'EnabledFeatures').toSorted(compareCodePoints);
}

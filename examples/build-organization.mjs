// Writes the dump examples/organization (or another folder) from the compact description in examples/source:
// node examples/build-organization.mjs [FOLDER]
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bookingAccount, trackingAccount } from './source/accounts/production.mjs';
import { logArchiveAccount, managementAccount, securityAccount } from './source/accounts/platform.mjs';
import { partnersAccount, sandboxAccount, stagingAccount } from './source/accounts/workshop.mjs';
import { accountSummary, credentialReport, identityProviders } from './source/reports.mjs';
import { identityCenter } from './source/identityCenter.mjs';
import { organization } from './source/organization.mjs';
import { resourcePolicies, resources } from './source/resources.mjs';
import { ACCOUNTS, awsPolicy } from './source/shapes.mjs';

const CONTENTS = {
  management: managementAccount,
  security: securityAccount,
  logs: logArchiveAccount,
  booking: bookingAccount,
  tracking: trackingAccount,
  staging: stagingAccount,
  sandbox: sandboxAccount,
  partners: partnersAccount,
};
const COLLECTED_AT = '2026-11-02T06:00:00Z';
const IAM_CALLS = [
  'GetAccountAuthorizationDetails',
  'ListSAMLProviders',
  'ListOpenIDConnectProviders',
  'GetCredentialReport',
  'GetAccountSummary',
];

const folder = process.argv[2]
  ? pathToFileURL(`${resolve(process.argv[2])}/`)
  : new URL('organization/', import.meta.url);
const write = (name, text) => {
  mkdirSync(new URL('.', new URL(name, folder)), { recursive: true });
  writeFileSync(new URL(name, folder), text);
};
const writeJson = (name, value) => write(name, `${JSON.stringify(value, null, 2)}\n`);

/** `aws iam get-account-authorization-details`: AWS managed policies stand there when something is attached to them. */
function authorizationDetails({ users, groups, roles, policies }) {
  const attached = [...users, ...groups, ...roles].flatMap((entry) =>
    entry.AttachedManagedPolicies.map((one) => one.PolicyArn),
  );
  const awsArns = [...new Set(attached)].filter((arn) => arn.startsWith('arn:aws:iam::aws:')).toSorted();
  const awsPolicies = awsArns.map((arn) => awsPolicy(arn, attached.filter((one) => one === arn).length));
  return {
    UserDetailList: users,
    GroupDetailList: groups,
    RoleDetailList: roles,
    Policies: [...policies, ...awsPolicies],
  };
}

writeJson('organization.json', organization);
for (const [name, account] of Object.entries(ACCOUNTS)) {
  const contents = CONTENTS[name];
  writeJson(`accounts/${account}/authorization-details.json`, authorizationDetails(contents));
  writeJson(`accounts/${account}/identity-providers.json`, identityProviders(account, contents));
  writeJson(`accounts/${account}/account-summary.json`, accountSummary(account, contents));
  write(`accounts/${account}/credential-report.csv`, credentialReport(account, contents));
}
writeJson('identity-center.json', identityCenter);
writeJson('resources.json', resources);
writeJson('resource-policies.json', resourcePolicies);
writeJson('collection.json', [
  ...Object.keys(organization).map((call) => ({
    account: ACCOUNTS.management,
    service: call === 'ListOrganizationsFeatures' ? 'iam' : 'organizations',
    call,
    at: COLLECTED_AT,
    status: 'OK',
  })),
  ...Object.values(ACCOUNTS).flatMap((account) =>
    IAM_CALLS.map((call) => ({ account, service: 'iam', call, at: COLLECTED_AT, status: 'OK' })),
  ),
]);

#!/usr/bin/env node
// Stands in for the AWS CLI: answers from two accounts with a bucket and a key each, refuses what FAKE_REFUSES names (a command, or
// account/command), and logs each call with whose it was. What it does not know has nothing in it.
import { appendFileSync } from 'node:fs';

const [service = '', command = '', ...rest] = process.argv.slice(2);
const option = (name) => rest[rest.indexOf(name) + 1] ?? '';
const account = (process.env.AWS_ACCESS_KEY_ID ?? '').startsWith('MEMBER') ? '222222222222' : '111111111111';
appendFileSync(process.env.FAKE_LOG ?? '', `${account} ${command} ${process.env.AWS_PROFILE ?? '-'} ${service}\n`);
function fail(code, text) {
  process.stderr.write(`\nAn error occurred (${code}) when calling the ${command} operation: ${text}\n`);
  process.exit(254);
}
const refused = (process.env.FAKE_REFUSES ?? '').split(' ');
if (refused.includes(command) || refused.includes(`${account}/${command}`)) fail('AccessDenied', 'not authorized');
const NONE = {
  'get-login-profile': 'NoSuchEntity',
  'get-bucket-policy': 'NoSuchBucketPolicy',
  'get-bucket-tagging': 'NoSuchTagSet',
  'get-bucket-ownership-controls': 'OwnershipControlsNotFoundError',
  'get-bucket-encryption': 'ServerSideEncryptionConfigurationNotFoundError',
  'get-public-access-block': 'NoSuchPublicAccessBlockConfiguration',
};
if (command in NONE) fail(NONE[command], 'there is none');
const region = option('--region');
const user = { UserName: 'ann', UserId: 'AIDA0000000000000000A', Arn: `arn:aws:iam::${account}:user/ann`, Path: '/' };
const summary = {
  Id: 'p-FullAWSAccess',
  Arn: 'arn:aws:organizations::aws:policy/x/p-FullAWSAccess',
  Name: 'FullAWSAccess',
};
const ANSWERS = {
  'get-caller-identity': { Account: account, Arn: `arn:aws:iam::${account}:user/ann` },
  'describe-organization': {
    Organization: {
      Id: 'o-x',
      Arn: 'arn:aws:organizations::111111111111:organization/o-x',
      MasterAccountId: '111111111111',
    },
  },
  'list-accounts': {
    Accounts: ['111111111111', '222222222222'].map((Id) => ({
      Id,
      Arn: `arn:aws:organizations::111111111111:account/o-x/${Id}`,
    })),
  },
  'list-roots': { Roots: [{ Id: 'r-x' }] },
  'list-accounts-for-parent': {
    Accounts: option('--parent-id') === 'r-x' ? ['111111111111', '222222222222'].map((Id) => ({ Id })) : [],
  },
  'list-organizational-units-for-parent': {
    OrganizationalUnits: option('--parent-id') === 'r-x' ? [{ Id: 'ou-x', Name: 'Unit' }] : [],
  },
  'list-policies': { Policies: [{ ...summary, Type: option('--filter'), AwsManaged: true }] },
  'describe-policy': { Policy: { PolicySummary: summary, Content: '{"Version":"2012-10-17","Statement":[]}' } },
  'list-targets-for-policy': { Targets: [{ TargetId: 'r-x' }] },
  'list-tags-for-resource': { Tags: [] },
  'list-delegated-administrators': { DelegatedAdministrators: [{ Id: '222222222222' }] },
  'list-delegated-services-for-account': { DelegatedServices: [{ ServicePrincipal: 'iam.amazonaws.com' }] },
  'list-organizations-features': { OrganizationId: 'o-x', EnabledFeatures: ['RootSessions'] },
  'get-account-authorization-details': {
    UserDetailList: [user],
    GroupDetailList: [],
    RoleDetailList: [],
    Policies: [],
  },
  'list-users': { Users: [user] },
  'list-access-keys': { AccessKeyMetadata: [{ AccessKeyId: 'AKIA0000000000000000', Status: 'Active' }] },
  'list-saml-providers': { SAMLProviderList: [{ Arn: `arn:aws:iam::${account}:saml-provider/Corporate` }] },
  'get-saml-provider': { SAMLMetadataDocument: '<EntityDescriptor/>' },
  'list-open-id-connect-providers': {
    OpenIDConnectProviderList: [{ Arn: `arn:aws:iam::${account}:oidc-provider/id.example.com` }],
  },
  'get-open-id-connect-provider': { Url: 'id.example.com', ClientIDList: ['app'] },
  'get-account-summary': { SummaryMap: { Users: 1 } },
  'generate-credential-report': { State: process.env.FAKE_REPORT ?? 'COMPLETE' },
  'get-credential-report': {
    Content: Buffer.from(`user,arn\nann,arn:aws:iam::${account}:user/ann\n`).toString('base64'),
  },
  'describe-regions': {
    Regions: (process.env.FAKE_REGIONS ?? 'eu-west-1').split(' ').map((RegionName) => ({ RegionName })),
  },
  'list-buckets': { Buckets: [{ Name: `bucket-${account}` }] },
  'get-bucket-location': { LocationConstraint: null },
  'get-bucket-acl': { Owner: { ID: 'f'.repeat(64) }, Grants: [] },
  'list-keys': {
    Keys: region === 'eu-west-1' ? [{ KeyId: 'k', KeyArn: `arn:aws:kms:${region}:${account}:key/k` }] : [],
  },
  'get-key-policy': { Policy: '{"Version":"2012-10-17","Statement":[]}' },
  'assume-role': {
    Credentials: { AccessKeyId: 'MEMBERKEY', SecretAccessKey: 'member-secret', SessionToken: 'member-token' },
  },
};
if (service === 'configure') process.stdout.write('eu-west-1\n');
else process.stdout.write(JSON.stringify(ANSWERS[command] ?? {}));

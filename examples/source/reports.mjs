// Identity providers, the credential report and the summary of an account.
import { identityCenterProvider } from './common.mjs';
import { ACCOUNTS, providerArn } from './shapes.mjs';

const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
];
const CREDENTIALS = {
  'break-glass': { used: '2026-02-17T03:41:00+00:00', mfa: true, key: null },
  'ines.moreau': { used: '2026-10-30T07:58:00+00:00', mfa: true, key: null },
  'noor.haddad': { used: '2026-10-29T08:20:00+00:00', mfa: true, key: null },
  'tomas.berg': { used: '2026-10-30T08:02:00+00:00', mfa: false, key: '2024-04-22T08:31:00+00:00' },
  'priya.nair': { used: '2026-10-30T09:15:00+00:00', mfa: true, key: null },
  'lena.vogt': { used: 'no_information', mfa: false, key: '2024-09-02T08:31:00+00:00' },
  'jonas.wirth': { used: '2026-10-21T10:00:00+00:00', mfa: false, key: '2025-03-10T08:31:00+00:00' },
};

const METADATA =
  '<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/hb01"/>';

const csvRow = (values) => COLUMNS.map((column) => values[column] ?? 'N/A').join(',');
const withoutKeys = Object.fromEntries(
  ['access_key_1_active', 'access_key_2_active', 'cert_1_active', 'cert_2_active'].map((column) => [column, 'false']),
);

/** The root user of the management account keeps a password and MFA; those of members have none. */
function rootRow(account) {
  const isManagement = account === ACCOUNTS.management;
  return csvRow({
    ...withoutKeys,
    user: '<root_account>',
    arn: `arn:aws:iam::${account}:root`,
    user_creation_time: '2024-03-04T08:00:00+00:00',
    password_enabled: isManagement ? 'not_supported' : 'false',
    password_last_used: isManagement ? '2026-03-02T10:11:00+00:00' : 'no_information',
    password_last_changed: 'not_supported',
    password_next_rotation: 'not_supported',
    mfa_active: String(isManagement),
  });
}

function userRow(user) {
  const { used, mfa, key } = CREDENTIALS[user.UserName];
  return csvRow({
    ...withoutKeys,
    user: user.UserName,
    arn: user.Arn,
    user_creation_time: user.CreateDate,
    password_enabled: String(used !== 'no_information'),
    password_last_used: used,
    password_last_changed: user.CreateDate,
    mfa_active: String(mfa),
    ...(key && {
      access_key_1_active: 'true',
      access_key_1_last_rotated: key,
      access_key_1_last_used_date: '2026-10-29T16:40:00+00:00',
      access_key_1_last_used_region: 'eu-west-1',
      access_key_1_last_used_service: 'sts',
    }),
  });
}

/** credential-report.csv */
export function credentialReport(account, { users }) {
  return `${[COLUMNS.join(','), rootRow(account), ...users.map(userRow)].join('\n')}\n`;
}

/** identity-providers.json: the lists with what get-saml-provider and get-open-id-connect-provider add. */
export function identityProviders(account, { providers }) {
  return {
    SAMLProviders: [
      {
        Arn: providerArn(account, 'saml', identityCenterProvider(account)),
        ValidUntil: '2124-03-11T08:00:00+00:00',
        CreateDate: '2024-03-11T08:00:00+00:00',
        SAMLMetadataDocument: METADATA,
        Tags: [],
      },
    ],
    OpenIDConnectProviders: providers,
  };
}

/** account-summary.json */
export function accountSummary(account, { users, groups, roles, policies, providers }) {
  return {
    SummaryMap: {
      Users: users.length,
      Groups: groups.length,
      Roles: roles.length,
      Policies: policies.length,
      InstanceProfiles: roles.filter((role) => role.InstanceProfileList.length > 0).length,
      Providers: providers.length + 1,
      MFADevices: users.filter((user) => CREDENTIALS[user.UserName].mfa).length,
      AccountMFAEnabled: account === ACCOUNTS.management ? 1 : 0,
      AccountAccessKeysPresent: 0,
      AccountPasswordPresent: account === ACCOUNTS.management ? 1 : 0,
    },
  };
}

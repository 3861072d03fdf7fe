import { facts, type KeyFacts, NOT_OF_USERS } from './keyFacts.js';

const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html';

/** In every SAML assertion, or derived from one by AWS. */
const OF_EVERY_ASSERTION = ['aud', 'iss', 'sub', 'sub_type', 'namequalifier', 'doc'];

const OF_SOME_ASSERTIONS = [
  'edupersonorgdn',
  'edupersonprimaryaffiliation',
  'edupersonprimaryorgunitdn',
  'edupersonprincipalname',
  'givenName',
  'mail',
  'name',
  'organizationStatus',
  'primaryGroupSID',
  'surname',
  'uid',
  'x500UniqueIdentifier',
];

/** Lists. */
const OF_SOME_ASSERTIONS_OFTEN_SEVERAL = [
  'cn',
  'commonName',
  'eduorghomepageuri',
  'eduorgidentityauthnpolicyuri',
  'eduorglegalname',
  'eduorgsuperioruri',
  'eduorgwhitepagesuri',
  'edupersonaffiliation',
  'edupersonassurance',
  'edupersonentitlement',
  'edupersonnickname',
  'edupersonorgunitdn',
  'edupersonscopedaffiliation',
  'edupersontargetedid',
];

/** What tokens of the providers that IAM knows by name always say; the rest they may say. */
const OF_TOKENS: Readonly<
  Record<string, { readonly always: readonly string[]; readonly sometimes: readonly string[] }>
> = {
  'accounts.google.com': { always: ['aud', 'sub'], sometimes: ['oaud', 'google/organization_number'] },
  'cognito-identity.amazonaws.com': { always: ['aud', 'sub'], sometimes: ['amr'] },
  'graph.facebook.com': { always: ['app_id', 'id'], sometimes: [] },
  'www.amazon.com': { always: ['app_id', 'user_id'], sometimes: [] },
  'token.actions.githubusercontent.com': {
    always: ['aud', 'sub'],
    sometimes: [
      'actor',
      'actor_id',
      'enterprise_id',
      'environment',
      'job_workflow_ref',
      'ref',
      'repository',
      'repository_id',
      'repository_owner_id',
      'workflow',
    ],
  },
};

/** The keys of SAML and OIDC providers that AWS documents. */
export const PROVIDER_KEYS: readonly KeyFacts[] = [
  ...OF_EVERY_ASSERTION.map((name) => samlKey(name, { byCaller: { ...NOT_OF_USERS, FEDERATED: 'ALWAYS' } })),
  ...OF_SOME_ASSERTIONS.map((name) => samlKey(name, { byCaller: NOT_OF_USERS })),
  ...OF_SOME_ASSERTIONS_OFTEN_SEVERAL.map((name) => samlKey(name, { isMultivalued: true, byCaller: NOT_OF_USERS })),
  ...Object.entries(OF_TOKENS).flatMap(([provider, { always, sometimes }]) => [
    ...always.map((name) => tokenKey(provider, name, { ...NOT_OF_USERS, FEDERATED: 'ALWAYS' })),
    ...sometimes.map((name) => tokenKey(provider, name, NOT_OF_USERS)),
  ]),
];

function samlKey(name: string, options: Partial<Pick<KeyFacts, 'isMultivalued' | 'byCaller'>>): KeyFacts {
  return facts(`saml:${name}`, 'PROVIDER', `${IAM}#condition-keys-saml`, options);
}

function tokenKey(provider: string, name: string, byCaller: KeyFacts['byCaller']): KeyFacts {
  return facts(`${provider}:${name}`, 'PROVIDER', `${IAM}#condition-keys-wif`, {
    isMultivalued: name === 'amr',
    byCaller,
  });
}

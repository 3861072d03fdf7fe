import type { Caller, KeyDomain } from './model.js';

/** Whether requests carry a key. */
export type Presence = 'ALWAYS' | 'SOMETIMES' | 'NEVER';

/** Where the value of a key comes from: from who calls, from what is called, from the network and call, or from the caller's own words. */
export type KeyOrigin = 'CALLER' | 'RESOURCE' | 'CALL' | 'PARAMETER' | 'PROVIDER';

/** What AWS documents of a condition key. */
export interface KeyFacts {
  /** As AWS writes it; one that ends in `/` has a tag or field name behind it. */
  readonly key: string;
  readonly isMultivalued: boolean;
  readonly type: NonNullable<KeyDomain['type']>;
  readonly origin: KeyOrigin;
  readonly presence: Presence;
  /** Where it differs from `presence` for a kind of caller. */
  readonly byCaller: Readonly<Partial<Record<Caller['kind'], Presence>>>;
  /** Lower-case actions whose requests alone carry it; null: any. */
  readonly actions: readonly string[] | null;
  readonly page: string;
}

const GLOBAL = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html';
const STS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html';
const SERVICE_AUTHORIZATION =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html';

const ASSUME = ['sts:assumerole', 'sts:assumerolewithsaml', 'sts:assumerolewithwebidentity'];

/** Not of a caller that has no AWS identity yet. */
const OF_IDENTITIES = { SERVICE: 'NEVER', FEDERATED: 'NEVER', ANONYMOUS: 'NEVER' } as const;
/** Of temporary credentials of a role or federated session. */
const OF_SESSIONS = { ...OF_IDENTITIES, ROOT: 'NEVER' } as const;
const NOT_OF_USERS = { USER: 'NEVER', ROOT: 'NEVER', SERVICE: 'NEVER', ANONYMOUS: 'NEVER' } as const;
const OF_SERVICES = {
  USER: 'NEVER',
  ROLE: 'NEVER',
  ROOT: 'NEVER',
  FEDERATED: 'NEVER',
  ACCOUNT: 'NEVER',
  ANYONE: 'NEVER',
  ANONYMOUS: 'NEVER',
} as const;

type Options = Partial<Omit<KeyFacts, 'key' | 'origin' | 'page'>>;

function facts(key: string, origin: KeyOrigin, page: string, options: Options = {}): KeyFacts {
  return {
    key,
    isMultivalued: false,
    type: 'TEXT',
    origin,
    presence: 'SOMETIMES',
    byCaller: {},
    actions: null,
    page,
    ...options,
  };
}

const always = (byCaller: KeyFacts['byCaller'] = {}): Options => ({ presence: 'ALWAYS', byCaller });

/** Every key that AWS documents globally and for sts, saml and identity providers. What is not here is sometimes there. */
export const KEYS: readonly KeyFacts[] = [
  facts('aws:PrincipalArn', 'CALLER', `${GLOBAL}#condition-keys-principalarn`, always(OF_IDENTITIES)),
  facts('aws:PrincipalAccount', 'CALLER', `${GLOBAL}#condition-keys-principalaccount`, always(OF_IDENTITIES)),
  facts('aws:PrincipalOrgID', 'CALLER', `${GLOBAL}#condition-keys-principalorgid`, { byCaller: OF_IDENTITIES }),
  facts('aws:PrincipalOrgPaths', 'CALLER', `${GLOBAL}#condition-keys-principalorgpaths`, {
    isMultivalued: true,
    byCaller: OF_IDENTITIES,
  }),
  facts('aws:PrincipalTag/', 'CALLER', `${GLOBAL}#condition-keys-principaltag`, { byCaller: OF_SESSIONS }),
  facts(
    'aws:PrincipalType',
    'CALLER',
    `${GLOBAL}#condition-keys-principaltype`,
    always({ SERVICE: 'SOMETIMES', FEDERATED: 'SOMETIMES' }),
  ),
  facts('aws:PrincipalIsAWSService', 'CALLER', `${GLOBAL}#condition-keys-principalisawsservice`, {
    ...always(),
    type: 'BOOL',
  }),
  facts('aws:PrincipalServiceName', 'CALLER', `${GLOBAL}#condition-keys-principalservicename`, {
    byCaller: { ...OF_SERVICES, SERVICE: 'ALWAYS' },
  }),
  facts('aws:PrincipalServiceNamesList', 'CALLER', `${GLOBAL}#condition-keys-principalservicenameslist`, {
    isMultivalued: true,
    byCaller: { ...OF_SERVICES, SERVICE: 'ALWAYS' },
  }),
  facts(
    'aws:userid',
    'CALLER',
    `${GLOBAL}#condition-keys-userid`,
    always({ SERVICE: 'SOMETIMES', FEDERATED: 'SOMETIMES', ANONYMOUS: 'NEVER' }),
  ),
  facts('aws:username', 'CALLER', `${GLOBAL}#condition-keys-username`, {
    byCaller: { ...OF_SESSIONS, ROLE: 'NEVER', USER: 'ALWAYS' },
  }),
  facts('aws:MultiFactorAuthPresent', 'CALLER', `${GLOBAL}#condition-keys-multifactorauthpresent`, {
    type: 'BOOL',
    byCaller: { ...OF_IDENTITIES, ROLE: 'NEVER' },
  }),
  facts('aws:MultiFactorAuthAge', 'CALLER', `${GLOBAL}#condition-keys-multifactorauthage`, {
    type: 'NUMERIC',
    byCaller: { ...OF_IDENTITIES, ROLE: 'NEVER' },
  }),
  facts('aws:TokenIssueTime', 'CALLER', `${GLOBAL}#condition-keys-tokenissuetime`, {
    type: 'DATE',
    byCaller: { ...OF_IDENTITIES, ROLE: 'ALWAYS' },
  }),
  facts('aws:FederatedProvider', 'CALLER', `${GLOBAL}#condition-keys-federatedprovider`, { byCaller: NOT_OF_USERS }),
  facts('aws:SourceIdentity', 'CALLER', `${GLOBAL}#condition-keys-sourceidentity`, { byCaller: OF_SESSIONS }),
  facts('aws:ChatbotSourceArn', 'CALLER', `${GLOBAL}#condition-keys-chatbotsourcearn`, { byCaller: NOT_OF_USERS }),
  facts('aws:Ec2InstanceSourceVpc', 'CALLER', `${GLOBAL}#condition-keys-ec2instancesourcevpc`, {
    byCaller: NOT_OF_USERS,
  }),
  facts('aws:Ec2InstanceSourcePrivateIPv4', 'CALLER', `${GLOBAL}#condition-keys-ec2instancesourceprivateip4`, {
    type: 'ADDRESS',
    byCaller: NOT_OF_USERS,
  }),
  facts('ec2:SourceInstanceARN', 'CALLER', `${GLOBAL}#condition-keys-ec2-source-instance-arn`, {
    byCaller: NOT_OF_USERS,
  }),
  facts('glue:RoleAssumedBy', 'CALLER', `${GLOBAL}#condition-keys-glue-role-assumed-by`, { byCaller: NOT_OF_USERS }),
  facts('glue:CredentialIssuingService', 'CALLER', `${GLOBAL}#condition-keys-glue-credential-issuing`, {
    byCaller: NOT_OF_USERS,
  }),
  facts('lambda:SourceFunctionArn', 'CALLER', `${GLOBAL}#condition-keys-lambda-source-function-arn`, {
    byCaller: NOT_OF_USERS,
  }),
  facts('ssm:SourceInstanceArn', 'CALLER', `${GLOBAL}#condition-keys-ssm-source-instance-arn`, {
    byCaller: NOT_OF_USERS,
  }),
  facts('ec2:RoleDelivery', 'CALLER', `${GLOBAL}#condition-keys-ec2-role-delivery`, {
    type: 'NUMERIC',
    byCaller: NOT_OF_USERS,
  }),
  facts('identitystore:UserId', 'CALLER', `${GLOBAL}#condition-keys-identity-store-user-id`, {
    byCaller: NOT_OF_USERS,
  }),
  facts('aws:AssumedRoot', 'CALLER', `${GLOBAL}#condition-keys-assumedroot`, {
    type: 'BOOL',
    byCaller: { USER: 'NEVER', ROLE: 'NEVER' },
  }),
  facts('aws:SourceIp', 'CALL', `${GLOBAL}#condition-keys-sourceip`, { type: 'ADDRESS' }),
  facts('aws:VpcSourceIp', 'CALL', `${GLOBAL}#condition-keys-vpcsourceip`, { type: 'ADDRESS' }),
  facts('aws:SourceVpc', 'CALL', `${GLOBAL}#condition-keys-sourcevpc`),
  facts('aws:SourceVpcArn', 'CALL', `${GLOBAL}#condition-keys-sourcevpcarn`),
  facts('aws:SourceVpce', 'CALL', `${GLOBAL}#condition-keys-sourcevpce`),
  facts('aws:VpceAccount', 'CALL', `${GLOBAL}#condition-keys-vpceaccount`),
  facts('aws:VpceOrgID', 'CALL', `${GLOBAL}#condition-keys-vpceorgid`),
  facts('aws:VpceOrgPaths', 'CALL', `${GLOBAL}#condition-keys-vpceorgpaths`, { isMultivalued: true }),
  facts('aws:ViaAWSService', 'CALL', `${GLOBAL}#condition-keys-viaawsservice`, { ...always(), type: 'BOOL' }),
  facts('aws:CalledVia', 'CALL', `${GLOBAL}#condition-keys-calledvia`, {
    isMultivalued: true,
    byCaller: OF_IDENTITIES,
  }),
  facts('aws:CalledViaFirst', 'CALL', `${GLOBAL}#condition-keys-calledviafirst`, { byCaller: OF_IDENTITIES }),
  facts('aws:CalledViaLast', 'CALL', `${GLOBAL}#condition-keys-calledvialast`, { byCaller: OF_IDENTITIES }),
  facts('aws:CurrentTime', 'CALL', `${GLOBAL}#condition-keys-currenttime`, { ...always(), type: 'DATE' }),
  facts('aws:EpochTime', 'CALL', `${GLOBAL}#condition-keys-epochtime`, { ...always(), type: 'DATE' }),
  facts('aws:SecureTransport', 'CALL', `${GLOBAL}#condition-keys-securetransport`, { ...always(), type: 'BOOL' }),
  facts('aws:RequestedRegion', 'CALL', `${GLOBAL}#condition-keys-requestedregion`, always()),
  facts('aws:UserAgent', 'CALL', `${GLOBAL}#condition-keys-useragent`),
  facts('aws:referer', 'CALL', `${GLOBAL}#condition-keys-referer`),
  facts('aws:SourceArn', 'CALL', `${GLOBAL}#condition-keys-sourcearn`, {
    byCaller: { USER: 'NEVER', ROLE: 'NEVER', ROOT: 'NEVER', FEDERATED: 'NEVER' },
  }),
  facts('aws:SourceAccount', 'CALL', `${GLOBAL}#condition-keys-sourceaccount`, {
    byCaller: { USER: 'NEVER', ROLE: 'NEVER', ROOT: 'NEVER', FEDERATED: 'NEVER' },
  }),
  facts('aws:SourceOrgID', 'CALL', `${GLOBAL}#condition-keys-sourceorgid`, { byCaller: OF_SERVICES }),
  facts('aws:SourceOrgPaths', 'CALL', `${GLOBAL}#condition-keys-sourceorgpaths`, {
    isMultivalued: true,
    byCaller: OF_SERVICES,
  }),
  facts('aws:IsMcpServiceAction', 'CALL', GLOBAL, { type: 'BOOL' }),
  facts('aws:RequestTag/', 'PARAMETER', `${GLOBAL}#condition-keys-requesttag`),
  facts('aws:TagKeys', 'PARAMETER', `${GLOBAL}#condition-keys-tagkeys`, { isMultivalued: true }),
  facts('aws:ResourceAccount', 'RESOURCE', `${GLOBAL}#condition-keys-resourceaccount`),
  facts('aws:ResourceOrgID', 'RESOURCE', `${GLOBAL}#condition-keys-resourceorgid`),
  facts('aws:ResourceOrgPaths', 'RESOURCE', `${GLOBAL}#condition-keys-resourceorgpaths`, { isMultivalued: true }),
  facts('aws:ResourceTag/', 'RESOURCE', `${GLOBAL}#condition-keys-resourcetag`),
  facts('iam:ResourceTag/', 'RESOURCE', `${STS}#available-keys-for-iam`),
  facts('iam:PassedToService', 'PARAMETER', `${STS}#available-keys-for-iam`, { actions: ['iam:passrole'] }),
  facts('iam:AssociatedResourceArn', 'PARAMETER', `${STS}#available-keys-for-iam`, { actions: ['iam:passrole'] }),
  facts('sts:ExternalId', 'PARAMETER', `${STS}#condition-keys-sts`, { actions: ['sts:assumerole'] }),
  facts('sts:RoleSessionName', 'PARAMETER', `${STS}#condition-keys-sts`, { presence: 'ALWAYS', actions: ASSUME }),
  facts('sts:SourceIdentity', 'PARAMETER', `${STS}#condition-keys-sts`),
  facts('sts:TransitiveTagKeys', 'PARAMETER', `${STS}#condition-keys-sts`, { isMultivalued: true }),
  facts('sts:DurationSeconds', 'PARAMETER', `${STS}#condition-keys-sts`, { type: 'NUMERIC' }),
  facts('sts:AWSServiceName', 'PARAMETER', `${STS}#condition-keys-sts`, { actions: ['sts:getservicebearertoken'] }),
  facts('sts:TaskPolicyArn', 'PARAMETER', SERVICE_AUTHORIZATION, { presence: 'ALWAYS', actions: ['sts:assumeroot'] }),
  facts('sts:RequestContext/', 'PARAMETER', `${STS}#condition-keys-sts`, { byCaller: { SERVICE: 'NEVER' } }),
  facts('sts:RequestContextProviders', 'PARAMETER', `${STS}#condition-keys-sts`, { isMultivalued: true }),
  facts('sts:IdentityTokenAudience', 'PARAMETER', SERVICE_AUTHORIZATION, { isMultivalued: true }),
  ...['aud', 'iss', 'sub', 'sub_type', 'namequalifier', 'doc'].map((name) =>
    facts(`saml:${name}`, 'PROVIDER', `${STS}#condition-keys-saml`, {
      byCaller: { ...NOT_OF_USERS, FEDERATED: 'ALWAYS' },
    }),
  ),
  ...['cn', 'commonName', 'mail', 'uid'].map((name) =>
    facts(`saml:${name}`, 'PROVIDER', `${STS}#condition-keys-saml`, { byCaller: NOT_OF_USERS }),
  ),
  ...[
    'edupersonaffiliation',
    'eduorghomepageuri',
    'edupersonentitlement',
    'edupersonorgdn',
    'edupersonprimaryaffiliation',
    'edupersonprincipalname',
    'edupersonscopedaffiliation',
    'name',
    'organizationStatus',
    'primaryGroupSID',
    'givenName',
    'surname',
    'x500UniqueIdentifier',
  ].map((name) =>
    facts(`saml:${name}`, 'PROVIDER', `${STS}#condition-keys-saml`, { isMultivalued: true, byCaller: NOT_OF_USERS }),
  ),
];

const EXACT = new Map(KEYS.filter(({ key }) => !key.endsWith('/')).map((each) => [each.key.toLowerCase(), each]));
const PREFIXED = new Map(KEYS.filter(({ key }) => key.endsWith('/')).map((each) => [each.key.toLowerCase(), each]));

/** What is documented of a key in lower case; null for one that is in no table, which is sometimes there, with one value of any kind. */
export function factsOf(key: string): KeyFacts | null {
  const slash = key.indexOf('/');
  return EXACT.get(key) ?? (slash < 0 ? null : (PREFIXED.get(key.slice(0, slash + 1)) ?? null));
}

/** Whether requests of this kind of caller for this action (in lower case) carry a key. */
export function presenceOf(key: KeyFacts | null, caller: Caller['kind'], action: string): Presence {
  if (key === null) return 'SOMETIMES';
  if (key.actions !== null && !key.actions.includes(action)) return 'NEVER';
  return key.byCaller[caller] ?? key.presence;
}

/**
 * The identity provider part of a key such as `token.actions.githubusercontent.com:sub`, or null where the key is of another kind.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function providerOfKey(key: string): string | null {
  const colon = key.lastIndexOf(':');
  if (colon <= 0) return null;
  const name = key.slice(0, colon);
  return name.includes('.') && !name.startsWith('aws:') ? name : null;
}

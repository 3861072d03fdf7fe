import { facts, type KeyFacts } from './keyFacts.js';

const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html';
const SERVICE_AUTHORIZATION =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html';

const SESSION = ['sts:tagsession', 'sts:setsourceidentity'];
/** The actions that enter a role, and those that are asked in the same request (R33), which has one context. */
const ENTERING = ['sts:assumerole', 'sts:assumerolewithsaml', 'sts:assumerolewithwebidentity', ...SESSION];
const JSON_WEB_TOKEN = ['sts:getwebidentitytoken'];
const BEARER_TOKEN = ['sts:getservicebearertoken'];

/** The keys of STS and IAM that bear on entering and passing roles. */
export const STS_KEYS: readonly KeyFacts[] = [
  facts('iam:ResourceTag/', 'RESOURCE', `${IAM}#available-keys-for-iam`),
  facts('iam:PassedToService', 'PARAMETER', `${IAM}#available-keys-for-iam`, { actions: ['iam:passrole'] }),
  facts('iam:AssociatedResourceArn', 'PARAMETER', `${IAM}#available-keys-for-iam`, { actions: ['iam:passrole'] }),
  facts('sts:ExternalId', 'PARAMETER', `${IAM}#condition-keys-sts`, { actions: ['sts:assumerole', ...SESSION] }),
  facts('sts:RoleSessionName', 'PARAMETER', `${IAM}#condition-keys-sts`, { presence: 'ALWAYS', actions: ENTERING }),
  facts('sts:SourceIdentity', 'PARAMETER', `${IAM}#condition-keys-sts`, { actions: ENTERING }),
  facts('sts:TransitiveTagKeys', 'PARAMETER', `${IAM}#condition-keys-sts`, { isMultivalued: true, actions: ENTERING }),
  facts('sts:RequestContext/', 'PARAMETER', `${IAM}#condition-keys-sts`, {
    byCaller: { SERVICE: 'NEVER' },
    actions: ['sts:assumerole', 'sts:setcontext', ...SESSION],
  }),
  facts('sts:RequestContextProviders', 'PARAMETER', `${IAM}#condition-keys-sts`, {
    isMultivalued: true,
    actions: ['sts:assumerole', 'sts:setcontext', ...SESSION],
  }),
  facts('sts:RoleAuthorizedByIdp', 'PROVIDER', SERVICE_AUTHORIZATION, {
    type: 'BOOL',
    actions: ['sts:assumerolewithwebidentity'],
  }),
  facts('sts:TaskPolicyArn', 'PARAMETER', SERVICE_AUTHORIZATION, { presence: 'ALWAYS', actions: ['sts:assumeroot'] }),
  facts('sts:AWSServiceName', 'PARAMETER', `${IAM}#condition-keys-sts`, { actions: BEARER_TOKEN }),
  facts('sts:DurationSeconds', 'PARAMETER', `${IAM}#condition-keys-sts`, {
    type: 'NUMERIC',
    actions: [...BEARER_TOKEN, ...JSON_WEB_TOKEN],
  }),
  facts('sts:IdentityTokenAudience', 'PARAMETER', SERVICE_AUTHORIZATION, {
    isMultivalued: true,
    actions: JSON_WEB_TOKEN,
  }),
  facts('sts:SigningAlgorithm', 'PARAMETER', SERVICE_AUTHORIZATION, { actions: JSON_WEB_TOKEN }),
];

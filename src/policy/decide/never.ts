import { parseArn } from '../../iam/arn.js';
import type { RequestContext } from '../context.js';
import { hasToBeSigned } from '../data/signedServices.js';
import { usesSession } from '../userSession.js';
import { PASS_ROLE, whyNotPassed } from './passRole.js';

/** Actions of users of a provider, who have no AWS identity yet, and the protocol that they speak. */
const FEDERATED_ACTIONS: ReadonlyMap<string, 'SAML' | 'OIDC'> = new Map([
  ['sts:assumerolewithsaml', 'SAML'],
  ['sts:assumerolewithwebidentity', 'OIDC'],
]);

/** What a GetSessionToken session may call of STS, and what is asked along with it. */
const STS_OF_SESSIONS: ReadonlySet<string> = new Set([
  'sts:assumerole',
  'sts:assumeroot',
  'sts:getcalleridentity',
  'sts:getservicebearertoken',
  'sts:setcontext',
  'sts:setsourceidentity',
  'sts:tagsession',
]);

/**
 * R41: what temporary credentials of a user may not call, whatever the policies say.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
function whyNotInSession({ action, request }: RequestContext): string | null {
  const { caller } = request;
  if (caller.kind !== 'USER' || !usesSession(request)) return null;
  const isIam = action.startsWith('iam:') && action !== PASS_ROLE;
  const isSts = action.startsWith('sts:');
  if (caller.session.federationTokenName !== undefined) {
    if (isIam) return 'a GetFederationToken session can call nothing of IAM outside the console';
    if (isSts && action !== 'sts:getcalleridentity')
      return 'a GetFederationToken session can call nothing of STS but GetCallerIdentity';
    return null;
  }
  if (isIam && caller.session.mfa !== true) return 'a GetSessionToken session without MFA can call nothing of IAM';
  if (isSts && !STS_OF_SESSIONS.has(action))
    return 'a GetSessionToken session can call nothing of STS but AssumeRole and GetCallerIdentity';
  return null;
}

/**
 * Why this caller can never make this request, whatever policies say, as a sentence; null where policies decide.
 * R30, R32, R41 and the kinds of caller that each action takes.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
 */
export function whyNever(context: RequestContext): string | null {
  const { action } = context;
  const { caller, resource } = context.request;
  const notPassed = whyNotPassed(context);
  if (notPassed !== null) return notPassed;
  const protocol = FEDERATED_ACTIONS.get(action);
  if (protocol !== undefined) {
    if (caller.kind !== 'FEDERATED' || caller.protocol !== protocol) {
      return `this action is called by a user of ${protocol === 'SAML' ? 'a SAML' : 'an OIDC'} provider alone`;
    }
    if (protocol === 'SAML' && isIdentityCenterRole(resource.arn)) {
      return 'roles of IAM Identity Center are entered through assignments alone';
    }
    return null;
  }
  if (caller.kind === 'ANONYMOUS' && hasToBeSigned(action)) return 'the request has to be signed';
  const notInSession = whyNotInSession(context);
  if (notInSession !== null) return notInSession;
  if (!action.startsWith('sts:')) return null;
  if (caller.kind === 'FEDERATED' && action !== 'sts:tagsession' && action !== 'sts:setsourceidentity') {
    return 'a user of a provider enters roles by AssumeRoleWithSAML or AssumeRoleWithWebIdentity alone';
  }
  if (caller.kind === 'ROOT' && (action === 'sts:assumerole' || action === 'sts:assumeroot')) {
    return 'root credentials can enter no role and no root task';
  }
  if (caller.kind === 'ROLE' && (action === 'sts:getsessiontoken' || action === 'sts:getfederationtoken')) {
    return 'the session of a role can call neither GetSessionToken nor GetFederationToken';
  }
  if (action === 'sts:assumeroot' && (caller.kind === 'SERVICE' || caller.kind === 'ANYONE')) {
    return 'root tasks are taken by principals of the management account or a delegated administrator alone';
  }
  return null;
}

/** Whether IAM Identity Center made this role, and keeps it. */
export function isIdentityCenterRole(arn: string): boolean {
  return parseArn(arn)?.resource.startsWith('role/aws-reserved/sso.amazonaws.com/') === true;
}

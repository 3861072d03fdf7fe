import { parseArn } from '../../iam/arn.js';
import type { RequestContext } from '../context.js';
import { whyNotPassed } from './passRole.js';

/** Actions of users of a provider, who have no AWS identity yet, and the protocol that they speak. */
const FEDERATED_ACTIONS: ReadonlyMap<string, 'SAML' | 'OIDC'> = new Map([
  ['sts:assumerolewithsaml', 'SAML'],
  ['sts:assumerolewithwebidentity', 'OIDC'],
]);

/** What a GetFederationToken session may call of STS: everything else of it is refused whatever the policies say. */
const FREE_STS_ACTION = 'sts:getcalleridentity';

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
  if (!action.startsWith('sts:')) return null;
  if (caller.kind === 'FEDERATED' && action !== 'sts:tagsession' && action !== 'sts:setsourceidentity') {
    return 'a user of a provider enters roles by AssumeRoleWithSAML or AssumeRoleWithWebIdentity alone';
  }
  if (caller.kind === 'ANONYMOUS') return 'the request has to be signed';
  if (caller.kind === 'ROOT' && (action === 'sts:assumerole' || action === 'sts:assumeroot')) {
    return 'root credentials can enter no role and no root task';
  }
  if (caller.kind === 'USER' && caller.session.federationTokenName !== undefined && action !== FREE_STS_ACTION) {
    return 'a GetFederationToken session can call nothing of STS but GetCallerIdentity';
  }
  if (caller.kind === 'ROLE' && (action === 'sts:getsessiontoken' || action === 'sts:getfederationtoken')) {
    return 'the session of a role can call neither GetSessionToken nor GetFederationToken';
  }
  if (action === 'sts:assumeroot' && (caller.kind === 'SERVICE' || caller.kind === 'ANYONE')) {
    return 'root tasks are taken by principals of the management account or a delegated administrator alone';
  }
  return null;
}

function isIdentityCenterRole(arn: string): boolean {
  return parseArn(arn)?.resource.startsWith('role/aws-reserved/sso.amazonaws.com/') === true;
}

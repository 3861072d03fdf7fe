import type { AccessRequest } from './model.js';

/**
 * Whether a user calls with temporary credentials: those of GetFederationToken, or, where the session is described, those of GetSessionToken.
 * MFA can also go into AssumeRole itself, beside long-term keys. Without MFA, only a request that is told in full (`ABSENT`) tells a session
 * from long-term keys.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export function usesSession({ caller, action, stated }: AccessRequest): boolean {
  if (caller.kind !== 'USER') return false;
  const { federationTokenName, mfa } = caller.session;
  if (federationTokenName !== undefined) return true;
  if (mfa === true) return action.toLowerCase() !== 'sts:assumerole';
  return mfa === false && stated.missing === 'ABSENT' && !stated.absent.has('aws:multifactorauthpresent');
}

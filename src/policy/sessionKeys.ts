import type { KeyState } from './keyState.js';
import { ABSENT, constraint, maybe, open, values } from './keyStates.js';
import { factsOf, presenceOf } from './keys.js';
import type { AccessRequest, Caller } from './model.js';
import { usesSession } from './userSession.js';

/**
 * Of OIDC providers alone: in the call that enters a role, and in the session that it gives.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-federatedprovider
 */
export function federatedProvider(caller: Caller): KeyState | null {
  if (caller.kind === 'FEDERATED') return caller.protocol === 'OIDC' ? values(caller.provider) : ABSENT;
  if (caller.kind !== 'ROLE') return null;
  const { provider } = caller.session;
  return provider?.includes(':saml-provider/') === true ? ABSENT : maybe(provider);
}

/** Without MFA the key is absent with long-term keys, and false with a session made of them. */
export function mfaState(mfa: boolean | undefined, request: AccessRequest): KeyState | null {
  if (mfa === undefined) return null;
  if (mfa) return values('true');
  if (usesSession(request)) return values('false');
  return open({
    mayBeAbsent: true,
    type: 'BOOL',
    constraints: [constraint('aws:MultiFactorAuthPresent', 'Bool', ['false'])],
  });
}

const CALLED_VIA = ['aws:calledvia', 'aws:calledviafirst', 'aws:calledvialast'];

/**
 * Unless it is stated: true where the request says through which services it came, and false where it is known to lack that, since it then was
 * made directly.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-viaawsservice
 */
export function viaService({ caller, action, stated }: AccessRequest): KeyState | null {
  if (caller.kind === 'SERVICE') return values('false');
  if (stated.values.has('aws:viaawsservice')) return null;
  if (CALLED_VIA.some((key) => stated.values.has(key))) return values('true');
  if (presenceOf(factsOf('aws:viaawsservice'), caller.kind, action.toLowerCase()) !== 'ALWAYS') return null;
  return CALLED_VIA.every((key) => stated.absent.has(key) || stated.missing === 'ABSENT') ? values('false') : null;
}

/**
 * The first or last of the services through which a request is stated to have come; null where that is not stated, or the key itself is.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-calledviafirst
 */
export function endOfCalls(
  key: 'aws:calledviafirst' | 'aws:calledvialast',
  { stated }: AccessRequest,
): KeyState | null {
  if (stated.values.has(key)) return null;
  const service = stated.values.get('aws:calledvia')?.at(key === 'aws:calledviafirst' ? 0 : -1);
  return service === undefined ? null : values(service);
}

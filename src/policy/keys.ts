import { GLOBAL_KEYS } from './keys/globalKeys.js';
import type { KeyFacts, Presence } from './keys/keyFacts.js';
import { PROVIDER_KEYS } from './keys/providerKeys.js';
import { SERVICE_KEYS } from './keys/serviceKeys.js';
import { STS_KEYS } from './keys/stsKeys.js';
import type { Caller } from './model.js';

export type { KeyFacts, KeyOrigin, Presence } from './keys/keyFacts.js';

/** Every key that AWS documents globally and for sts, saml and identity providers, and those of services that follow from the request. What is not here is sometimes there. */
export const KEYS: readonly KeyFacts[] = [...GLOBAL_KEYS, ...STS_KEYS, ...PROVIDER_KEYS, ...SERVICE_KEYS];

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
  if (key.neverOf.length > 0 && (key.neverOf.includes(action) || key.neverOf.includes(serviceOf(action))))
    return 'NEVER';
  const presence = key.byCaller[caller] ?? key.presence;
  if (presence !== 'ALWAYS' || key.notOf.length === 0) return presence;
  return key.notOf.includes(serviceOf(action)) ? 'SOMETIMES' : 'ALWAYS';
}

function serviceOf(action: string): string {
  return action.slice(0, Math.max(0, action.indexOf(':')));
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

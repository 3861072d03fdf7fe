import type { Caller, KeyDomain } from '../model.js';

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
  /** Lower-case prefixes of services whose requests lack it even where it is said to be always there. */
  readonly notOf: readonly string[];
  /** Lower-case actions, and prefixes of services, whose requests never carry it. */
  readonly neverOf: readonly string[];
  readonly page: string;
}

/** Not of a caller that has no AWS identity yet. */
export const OF_IDENTITIES = { SERVICE: 'NEVER', FEDERATED: 'NEVER', ANONYMOUS: 'NEVER' } as const;
/** Of temporary credentials of a role or federated session. */
export const OF_SESSIONS = { ...OF_IDENTITIES, ROOT: 'NEVER' } as const;
export const NOT_OF_USERS = { USER: 'NEVER', ROOT: 'NEVER', SERVICE: 'NEVER', ANONYMOUS: 'NEVER' } as const;
export const OF_SERVICES = {
  USER: 'NEVER',
  ROLE: 'NEVER',
  ROOT: 'NEVER',
  FEDERATED: 'NEVER',
  ACCOUNT: 'NEVER',
  ANYONE: 'NEVER',
  ANONYMOUS: 'NEVER',
} as const;

type Options = Partial<Omit<KeyFacts, 'key' | 'origin' | 'page'>>;

/** Facts of a key: sometimes there, one text, unless something else is said. */
export function facts(key: string, origin: KeyOrigin, page: string, options: Options = {}): KeyFacts {
  return {
    key,
    isMultivalued: false,
    type: 'TEXT',
    origin,
    presence: 'SOMETIMES',
    byCaller: {},
    actions: null,
    notOf: [],
    neverOf: [],
    page,
    ...options,
  };
}

/** Always there, but for these callers. */
export const always = (byCaller: KeyFacts['byCaller'] = {}): Options => ({ presence: 'ALWAYS', byCaller });

import type { KeyDomain } from './model.js';

/** What is known of a condition key in one request. */
export type KeyState =
  | { readonly kind: 'VALUES'; readonly values: readonly string[] }
  | { readonly kind: 'ABSENT' }
  | { readonly kind: 'OPEN'; readonly domain: KeyDomain };

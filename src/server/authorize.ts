import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether an Authorization header carries the token. Takes the same time for every wrong one. */
export function hasToken(header: string | undefined, token: string): boolean {
  const [scheme = '', ...rest] = (header ?? '').split(' ');
  const given = scheme.toLowerCase() === 'bearer' ? rest.join(' ').trim() : '';
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * Whether a Host header names this machine. Without a token only such requests are answered, so that a page whose
 * name was made to resolve to 127.0.0.1 (DNS rebinding) reads nothing.
 */
export function isLocalHost(header: string | undefined): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/iu.test(header ?? '');
}

import type { Needs } from '../../iam/decision.js';
import { providerOfKey } from '../../policy/keys.js';
import { asksForSession } from '../asksForSession.js';

/** Keys of a session's name and of how it signed in, besides those of tags and source identity. */
const OF_MAKING = /^(?:sts:rolesessionname|aws:userid|aws:federatedprovider|saml:.*)$/i;

const known = new WeakMap<Needs, boolean>();

/**
 * Whether it matters to a hop with these needs, or to those behind it, by which hops its caller was reached: they speak of what a session
 * is given when it is made, or carries on. Of needs of no such key only the place counts, as the first hop or a later one.
 */
export function bearsOnHistory(needs: Needs | null): boolean {
  if (needs === null) return false;
  let bears = known.get(needs);
  if (bears === undefined) {
    bears =
      needs.truncated ||
      asksForSession(needs) ||
      needs.alternatives.some(({ all }) =>
        all.some(
          ({ kind, key }) =>
            kind === 'SESSION' || (key !== null && (OF_MAKING.test(key) || providerOfKey(key.toLowerCase()) !== null)),
        ),
      );
    known.set(needs, bears);
  }
  return bears;
}

import type { Needs } from '../iam/decision.js';

const OF_SESSION =
  /^(?:aws:(?:principaltag\/|requesttag\/|tagkeys$|sourceidentity$)|sts:(?:transitivetagkeys|sourceidentity)$)/i;

const known = new WeakMap<Needs, boolean>();

/** Whether needs speak of tags or a source identity, which have to be passed by leave of their own (R33). */
export function asksForSession(needs: Needs | null): boolean {
  if (needs === null) return false;
  let asks = known.get(needs);
  if (asks === undefined) {
    asks = needs.alternatives.some(({ all }) => all.some(({ key }) => key !== null && OF_SESSION.test(key)));
    known.set(needs, asks);
  }
  return asks;
}

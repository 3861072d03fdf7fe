import type { Formula, Literal } from '../../policy/model.js';
import { and, assume, FALSE, literal, or, TRUE } from '../../policy/needs/index.js';
import type { Chain } from './facts.js';
import { sessionNameAt, userIdAt } from './sessionName.js';
import { isSourceIdentity, type Origin, sourceIdentityAt } from './sourceIdentity.js';
import { find, principalTagAt, principalTagKey, requestTagKey } from './tags.js';

const MFA_PRESENT = 'aws:multifactorauthpresent';
const MFA_AGE = 'aws:multifactorauthage';
const PROVIDER = 'aws:federatedprovider';

/** What a need of a hop comes to in its position: a need of the hop that creates what it asks for, or decided. */
export function placeNeed(chain: Chain, origin: Origin, hop: number, need: Literal): Formula {
  const { atom } = need;
  const own: Literal = { ...need, hop };
  if (atom.kind === 'UNREAD') return { kind: 'LITERAL', literal: need };
  if (atom.kind === 'CONTEXT' && isSourceIdentity(atom.key)) return sourceIdentityAt(chain, origin, hop, own);
  if (atom.kind === 'CONTEXT' && requestTagKey(atom.key) !== null && chain.hops[hop]?.tagSession === 'DENIED') {
    return assume(own, null);
  }
  return hop === 0 ? placeFirst(chain, own) : placeLater(chain, hop, own);
}

/** What leave to pass tags asks for; a source identity is looked at with the needs that carry it. */
function leaveToTag(chain: Chain): (hop: number, need: Literal) => Formula {
  return (hop, need) => {
    const isCarried = need.atom.kind === 'CONTEXT' && isSourceIdentity(need.atom.key);
    return isCarried ? { kind: 'LITERAL', literal: { ...need, hop } } : placeNeed(chain, 'NONE', hop, need);
  };
}

/** The session that the path starts with answers as far as it is described. */
function placeFirst(chain: Chain, need: Literal): Formula {
  const { session } = chain.start;
  const { atom, isNegated } = need;
  const open: Formula = { kind: 'LITERAL', literal: need };
  if (atom.kind === 'SESSION') {
    if (session.name === undefined) return open;
    return (session.name === atom.name) === isNegated ? FALSE : TRUE;
  }
  if (atom.kind !== 'CONTEXT') return open;
  const key = atom.key.toLowerCase();
  if (key === MFA_PRESENT && session.mfa !== undefined) return multiFactorAt(need, session.mfa);
  if (key === PROVIDER && session.provider !== undefined) {
    return assume(need, session.provider === null ? null : [session.provider]);
  }
  const tagKey = principalTagKey(key);
  const tag = tagKey === null ? undefined : find(session.tags ?? [], tagKey);
  return tag === undefined ? open : assume(need, [tag.value]);
}

/** Without MFA the key is `false` or, with long-term keys, not there; where that matters the need stays. */
function multiFactorAt(need: Literal, isPresent: boolean): Formula {
  if (isPresent) return assume(need, ['true']);
  const either = [assume(need, ['false']), assume(need, null)];
  return and(either).kind === 'TRUE' || or(either).kind === 'FALSE' ? and(either) : { kind: 'LITERAL', literal: need };
}

/**
 * The caller is the session that the hop before made. It never has MFA.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
function placeLater(chain: Chain, hop: number, need: Literal): Formula {
  const { atom } = need;
  const before = hop - 1;
  if (atom.kind === 'SESSION') return sessionNameAt(before, need, atom.name);
  if (atom.kind !== 'CONTEXT') return { kind: 'LITERAL', literal: need };
  const key = atom.key.toLowerCase();
  if (key === MFA_PRESENT || key === MFA_AGE) return assume(need, null);
  if (key === 'aws:userid') return userIdAt(before, need, chain.hops[before]?.roleId);
  const tagKey = principalTagKey(atom.key);
  if (tagKey !== null) return principalTagAt(chain, before, need, { tagKey, place: leaveToTag(chain) });
  if (key === PROVIDER || isClaim(key)) return federationAt(chain, before, need);
  return { kind: 'LITERAL', literal: need };
}

/**
 * A session that federation made knows its provider and keeps the claims that it was made with; one that sts:AssumeRole made has neither.
 * Which claims a session keeps differs by provider, so that all are kept is `likely`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-federatedprovider
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
function federationAt(chain: Chain, before: number, need: Literal): Formula {
  const { atom, isNegated } = need;
  const made = chain.hops[before];
  if (atom.kind !== 'CONTEXT' || made === undefined) return { kind: 'LITERAL', literal: need };
  if (!/^sts:AssumeRoleWith(?:SAML|WebIdentity)$/i.test(made.action)) return assume(need, null);
  if (atom.key.toLowerCase() !== PROVIDER) return literal(atom, isNegated, before);
  return made.provider === undefined ? { kind: 'LITERAL', literal: need } : assume(need, [made.provider]);
}

/** A key of an identity provider: `saml:…`, or one named by the provider's host. */
function isClaim(key: string): boolean {
  return key.startsWith('saml:') || /^[^:]*\.[^:]*:/.test(key);
}

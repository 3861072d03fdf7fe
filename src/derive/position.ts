import type { Needs } from '../iam/decision.js';
import type { Formula } from '../policy/model.js';
import { and, judge, or, TRUE } from '../policy/needs/index.js';
import { domainAt, type KnownDomain } from './position/domains.js';
import type { Chain, HopFacts, StartFacts } from './position/facts.js';
import { formulaOf } from './position/leave.js';
import { placeNeed } from './position/place.js';
import { isSourceIdentity, type Origin, originHolds, originsOf, setOnce } from './position/sourceIdentity.js';
import { passedOnce, principalTagKey } from './position/tags.js';

export type { HopFacts, Leave, StartFacts } from './position/facts.js';

/** What a chain of hops comes to. Needs are null when it is ALLOWED. */
export interface Combined {
  readonly decision: 'ALLOWED' | 'CONDITIONAL';
  readonly needs: Needs | null;
}

/**
 * The conjunction of the needs of hops, each in its position: what a hop needs must be possible for the session that the hop before gave.
 * Null when that cannot be. Each need names the hop whose request creates what it asks for, so that a hop may need something of an earlier
 * one. What is not known of a chain stays a need. `known` says what a key can be, where the caller knows more than its position does.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function combineHops(
  hops: readonly HopFacts[],
  start: StartFacts,
  known: KnownDomain = () => null,
): Combined | null {
  const chain: Chain = { hops, start };
  const isCut = hops.some(({ needs }) => needs?.truncated === true);
  const { verdict, needs } = judgeChain(chain, known);
  if (verdict === 'TRUE') return { decision: 'ALLOWED', needs: null };
  if (verdict === 'OPEN' && needs !== null) {
    return { decision: 'CONDITIONAL', needs: { ...needs, truncated: needs.truncated || isCut } };
  }
  return isCut && judgeChain({ start, hops: hops.map(openWhereCut) }, known).verdict !== 'FALSE'
    ? { decision: 'CONDITIONAL', needs: { alternatives: [], truncated: true } }
    : null;
}

function judgeChain(chain: Chain, known: KnownDomain): ReturnType<typeof judge> {
  const assuming = and([
    ...(mentionsSourceIdentity(chain) ? [setOnce(chain)] : []),
    ...principalTagKeysOf(chain).map((tagKey) => passedOnce(chain, tagKey)),
  ]);
  return judge(formulaOfChain(chain), (literal) => domainAt(chain, literal, known), assuming);
}

/** Alternatives that are not shown might hold where those that are shown do not. */
function openWhereCut(hop: HopFacts): HopFacts {
  return hop.needs?.truncated === true ? { ...hop, needs: null } : hop;
}

function formulaOfChain(chain: Chain): Formula {
  if (!mentionsSourceIdentity(chain)) return hopsHold(chain, 0);
  return or(originsOf(chain).map((origin) => and([originHolds(chain, origin), hopsHold(chain, origin)])));
}

function hopsHold(chain: Chain, origin: Origin): Formula {
  return and(
    chain.hops.map(({ needs }, hop) =>
      needs === null ? TRUE : formulaOf(needs, (need) => placeNeed(chain, origin, hop, need)),
    ),
  );
}

function mentionsSourceIdentity(chain: Chain): boolean {
  return typeof chain.start.session.sourceIdentity === 'string' || keysOf(chain).some(isSourceIdentity);
}

/** Tags that a later hop asks its caller for. */
function principalTagKeysOf(chain: Chain): readonly string[] {
  const tagKeys = keysOf(chain, 1).flatMap((key) => principalTagKey(key) ?? []);
  return [...new Map(tagKeys.map((tagKey) => [tagKey.toLowerCase(), tagKey])).values()];
}

function keysOf({ hops }: Chain, first = 0): readonly string[] {
  return hops
    .slice(first)
    .flatMap(({ needs }) => needs?.alternatives ?? [])
    .flatMap(({ all }) => all.flatMap(({ key }) => key ?? []));
}

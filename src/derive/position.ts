import type { Needs } from '../iam/decision.js';
import type { Formula } from '../policy/model.js';
import { and, judge, TRUE } from '../policy/needs/index.js';
import { domainAt, type KnownDomain } from './position/domains.js';
import type { Chain, HopFacts, StartFacts } from './position/facts.js';
import { formulaOf } from './position/leave.js';
import { placeNeed } from './position/place.js';
import { isSourceIdentity, fromAnyOrigin, type Origin, setOnce } from './position/sourceIdentity.js';
import { carriedStay, passedOnce, principalTagKey, requestTagKey } from './position/tags.js';

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
    carriedStay(chain),
    ...tagKeysOf(chain).map((tagKey) => passedOnce(chain, tagKey)),
  ]);
  return judge(formulaOfChain(chain), (literal) => domainAt(chain, literal, known), assuming);
}

/** Alternatives that are not shown might hold where those that are shown do not. */
function openWhereCut(hop: HopFacts): HopFacts {
  return hop.needs?.truncated === true ? { ...hop, needs: null } : hop;
}

function formulaOfChain(chain: Chain): Formula {
  const all = [...chain.hops.keys()];
  const carrying = new Set(all.filter((hop) => keysOf(chain.hops.slice(hop, hop + 1)).some(isSourceIdentity)));
  const others = all.filter((hop) => !carrying.has(hop));
  const plain = hopsHold(chain, others, 'NONE');
  if (!mentionsSourceIdentity(chain)) return plain;
  return and([plain, fromAnyOrigin(chain, (origin) => hopsHold(chain, [...carrying], origin))]);
}

function hopsHold(chain: Chain, hops: readonly number[], origin: Origin): Formula {
  return and(
    hops.map((hop) => {
      const needs = chain.hops[hop]?.needs ?? null;
      return needs === null ? TRUE : formulaOf(needs, (need) => placeNeed(chain, origin, hop, need));
    }),
  );
}

function mentionsSourceIdentity(chain: Chain): boolean {
  return typeof chain.start.session.sourceIdentity === 'string' || keysOf(chain.hops).some(isSourceIdentity);
}

/** Tags that hops ask to be passed, or that later hops ask their caller for. */
function tagKeysOf({ hops }: Chain): readonly string[] {
  const passed = keysOf(hops).flatMap((key) => requestTagKey(key) ?? []);
  const carried = keysOf(hops.slice(1)).flatMap((key) => principalTagKey(key) ?? []);
  return [...new Map([...passed, ...carried].map((tagKey) => [tagKey.toLowerCase(), tagKey])).values()];
}

function keysOf(hops: readonly HopFacts[]): readonly string[] {
  return hops
    .flatMap(({ needs }) => needs?.alternatives ?? [])
    .flatMap(({ all }) => all.flatMap(({ key }) => key ?? []));
}

import type { Needs } from '../iam/decision.js';
import type { Formula, Literal } from '../policy/model.js';
import { and, judge, TRUE } from '../policy/needs/index.js';
import { domainAt, type KnownDomain } from './position/domains.js';
import type { Chain, HopFacts, StartFacts } from './position/facts.js';
import { formulaOf, mapLiterals } from './position/leave.js';
import { placeNeed } from './position/place.js';
import { isSourceIdentity, fromAnyOrigin, type Origin, setOnce } from './position/sourceIdentity.js';
import { carriedStay, passedOnce, principalTagKey, requestTagKey } from './position/tags.js';

export type { HopFacts, Leave, StartFacts } from './position/facts.js';

/** What a chain of hops comes to. Needs are null when it is ALLOWED. */
export interface Combined {
  readonly decision: 'ALLOWED' | 'CONDITIONAL';
  readonly needs: Needs | null;
}

/** What is known along a chain beyond what the position of each hop says. */
export interface KnownAlong {
  /** What a key can be at its hop. */
  readonly domain: KnownDomain;
  /** What a condition on a key comes to where the request's value is known; the condition itself where it is not. */
  readonly settle: (literal: Literal) => Formula;
  /** What is said of the session that makes each hop's request. It stands wherever the position can be so. */
  readonly said: readonly (Needs | null)[];
}

const NOTHING_KNOWN: KnownAlong = {
  domain: () => null,
  settle: (literal) => ({ kind: 'LITERAL', literal }),
  said: [],
};

/**
 * The conjunction of the needs of hops, each in its position: what a hop needs must be possible for the session that the hop before gave.
 * Null when that cannot be. Each need names the hop whose request creates what it asks for, so that a hop may need something of an earlier
 * one. What is not known of a chain stays a need.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function combineHops(
  hops: readonly HopFacts[],
  start: StartFacts,
  known: KnownAlong = NOTHING_KNOWN,
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

function judgeChain(chain: Chain, known: KnownAlong): ReturnType<typeof judge> {
  return judgeIn(chain, known, formulaOfChain(chain), and([lawsOf(chain), saidOf(chain, known)]));
}

function judgeIn(chain: Chain, known: KnownAlong, formula: Formula, assuming: Formula): ReturnType<typeof judge> {
  return judge(
    mapLiterals(formula, known.settle),
    (literal) => domainAt(chain, literal, known.domain),
    mapLiterals(assuming, known.settle),
  );
}

/** What holds of any chain that AWS does not refuse whatever the policies say. */
function lawsOf(chain: Chain): Formula {
  return and([
    ...(mentionsSourceIdentity(chain) ? [setOnce(chain)] : []),
    carriedStay(chain),
    ...tagKeysOf(chain).map((tagKey) => passedOnce(chain, tagKey)),
  ]);
}

/** What is said of the sessions on the way, hop by hop, but for what cannot be so. */
function saidOf(chain: Chain, known: KnownAlong): Formula {
  let assumed: Formula = TRUE;
  for (const [hop, needs] of known.said.entries()) {
    if (needs === null) continue;
    const only: Chain = {
      ...chain,
      hops: chain.hops.map((each, index) => ({ ...each, needs: index === hop ? needs : null })),
    };
    const more = and([assumed, lawsOf(only), formulaOfChain(only)]);
    if (judgeIn(only, known, more, TRUE).verdict !== 'FALSE') assumed = more;
  }
  return assumed;
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
  const carried = fromAnyOrigin(
    chain,
    (origin) => hopsHold(chain, [...carrying], origin),
    (origin) => (hop, need) => placeNeed(chain, origin, hop, need),
  );
  return and([plain, carried]);
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
  const passed = keysOf(hops.filter(({ entersNobody }) => entersNobody !== true)).flatMap(
    (key) => requestTagKey(key) ?? [],
  );
  const carried = keysOf(hops.slice(1)).flatMap((key) => principalTagKey(key) ?? []);
  return [...new Map([...passed, ...carried].map((tagKey) => [tagKey.toLowerCase(), tagKey])).values()];
}

function keysOf(hops: readonly HopFacts[]): readonly string[] {
  return hops
    .flatMap(({ needs }) => needs?.alternatives ?? [])
    .flatMap(({ all }) => all.flatMap(({ key }) => key ?? []));
}

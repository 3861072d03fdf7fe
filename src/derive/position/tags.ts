import type { Tag } from '../../iam/snapshot.js';
import type { Formula, Literal } from '../../policy/model.js';
import { and, assume, literal, not, or, TRUE } from '../../policy/needs/index.js';
import { entering, type Chain } from './facts.js';
import { leaveOf, type Place } from './leave.js';

/**
 * A principal tag of the session that hop `made` created: inherited from an earlier session as a transitive tag, which overrides all else;
 * or passed at that hop; or the role's own.
 * That inherited tags need no sts:TagSession at the hops between is `likely`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_role-chaining
 */
export function principalTagAt(
  chain: Chain,
  made: number,
  condition: Literal,
  { tagKey, place }: { readonly tagKey: string; readonly place: Place },
): Formula {
  const { session } = chain.start;
  const isCarried = (session.transitiveTagKeys ?? []).some((key) => sameKey(key, tagKey));
  const carried = isCarried ? find(session.tags ?? [], tagKey) : undefined;
  if (carried !== undefined) return assume(condition, [carried.value]);
  const inherited: Formula[] = [];
  const notInherited: Formula[] = [];
  for (let hop = 0; hop < made; hop++) {
    const travels = and([passed(chain, hop, tagKey, place), transitive(hop, tagKey)]);
    inherited.push(and([...notInherited, travels, requestTag(hop, condition, tagKey)]));
    notInherited.push(or([absent(chain, hop, tagKey), not(transitive(hop, tagKey))]));
  }
  const own = ownTag(chain, made, condition, tagKey);
  const here = or([
    and([passed(chain, made, tagKey, place), requestTag(made, condition, tagKey)]),
    and([absent(chain, made, tagKey), own]),
  ]);
  return or([...inherited, and([...notInherited, here])]);
}

/**
 * What holds of any chain that AWS does not refuse whatever the policies say: a tag that is inherited is not passed again.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_role-chaining
 */
export function passedOnce(chain: Chain, tagKey: string): Formula {
  const rules: Formula[] = [];
  for (const later of entering(chain)) {
    for (let hop = 0; hop < later; hop++) {
      const isPassed = [presence(hop, tagKey, 'true'), not(transitive(hop, tagKey)), presence(later, tagKey, 'true')];
      rules.push(or(isPassed));
    }
  }
  return and(rules);
}

/** The same of the transitive tags that the start is described with: no hop passes them again. */
export function carriedStay(chain: Chain): Formula {
  const tagKeys = chain.start.session.transitiveTagKeys ?? [];
  return and(tagKeys.flatMap((tagKey) => entering(chain).map((hop) => presence(hop, tagKey, 'true'))));
}

/** `Key` of `aws:PrincipalTag/Key`, or null. */
export function principalTagKey(key: string): string | null {
  return behind('aws:principaltag/', key);
}

/** `Key` of `aws:RequestTag/Key`, or null. */
export function requestTagKey(key: string): string | null {
  return behind('aws:requesttag/', key);
}

/** The tag of a session whose tags are known: none of that key where they are complete, undefined where they are not described. */
export function find(tags: readonly Tag[], tagKey: string): Tag | undefined {
  return tags.find((tag) => sameKey(tag.key, tagKey));
}

function behind(prefix: string, key: string): string | null {
  return key.toLowerCase().startsWith(prefix) ? key.slice(prefix.length) : null;
}

function sameKey(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function ownTag(chain: Chain, made: number, condition: Literal, tagKey: string): Formula {
  const tags = chain.hops[made]?.roleTags;
  if (tags === undefined) return { kind: 'LITERAL', literal: { ...condition, hop: made + 1 } };
  const own = find(tags, tagKey);
  return assume(condition, own === undefined ? null : [own.value]);
}

function passed(chain: Chain, hop: number, tagKey: string, place: Place): Formula {
  return and([presence(hop, tagKey, 'false'), leaveOf(chain.hops[hop]?.tagSession, hop, place)]);
}

/** What may not be passed is not there. */
function absent(chain: Chain, hop: number, tagKey: string): Formula {
  return chain.hops[hop]?.tagSession === 'DENIED' ? TRUE : presence(hop, tagKey, 'true');
}

function presence(hop: number, tagKey: string, isAbsent: 'true' | 'false'): Formula {
  const key = `aws:RequestTag/${tagKey}`;
  return literal({ kind: 'CONTEXT', key, operator: 'Null', values: [isAbsent], statement: null }, false, hop);
}

function transitive(hop: number, tagKey: string): Formula {
  const operator = 'ForAnyValue:StringEquals';
  return literal(
    { kind: 'CONTEXT', key: 'sts:TransitiveTagKeys', operator, values: [tagKey], statement: null },
    false,
    hop,
  );
}

function requestTag(hop: number, condition: Literal, tagKey: string): Formula {
  const { atom, isNegated } = condition;
  if (atom.kind !== 'CONTEXT') return { kind: 'LITERAL', literal: condition };
  return literal({ ...atom, key: `aws:RequestTag/${tagKey}` }, isNegated, hop);
}

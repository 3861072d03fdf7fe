import type { Decision, Needs } from '../../iam/decision.js';
import { bringsOf } from './brings.js';
import type { Candidate, Input } from './input.js';
import { canBring } from './makers.js';
import { type Found, type Search, unique } from './search.js';

const MOST_ALTERNATIVES = 8;

/**
 * The alternatives of needs with values that meet them, beside what was chosen, where nothing of it can be left out. One that turns on a
 * document that nobody has read, or on a key that nobody can bring, is none.
 */
export function waysToMeet(
  search: Search,
  input: Input,
  chosen: Found,
  needs: Needs | null,
  isTurned: (decision: Decision) => boolean,
): readonly Found[] {
  const { bounds } = search;
  const alternatives = (needs?.alternatives ?? []).filter(
    ({ all, unread }) => unread.length === 0 && all.every(({ key }) => canBring(key)),
  );
  if (needs?.truncated === true || alternatives.length > MOST_ALTERNATIVES) bounds.isBounded = true;
  const turns = (found: Found): boolean => isTurned(search.decisionWith(input, found));
  const ways = alternatives.slice(0, MOST_ALTERNATIVES).flatMap((alternative): readonly Found[] => {
    const brings = bringsOf(alternative);
    if (brings === null || bounds.left <= 0) {
      bounds.isBounded = true;
      return [];
    }
    let kept = brings;
    for (const bring of brings) {
      const fewer = without(kept, bring);
      if (turns([...chosen, ...fewer])) kept = fewer;
    }
    const all = [...chosen, ...kept];
    return kept.length > 0 && turns(all) && all.every((part) => !turns(without(all, part))) ? [all] : [];
  });
  return unique(ways);
}

function without(found: Found, part: Candidate): Found {
  return found.filter((each) => each !== part);
}

import type { Decision } from '../../iam/decision.js';
import type { Bounds } from './search.js';

const MOST_OPTIONAL = 20;
const MOST_TOGETHER = 4;

/**
 * Every smallest set of items that turns a decision, where more items never turn it back. Items without which all the others do not turn it
 * are in every set; one that leaves the decision of all the others as it is, and has no alternative, is in none where the rest suffices.
 * `decide` counts `bounds` down; where they end, or more items would have to be put together than are tried, that is noted there.
 */
export function smallestSets<Item>(
  items: readonly Item[],
  decide: (chosen: readonly Item[]) => Decision,
  isTurned: (decision: Decision) => boolean,
  hasAlternative: (item: Item) => boolean,
  bounds: Bounds,
): readonly (readonly Item[])[] {
  const best = decide(items);
  if (!isTurned(best)) return [];
  const essential: Item[] = [];
  const relevant: Item[] = [];
  const others: Item[] = [];
  for (const item of items) {
    if (bounds.left <= 0) {
      bounds.isBounded = true;
      return [];
    }
    const without = decide(items.filter((each) => each !== item));
    if (!isTurned(without)) essential.push(item);
    else if (without !== best || hasAlternative(item)) relevant.push(item);
    else others.push(item);
  }
  if (isTurned(decide(essential))) return [essential];
  const isEnough = others.length === 0 || isTurned(decide([...essential, ...relevant]));
  const optional = isEnough ? relevant : [...relevant, ...others];
  if (optional.length > MOST_OPTIONAL) bounds.isBounded = true;
  const found: (readonly Item[])[] = [];
  const considered = optional.slice(0, MOST_OPTIONAL);
  for (let size = 1; size <= Math.min(considered.length, MOST_TOGETHER + 1); size++) {
    for (const chosen of combinations(considered, size)) {
      if (found.some((smaller) => smaller.every((item) => chosen.includes(item)))) continue;
      if (bounds.left <= 0 || size > MOST_TOGETHER) {
        bounds.isBounded = true;
        return found.map((set) => [...essential, ...set]);
      }
      if (isTurned(decide([...essential, ...chosen]))) found.push(chosen);
    }
  }
  return found.map((set) => [...essential, ...set]);
}

function* combinations<Item>(items: readonly Item[], size: number, from = 0): Generator<readonly Item[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index + size <= items.length; index++) {
    for (const rest of combinations(items, size - 1, index + 1)) yield [items[index] as Item, ...rest];
  }
}

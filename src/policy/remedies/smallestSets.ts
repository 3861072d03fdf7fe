/** At most so many sets are tried. */
const MOST_TRIES = 300;
/** Every set up to this size is tried. */
const WHOLE_SIZE = 2;

/**
 * The smallest sets of changes that turn an answer: every one of up to two changes, then, where there is none of those, one of which no
 * part can be left out. None contains another. `turns` decides; it is asked at most 300 times, so that a larger search ends early.
 */
export function smallestSets<Change>(
  changes: readonly Change[],
  turns: (set: readonly Change[]) => boolean,
): readonly (readonly Change[])[] {
  const found: (readonly number[])[] = [];
  let tries = 0;
  const isTurned = (set: readonly number[]): boolean =>
    tries++ < MOST_TRIES && turns(set.flatMap((index) => changes[index] ?? []));
  for (let size = 1; size <= WHOLE_SIZE; size++) {
    for (const set of setsOf(changes.length, size)) {
      if (found.some((known) => known.every((index) => set.includes(index)))) continue;
      if (isTurned(set)) found.push(set);
    }
  }
  if (found.length === 0) {
    const whole = [...changes.keys()];
    if (whole.length > WHOLE_SIZE && isTurned(whole)) found.push(reduce(whole, isTurned));
  }
  return found.map((set) => set.flatMap((index) => changes[index] ?? []));
}

function* setsOf(count: number, size: number, from = 0): Generator<readonly number[], void, void> {
  if (size === 0) return yield [];
  for (let first = from; first < count; first++) {
    for (const rest of setsOf(count, size - 1, first + 1)) yield [first, ...rest];
  }
}

/** Leaves out what can be left out, the last first. */
function reduce(set: readonly number[], isTurned: (set: readonly number[]) => boolean): readonly number[] {
  let left = set;
  for (const index of set.toReversed()) {
    const without = left.filter((one) => one !== index);
    if (isTurned(without)) left = without;
  }
  return left;
}

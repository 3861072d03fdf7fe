/** AWS nests a policy five deep, and a case a policy three. */
export const DEEPEST = 32;

/**
 * Whether a value is nested deeper than any that is right. Level by level, so that no nesting, and no cycle of a caller's objects, is too
 * deep to be measured.
 */
export function isTooDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? (Object.values(each) as unknown[]) : [],
    );
  }
  return false;
}

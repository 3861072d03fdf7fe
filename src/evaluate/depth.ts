/** AWS nests a policy five deep, and a case a policy three. */
export const DEEPEST = 32;

/**
 * Why a value of a caller is no JSON that could be right, null where it can be. Level by level and each object once, so that no nesting, no
 * cycle and no object that stands in many places is too much to be looked at.
 */
export function whyNoJson(value: unknown): 'TOO_DEEP' | 'NOT_JSON' | null {
  let level: ReadonlySet<unknown> = new Set([value]);
  for (let depth = 0; level.size > 0; depth++) {
    if (depth > DEEPEST) return 'TOO_DEEP';
    const next = new Set<unknown>();
    for (const each of level) {
      if (typeof each === 'bigint' || typeof each === 'symbol' || typeof each === 'function') return 'NOT_JSON';
      if (typeof each !== 'object' || each === null) continue;
      for (const part of Object.values(each) as unknown[]) if (!isPlain(part)) next.add(part);
    }
    level = next;
  }
  return null;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null;
}

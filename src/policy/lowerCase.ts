const known = new Map<string, string>();
const KNOWN = 4096;
const LONGEST = 256;

/** An action or key in lower case: one object for all that write it so, which is found and compared sooner than equal ones. */
export function lowerCaseOf(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  const lower = text.toLowerCase();
  if (text.length > LONGEST) return lower;
  const shared = known.get(lower) ?? lower;
  if (known.size >= KNOWN) known.clear();
  known.set(lower, shared).set(text, shared);
  return shared;
}

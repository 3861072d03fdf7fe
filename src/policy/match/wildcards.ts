import { ANY_ONE, ANY_RUN, compileGlob, type Glob, parseGlob } from './condition/glob.js';

const COLON = 58;
const STAR = 42;

/** Whether the whole text matches. */
export type TextMatcher = (text: string) => boolean;

/**
 * The matcher of a Resource pattern. A `*` that ends one of the first five parts of an ARN may run over colons, other wildcards stay in
 * their part; in the sixth they match anything. Missing parts are wildcards: `arn:aws:sqs` is every queue. Where a `*` can stand for them too,
 * as in `arn:aws:sqs:*:queue`, either reading suffices (`likely`).
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function compileResourcePattern(pattern: string): TextMatcher {
  if (pattern === '*') return () => true;
  const parts = pattern.split(':');
  if (parts.length >= 6 || parts[0] !== 'arn') return compileWhole(pattern);
  const completed = compileWhole(`${pattern}:*`);
  if (!pattern.includes('*')) return completed;
  const written = compileWhole(pattern);
  return (text) => completed(text) || written(text);
}

function compileWhole(whole: string): TextMatcher {
  if (!/[*?$]/.test(whole)) return (text) => text === whole;
  const glob = parseGlob(whole, { wildcards: true });
  const narrow = narrowTokens(glob);
  return narrow.includes(true) ? (text) => matchInParts(glob, narrow, text) : compileGlob(glob);
}

/** The wildcards in the first five parts that have to stay in their part. */
function narrowTokens(glob: Glob): readonly boolean[] {
  let colons = 0;
  return glob.tokens.map((token, index) => {
    if (token === COLON) colons++;
    if (colons >= 5) return false;
    if (token === ANY_ONE) return true;
    const next = glob.tokens[index + 1];
    return token === ANY_RUN && next !== undefined && next !== COLON;
  });
}

/** All places in the pattern at once, so that the time is the product of the two lengths and never more. */
function matchInParts({ tokens }: Glob, narrow: readonly boolean[], text: string): boolean {
  let places = new Set<number>();
  reach(0, places);
  for (const character of text) {
    const point = character.codePointAt(0) ?? STAR;
    const next = new Set<number>();
    for (const place of places) {
      const token = tokens[place];
      if (token === undefined) continue;
      const isHeld = point === COLON && narrow[place] === true;
      if (token === ANY_RUN) {
        if (!isHeld) reach(place, next);
      } else if (token === point || (token === ANY_ONE && !isHeld)) reach(place + 1, next);
    }
    if (next.size === 0) return false;
    places = next;
  }
  return places.has(tokens.length);

  function reach(place: number, into: Set<number>): void {
    into.add(place);
    if (tokens[place] === ANY_RUN) reach(place + 1, into);
  }
}

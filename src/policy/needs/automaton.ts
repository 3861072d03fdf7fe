import { ANY_ONE, ANY_RUN, foldCase, type Glob } from '../match/condition/glob.js';

/** Any one character but a colon. */
export const ANY_ONE_IN_PART = -3;
/** Any run of characters without a colon. */
export const ANY_RUN_IN_PART = -4;

const COLON = 58;
/** Characters that stand for "any other", the first that no pattern mentions is taken. */
const OTHERS = 'xyzw0123456789abcdefghijklmnopqrstuv';

interface State {
  /** Places in the patterns, sorted: a pattern's offset and the token that comes next. */
  readonly places: readonly number[];
  readonly text: string;
}

/**
 * One shortest text for each set of patterns that some text matches exactly, and the empty text: every way in which texts can differ
 * before these patterns. Null when there are more than `limit` states.
 * The patterns run side by side as one automaton; only the characters that the live places wait for, and one other, are tried.
 */
export function witnessTexts(globs: readonly Glob[], limit: number): readonly string[] | null {
  const table = layOut(globs);
  const other = otherCharacter(globs);
  const start: State = { places: close(table, table.starts), text: '' };
  const seen = new Set([start.places.join()]);
  const found = new Map<string, string>();
  const queue: State[] = [start];
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at] as State;
    for (const point of alphabet(table, state.places, other)) {
      const places = step(table, state.places, point);
      const text = state.text + String.fromCodePoint(point);
      const accepted = places.filter((place) => table.tokens[place] === undefined).join();
      if (!found.has(accepted)) found.set(accepted, text);
      const key = places.join();
      if (seen.has(key)) continue;
      if (seen.size >= limit) return null;
      seen.add(key);
      queue.push({ places, text });
    }
  }
  return ['', ...found.values()];
}

interface Table {
  /** The tokens of all patterns one after another; undefined marks the end of each. */
  readonly tokens: readonly (number | undefined)[];
  readonly ignoresCase: readonly boolean[];
  readonly starts: readonly number[];
  /** For each place the first of its pattern. */
  readonly owner: readonly number[];
}

function layOut(globs: readonly Glob[]): Table {
  const tokens: (number | undefined)[] = [];
  const ignoresCase: boolean[] = [];
  const starts: number[] = [];
  const owner: number[] = [];
  for (const glob of globs) {
    const start = tokens.length;
    starts.push(start);
    for (const token of [...glob.tokens, undefined]) {
      tokens.push(token);
      ignoresCase.push(glob.ignoresCase);
      owner.push(start);
    }
  }
  return { tokens, ignoresCase, starts, owner };
}

/** A run may be empty, so the place behind it is live too. Behind a free run no earlier place of the pattern can match more. */
function close(table: Table, places: Iterable<number>): number[] {
  const live = new Set<number>();
  for (const first of places) {
    for (let place = first; !live.has(place); place++) {
      live.add(place);
      const token = table.tokens[place];
      if (token !== ANY_RUN && token !== ANY_RUN_IN_PART) break;
    }
  }
  const sorted = [...live].toSorted((left, right) => left - right);
  const lastRun = new Map<number, number>();
  for (const place of sorted) {
    if (table.tokens[place] === ANY_RUN) lastRun.set(table.owner[place] ?? 0, place);
  }
  return sorted.filter((place) => place >= (lastRun.get(table.owner[place] ?? 0) ?? 0));
}

function step(table: Table, places: readonly number[], point: number): number[] {
  const next: number[] = [];
  for (const place of places) {
    const token = table.tokens[place];
    if (token === undefined) continue;
    if (token === ANY_RUN || (token === ANY_RUN_IN_PART && point !== COLON)) next.push(place);
    else if (token === ANY_ONE || (token === ANY_ONE_IN_PART && point !== COLON)) next.push(place + 1);
    else if (token === (table.ignoresCase[place] === true ? foldCase(point) : point)) next.push(place + 1);
  }
  return close(table, next);
}

function alphabet(table: Table, places: readonly number[], other: number): Set<number> {
  const points = new Set([other]);
  for (const place of places) {
    const token = table.tokens[place];
    if (token === ANY_ONE_IN_PART || token === ANY_RUN_IN_PART) points.add(COLON);
    else if (token !== undefined && token >= 0) {
      points.add(token);
      if (table.ignoresCase[place] === true) points.add(upperCase(token));
    }
  }
  return points;
}

/** The other character that folds to this one, or itself. */
function upperCase(point: number): number {
  const upper = String.fromCodePoint(point).toUpperCase().codePointAt(0) ?? point;
  return foldCase(upper) === point ? upper : point;
}

function otherCharacter(globs: readonly Glob[]): number {
  const used = new Set(globs.flatMap((glob) => glob.tokens));
  for (const character of OTHERS) {
    const point = character.charCodeAt(0);
    if (!used.has(point)) return point;
  }
  let point = 0x4e00;
  while (used.has(point)) point++;
  return point;
}

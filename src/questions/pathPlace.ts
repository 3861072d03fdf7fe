import type { FoundPath } from '../graph/paths.js';
import { badInput } from './badInput.js';
import { MOST_ROWS } from './page.js';
import { pathKey } from './path.js';

/** Where a page of paths ended: so many of the answer's paths before, the last of them this one. */
export interface PathPlace {
  readonly index: number;
  readonly key: string;
}

/** A place in the order of paths, so that a page need not search beyond itself. */
export function placeKey(index: number, path: FoundPath<unknown>): string {
  return `${index} ${pathKey(path)}`;
}

/** The place that a cursor names; null without one. Errors: BAD_USER_INPUT for what is no place. */
export function readPlace(key: string | null): PathPlace | null {
  if (key === null) return null;
  const index = Number(key.slice(0, key.indexOf(' ')));
  if (!Number.isInteger(index) || index < 0 || index >= MOST_ROWS) throw badInput('after', 'the cursor names no path');
  return { index, key };
}

/** The index of the first path of the page after this place. Errors: BAD_USER_INPUT where the answer has no such path. */
export function firstAfter(place: PathPlace | null, rows: readonly FoundPath<unknown>[]): number {
  if (place === null) return 0;
  const last = rows[place.index];
  if (last === undefined || placeKey(place.index, last) !== place.key) {
    throw badInput('after', 'the cursor names no path of this answer');
  }
  return place.index + 1;
}

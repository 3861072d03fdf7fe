import { arrive } from './arrive.js';
import { mightReach } from './mightReach.js';
import type { Arrival, RadiusSearch } from './radiusSearch.js';
import { searchMissing } from './searchMissing.js';

/** Who is in reach. */
export interface InReach {
  /** A path that holds in position to each node, its id first; the starts are left out. */
  readonly arrivals: ReadonlyMap<string, Arrival>;
  /** Who might be in reach as well, since the budget ended before that was known. Null: who they are is not known either. */
  readonly undecided: ReadonlySet<string> | null;
}

/**
 * Everybody to whom a path leads that holds in position, as `paths` judges it. Three steps, each only where the one before leaves it open:
 * go out keeping a few arrivals at each node, take everybody who might be reached at best, and look for those of the second that the first
 * lacks path by path.
 */
export async function findInReach(search: RadiusSearch): Promise<InReach> {
  const { query, call } = search;
  const { at, isUnsure } = await arrive(search);
  const inReach = (): ReadonlyMap<string, Arrival> => new Map([...at].filter(([node]) => !starts.has(node)));
  const starts = new Set(query.from);
  if (call.budget.isSpent) return { arrivals: inReach(), undecided: null };
  if (!isUnsure) return { arrivals: inReach(), undecided: new Set() };
  const possible = await mightReach(search);
  if (call.budget.isSpent) return { arrivals: inReach(), undecided: null };
  const missing = new Set([...possible.hops.keys()].filter((node) => !at.has(node) && !starts.has(node)));
  if (missing.size > 0) {
    for (const [node, arrival] of await searchMissing(search, possible, missing)) at.set(node, arrival);
  }
  return { arrivals: inReach(), undecided: call.budget.isSpent ? missing : new Set() };
}

import { groupBy } from '../../derive/groupBy.js';
import { present } from '../../lib/invariant.js';
import { strongestFirst, type Entry } from './entries.js';
import { strangerEntries, type StrangerEntry } from './strangers.js';
import type { Scene } from './scene.js';

/** How one outside account, or Anyone, gets into one role. */
export interface StrangerWays {
  readonly from: StrangerEntry['from'];
  /** Strongest first; at least one. */
  readonly entries: readonly [Entry, ...Entry[]];
}

/** Ways of strangers into roles, by stranger and role. */
export async function strangerWays(scene: Scene): Promise<readonly StrangerWays[]> {
  const all = await scene.once(strangerEntries);
  const groups = groupBy(all, ({ entry, from }) => JSON.stringify([entry.role.id, from?.account ?? null]));
  return [...groups.values()].map((group) => {
    const [first, ...others] = strongestFirst(group.map(({ entry }) => entry));
    const from = group[0]?.from ?? null;
    return { from, entries: [present(first, 'a group has an entry'), ...others] };
  });
}

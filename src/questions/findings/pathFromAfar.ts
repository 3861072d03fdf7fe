import { readGiven } from '../given.js';
import { pathsOf } from '../foundPath.js';
import type { Path } from '../path.js';
import { searchPaths } from '../pathSearch.js';
import { entryPath, type Entry } from './entries.js';
import type { Scene } from './scene.js';

const MOST_HOPS = 6;

/**
 * A shortest path into a role that starts with somebody who has credentials of his own (a user, an outside account, Anyone), since a role
 * alone is nobody. One that is ALLOWED stands before a shorter one that is not; where there is none, the entry itself.
 */
export async function pathFromAfar(
  scene: Scene,
  entry: Entry,
  isFrom: (account: string | null) => boolean,
): Promise<Path | null> {
  const { reader, call } = scene;
  const [users, accounts, anyone] = await Promise.all([
    scene.list('User'),
    scene.list('AccountPrincipal'),
    scene.list('Anyone'),
  ]);
  const from = [...[...users, ...accounts].filter(({ account }) => isFrom(account)), ...anyone].map(({ id }) => id);
  const query = { kinds: ['CAN_ASSUME'] as const, from, to: [entry.role.id], avoid: [], maxHops: MOST_HOPS };
  for (const decisions of [['ALLOWED'], ['ALLOWED', 'CONDITIONAL']] as const) {
    const searched = await searchPaths(reader, { query, stated: readGiven(null), limit: 1, decisions }, call);
    const [path] = await pathsOf(searched, searched.found, []);
    if (path !== undefined) return path;
  }
  return entryPath(scene, entry);
}

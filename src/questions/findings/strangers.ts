import type { PrincipalNode } from '../../graph/nodes.js';
import type { Belonging } from '../belonging.js';
import { belongings } from './accounts.js';
import { entriesOf, type Entry } from './entries.js';
import type { Scene } from './scene.js';

/** A way into a role for somebody who is not known to be ours. */
export interface StrangerEntry {
  readonly entry: Entry;
  /** Null: Anyone. */
  readonly from: { readonly account: string; readonly belonging: Exclude<Belonging, 'OURS'> } | null;
}

/** Whoever is outside, or may be, enters a role directly. */
export async function strangerEntries(scene: Scene): Promise<readonly StrangerEntry[]> {
  const belongingOf = await scene.once(belongings);
  const [accounts, users, roles, anyone] = await Promise.all([
    scene.list('AccountPrincipal'),
    scene.list('User'),
    scene.list('Role'),
    scene.list('Anyone'),
  ]);
  const outsiders = [...accounts, ...users, ...roles].filter(
    ({ account }) => account !== null && belongingOf(account) !== 'OURS',
  );
  const strangers: readonly PrincipalNode[] = [...outsiders, ...anyone];
  const entries = await entriesOf(scene, strangers, ['CAN_ASSUME']);
  return entries.flatMap((entry): readonly StrangerEntry[] => {
    const { account, label } = entry.principal;
    if (label === 'Anyone') return [{ entry, from: null }];
    if (account === null || account === entry.role.account) return [];
    const belonging = belongingOf(account);
    return belonging === 'OURS' ? [] : [{ entry, from: { account, belonging } }];
  });
}

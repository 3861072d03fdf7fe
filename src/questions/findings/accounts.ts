import type { NodeOf } from '../../graph/nodes.js';
import type { Scene } from './scene.js';

/** Accounts of the graph by number. */
export async function accountsById(scene: Scene): Promise<ReadonlyMap<string, NodeOf<'Account'>>> {
  return new Map((await scene.list('Account')).map((account) => [account.accountId, account]));
}

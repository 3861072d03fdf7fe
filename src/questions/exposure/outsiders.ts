import { nodeId } from '../../graph/ids.js';
import { isPrincipal, type NodeOf, type PrincipalNode } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import { type Belonging, belongingOf } from '../belonging.js';
import { listAll } from '../listAll.js';

/** Everybody to whom something can be exposed, and whose accounts are. */
export interface Outsiders {
  /** Anyone, services, and those of accounts that are not known to be ours. */
  readonly principals: readonly PrincipalNode[];
  readonly accounts: readonly NodeOf<'Account'>[];
  readonly belonging: (account: string) => Belonging;
}

/** Finds them by the accounts that are of no organisation of the graph. */
export async function findOutsiders(reader: GraphReader, call: Call): Promise<Outsiders> {
  const [accounts, organizations, strangers, anyone] = await Promise.all([
    listAll(reader, { labels: ['Account'] }, call),
    reader.list({ labels: ['Organization'] }, { first: 1, after: null }, call),
    listAll(reader, { labels: ['Service'] }, call),
    reader.nodes([nodeId.anyone], call),
  ]);
  const known = accounts.filter((node): node is NodeOf<'Account'> => node.label === 'Account');
  const byId = new Map(known.map((node) => [node.accountId, node]));
  const belonging = (account: string): Belonging =>
    belongingOf(byId.get(account) ?? null, organizations.totalCount > 0);
  const outside = known.map(({ accountId }) => accountId).filter((account) => belonging(account) !== 'OURS');
  const inside =
    outside.length === 0
      ? []
      : await listAll(reader, { labels: ['AccountPrincipal', 'User', 'Role', 'RootUser'], accounts: outside }, call);
  return {
    principals: [...anyone, ...inside, ...strangers].filter((node) => node !== null).filter(isPrincipal),
    accounts: known,
    belonging,
  };
}

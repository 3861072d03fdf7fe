import { nodeId } from '../graph/ids.js';
import type { GraphNode, NodeOf } from '../graph/nodes.js';
import type { Ask } from './ask.js';
import { nodesOf } from './atHand.js';
import { accountQuery, listNodes, type AccountFilter, type NodeConnection } from './listing.js';
import { cursorScope } from './cursor.js';
import { cutPage, type PageArguments } from './page.js';
import { related } from './facts.js';

const isAccount = (node: GraphNode): node is NodeOf<'Account'> => node.label === 'Account';

/** An account by its number, or null. */
export async function account(ask: Ask, id: string): Promise<NodeOf<'Account'> | null> {
  const [found] = await nodesOf(await ask.reader(), [nodeId.account(id)], ask.call);
  return found?.label === 'Account' ? found : null;
}

/** Accounts by ARN. */
export function accounts(
  ask: Ask,
  args: PageArguments & { readonly where?: AccountFilter | null },
): Promise<NodeConnection<NodeOf<'Account'>>> {
  return listNodes(ask, {
    name: 'accounts',
    parent: null,
    args: { where: args.where },
    query: accountQuery(args.where),
    isOne: isAccount,
    page: args,
  });
}

/** Accounts directly under a unit or root. */
export async function accountsOfUnit(
  ask: Ask,
  unit: NodeOf<'OrganizationalUnit'>,
  page: PageArguments,
): Promise<NodeConnection<NodeOf<'Account'>>> {
  const reader = await ask.reader();
  const all = (await related(ask, unit.id, 'CONTAINS', 'OUT')).filter(isAccount);
  const scope = cursorScope(reader, { name: 'OrganizationalUnit.accounts', parent: unit.id, args: {} });
  return { ...cutPage(all, (row) => row.id, scope, { ...page, standard: 50 }), totalCount: all.length };
}

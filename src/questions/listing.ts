import { PRINCIPAL_KIND, PRINCIPAL_OR_PERSON_LABELS, type GraphNode, type PrincipalKind } from '../graph/nodes.js';
import type { NodeQuery } from '../graph/store.js';
import type { Ask } from './ask.js';
import { badInput } from './badInput.js';
import { decodeCursor, cursorScope } from './cursor.js';
import { pageOf, pageSize, type Page, type PageArguments } from './page.js';

export type NodeConnection<Node extends GraphNode> = Page<Node> & { readonly totalCount: number };

/** Narrows principals; all that is given must hold. */
export interface PrincipalFilter {
  readonly kinds?: readonly PrincipalKind[] | null;
  readonly accounts?: readonly string[] | null;
  readonly organizationalUnit?: string | null;
  readonly arns?: readonly string[] | null;
  readonly text?: string | null;
  readonly tags?: readonly { readonly key: string; readonly values?: readonly string[] | null }[] | null;
}

/** Narrows accounts; all that is given must hold. */
export interface AccountFilter {
  readonly ids?: readonly string[] | null;
  readonly organizationalUnit?: string | null;
  readonly isInOrganization?: boolean | null;
  readonly isCollected?: boolean | null;
  readonly text?: string | null;
}

/** The store's query for principals. */
export function principalQuery(where: PrincipalFilter | null | undefined): NodeQuery {
  const kinds = where?.kinds;
  const labels = PRINCIPAL_OR_PERSON_LABELS.filter((label) => kinds?.includes(PRINCIPAL_KIND[label]) ?? true);
  return {
    labels,
    ...(where?.accounts ? { accounts: where.accounts } : {}),
    ...(where?.organizationalUnit ? { organizationalUnit: where.organizationalUnit } : {}),
    ...(where?.arns ? { arns: where.arns } : {}),
    ...(where?.text ? { text: where.text } : {}),
    ...(where?.tags ? { tags: where.tags.map(({ key, values }) => (values ? { key, values } : { key })) } : {}),
  };
}

/** The store's query for accounts. */
export function accountQuery(where: AccountFilter | null | undefined): NodeQuery {
  return {
    labels: ['Account'],
    ...(where?.ids ? { accounts: where.ids } : {}),
    ...(where?.organizationalUnit ? { organizationalUnit: where.organizationalUnit } : {}),
    ...(where?.text ? { text: where.text } : {}),
    ...(typeof where?.isInOrganization === 'boolean' ? { isInOrganization: where.isInOrganization } : {}),
    ...(typeof where?.isCollected === 'boolean' ? { isCollected: where.isCollected } : {}),
  };
}

/** A page of nodes in the order of the store. `name` and `parent` are what the cursors are bound to. */
export async function listNodes<Node extends GraphNode>(
  ask: Ask,
  listing: {
    readonly name: string;
    readonly parent: string | null;
    readonly args: object;
    readonly query: NodeQuery;
    readonly isOne: (node: GraphNode) => node is Node;
    readonly page: PageArguments;
  },
): Promise<NodeConnection<Node>> {
  const first = pageSize(listing.page.first, 50);
  const reader = await ask.reader();
  const scope = cursorScope(reader, listing);
  const after = decodeCursor(scope, listing.page.after);
  if (after !== null) {
    const [row] = await reader.nodes([after], ask.call);
    if (row === null || row === undefined) throw badInput('after', 'the cursor names no row of this listing');
  }
  const found = await reader.list(listing.query, { first, after }, ask.call);
  const rows = found.nodes.filter(listing.isOne);
  const stand = { hasNextPage: found.hasNextPage, hasPreviousPage: after !== null };
  return { ...pageOf(rows, (row) => row.id, scope, stand), totalCount: found.totalCount };
}

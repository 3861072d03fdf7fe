import type { GraphNode } from '../graph/nodes.js';
import type { Call, Lookups, NodeQuery } from '../graph/store.js';

const PAGE = 1000;

/** Every node of a listing, page by page. `each` sees each page and may end the listing. */
export async function listAll(
  reader: Lookups,
  query: NodeQuery,
  call: Call,
  each: (nodes: readonly GraphNode[]) => boolean = () => true,
): Promise<readonly GraphNode[]> {
  const found: GraphNode[] = [];
  let after: string | null = null;
  do {
    const page = await reader.list(query, { first: PAGE, after }, call);
    if (!each(page.nodes)) return found;
    found.push(...page.nodes);
    after = page.hasNextPage ? (page.nodes.at(-1)?.id ?? null) : null;
  } while (after !== null);
  return found;
}

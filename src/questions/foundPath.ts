import type { GraphNode } from '../graph/nodes.js';
import type { FoundPath } from '../graph/paths.js';
import { present } from '../lib/invariant.js';
import { completenessOf } from './completeness.js';
import type { Path } from './path.js';
import type { Verdict } from './pathSearch.js';

/** A found path with its nodes. */
export function pathOf(path: FoundPath<Verdict>, nodes: ReadonlyMap<string, GraphNode>): Path {
  const from = present(nodes.get(path.start), `${path.start} starts a path`);
  const hops = path.verdict?.hops ?? [];
  return {
    from,
    to: hops.at(-1)?.to ?? from,
    hops,
    decision: path.verdict?.decision ?? 'ALLOWED',
    needs: path.verdict?.needs ?? null,
    crossesAccounts: path.verdict?.crossesAccounts ?? false,
    gaps: completenessOf(hops.flatMap(({ gaps }) => gaps)).gaps,
  };
}

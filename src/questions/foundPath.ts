import type { GraphNode } from '../graph/nodes.js';
import type { FoundPath } from '../graph/paths.js';
import type { Json } from '../lib/json.js';
import { present } from '../lib/invariant.js';
import { isCrossAccount } from './assumption.js';
import { completenessOf } from './completeness.js';
import { pairOf } from './edgePair.js';
import { fillEvidence, fillNeeds, fillingOf } from './fill.js';
import type { Hop, Path } from './path.js';
import type { SearchedPaths, Verdict } from './pathSearch.js';

/** Whether any hop leads into another account. The ends of its edges have to be among the nodes. */
export function crossesAccounts({ edges }: FoundPath<unknown>, nodes: ReadonlyMap<string, GraphNode>): boolean {
  return edges.some((edge) => {
    const { principal, role } = pairOf(edge, nodes);
    return isCrossAccount(principal, role);
  });
}

/** Found paths as they are shown, with their nodes. `brought`: session policies of the first request. */
export async function pathsOf(
  { hops }: Pick<SearchedPaths, 'hops'>,
  found: readonly FoundPath<Verdict>[],
  brought: readonly Json[],
): Promise<readonly Path[]> {
  await hops.fetchNodes(found.flatMap(({ start, edges }) => [start, ...edges.map(({ to }) => to)]));
  return found.map((path) => pathOf(path, hops.nodes, brought));
}

function pathOf(path: FoundPath<Verdict>, nodes: ReadonlyMap<string, GraphNode>, brought: readonly Json[]): Path {
  const from = present(nodes.get(path.start), `${path.start} starts a path`);
  const hops = path.edges.map((edge, index): Hop => {
    const { judgement } = present(path.verdict?.hops[index], 'each hop has its conclusion');
    const { principal, role, action } = pairOf(edge, nodes);
    const filling = fillingOf(principal, role, index === 0 ? brought : []);
    return {
      index,
      kind: edge.kind,
      from: principal,
      to: role,
      action,
      decision: judgement.decision,
      needs: fillNeeds(judgement.needs, filling),
      get evidence() {
        return fillEvidence(judgement.evidence, filling);
      },
      edge,
    };
  });
  return {
    from,
    to: hops.at(-1)?.to ?? from,
    hops,
    decision: path.verdict?.decision ?? 'ALLOWED',
    needs: path.verdict?.needs ?? null,
    crossesAccounts: crossesAccounts(path, nodes),
    gaps: completenessOf((path.verdict?.hops ?? []).flatMap(({ gaps }) => gaps)).gaps,
  };
}

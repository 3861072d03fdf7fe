import type { DerivedEdge } from '../graph/edges.js';
import type { GraphNode, PrincipalNode } from '../graph/nodes.js';
import { shortestPaths, type FoundPath } from '../graph/paths.js';
import type { Call, GraphReader, WalkQuery } from '../graph/store.js';
import type { Decision, Needs } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import { present } from '../lib/invariant.js';
import { isCrossAccount, type Conclusion, type RoleNode } from './assumption.js';
import { decidePairs } from './decide.js';
import { pairOf, storedConclusion } from './edgePair.js';
import { fillEvidence, fillNeeds, fillingOf } from './fill.js';
import { statesSomething, type Stated } from './given.js';
import type { Hop, Path } from './path.js';
import { pathOf } from './foundPath.js';
import { inPosition } from './inPosition.js';

/** One hop as concluded for its position, references filled in. */
export interface HopConclusion extends Omit<Hop, 'from' | 'to'> {
  readonly from: PrincipalNode;
  readonly to: RoleNode;
  readonly gaps: readonly Gap[];
}

/** What is concluded of the beginning of a path. */
export interface Verdict {
  readonly hops: readonly HopConclusion[];
  readonly decision: Decision;
  readonly needs: Needs | null;
  readonly crossesAccounts: boolean;
}

export interface PathSearch {
  readonly query: WalkQuery;
  readonly stated: Stated;
  readonly limit: number;
  readonly accept: (verdict: Verdict | null, path: FoundPath<Verdict>) => boolean;
}

/** The shortest paths that hold in position under what is stated, decided again where something is. `isCut`: the budget ended. */
export async function searchPaths(
  reader: GraphReader,
  search: PathSearch,
  call: Call,
): Promise<{ readonly paths: readonly Path[]; readonly isCut: boolean }> {
  const allGaps = await reader.gaps(call);
  const nodes = new Map<string, GraphNode>();
  const decided = new Map<string, Conclusion>();
  const starts = new Set(search.query.from);
  const fetchNodes = async (ids: readonly string[]): Promise<void> => {
    const missing = [...new Set(ids)].filter((id) => !nodes.has(id));
    const found = missing.length === 0 ? [] : await reader.nodes(missing, call);
    for (const node of found) if (node !== null) nodes.set(node.id, node);
  };
  const decide = async (edges: readonly DerivedEdge[], isFirst: boolean): Promise<void> => {
    const open = edges.filter((edge) => !decided.has(positionKey(edge, isFirst)));
    const stated = isFirst ? search.stated : { ...search.stated, session: null, sessionPolicies: null };
    const conclusions = await decidePairs(
      reader,
      open.map((edge) => pairOf(edge, nodes)),
      stated,
      call,
    );
    for (const [index, conclusion] of conclusions.entries()) {
      decided.set(positionKey(present(open[index], 'an edge'), isFirst), conclusion);
    }
  };
  const concludeHop = (edge: DerivedEdge, index: number): HopConclusion | null => {
    const pair = pairOf(edge, nodes);
    const again = statesSomething(search.stated)
      ? decided.get(positionKey(edge, index === 0))
      : storedConclusion(edge, allGaps);
    if (again === undefined || again.judgement.decision === 'DENIED') return null;
    const filling = fillingOf(pair.principal, pair.role, index === 0 ? (search.stated.sessionPolicies ?? []) : []);
    return {
      index,
      kind: edge.kind,
      from: pair.principal,
      to: pair.role,
      action: pair.action,
      decision: again.judgement.decision,
      needs: fillNeeds(again.judgement.needs, filling),
      evidence: fillEvidence(again.judgement.evidence, filling),
      edge,
      gaps: again.gaps,
    };
  };
  const found = await shortestPaths<Verdict>(
    reader,
    search.query,
    {
      limit: search.limit,
      prepare: async (edges) => {
        await fetchNodes(edges.flatMap(({ from, to }) => [from, to]));
        if (!statesSomething(search.stated)) return;
        await decide(
          edges.filter(({ from }) => starts.has(from)),
          true,
        );
        await decide(edges, false);
      },
      holds: (edges, previous) => {
        const last = concludeHop(present(edges.at(-1), 'a last edge'), edges.length - 1);
        if (last === null) return null;
        const hops = [...(previous?.hops ?? []), last];
        const combined = inPosition(hops, search.stated.session);
        if (combined === null) return null;
        const crosses = isCrossAccount(last.from, last.to);
        return { ...combined, crossesAccounts: crosses || (previous?.crossesAccounts ?? false) };
      },
      accept: (path) => search.accept(path.verdict, path),
    },
    call,
  );
  await fetchNodes(found.paths.map(({ start }) => start));
  return { paths: found.paths.map((path) => pathOf(path, nodes)), isCut: found.isCut };
}

function positionKey(edge: DerivedEdge, isFirst: boolean): string {
  return `${isFirst ? 'first' : 'later'} ${edge.id}`;
}

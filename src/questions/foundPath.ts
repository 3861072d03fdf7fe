import type { DerivedEdge, HopKind } from '../graph/edges.js';
import type { GraphNode } from '../graph/nodes.js';
import type { FoundPath } from '../graph/paths.js';
import type { Decision, Evidence, Needs } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import { present } from '../lib/invariant.js';
import { isCrossAccount, type Conclusion } from './assumption.js';
import { completenessOf } from './completeness.js';
import { endsOf, type EdgeEnds } from './edgePair.js';
import { fillEvidence, fillNeeds, fillingOf } from './fill.js';
import type { Hop, Path } from './path.js';
import type { SearchedPaths, Verdict } from './pathSearch.js';

/** Whether any hop leads into another account. The ends of its edges have to be among the nodes. */
export function crossesAccounts({ edges }: FoundPath<unknown>, nodes: ReadonlyMap<string, GraphNode>): boolean {
  return edges.some((edge) => {
    const { from, to } = endsOf(edge, nodes);
    return isCrossAccount(from, to);
  });
}

/** Found paths as they are shown, with their nodes. `brought`: session policies of the first request. */
export async function pathsOf(
  { hops }: Pick<SearchedPaths, 'hops'>,
  found: readonly FoundPath<Verdict>[],
  brought: readonly Json[],
): Promise<readonly Path[]> {
  await hops.fetchNodes(nodesOn(found));
  return found.map((path) => pathOf(path, hops.nodes, brought));
}

/** Ids of the nodes of these paths. */
function nodesOn(found: readonly FoundPath<unknown>[]): readonly string[] {
  const ids: string[] = [];
  for (const { start, edges } of found) {
    ids.push(start);
    for (const { to } of edges) ids.push(to);
  }
  return ids;
}

/** No session policies. */
const NOTHING: readonly Json[] = [];

function pathOf(path: FoundPath<Verdict>, nodes: ReadonlyMap<string, GraphNode>, brought: readonly Json[]): Path {
  const from = present(nodes.get(path.start), `${path.start} starts a path`);
  const hops = path.edges.map((edge, index) => {
    const { judgement } = present(path.verdict?.hops[index], 'each hop has its conclusion');
    return new ShownHop(index, judgement, edge, endsOf(edge, nodes), index === 0 ? brought : NOTHING);
  });
  return new ShownPath(path, from, hops);
}

/** Classes, since objects with getters of their own take many times as long to make; what is seldom asked for is made where it is read. */
class ShownPath implements Path {
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly hops: readonly ShownHop[];
  readonly decision: Decision;
  readonly needs: Needs | null;
  readonly #verdict: Verdict | null;

  constructor({ verdict }: FoundPath<Verdict>, from: GraphNode, hops: readonly ShownHop[]) {
    this.from = from;
    this.to = hops.at(-1)?.to ?? from;
    this.hops = hops;
    this.decision = verdict?.decision ?? 'ALLOWED';
    this.needs = verdict?.needs ?? null;
    this.#verdict = verdict;
  }

  get crossesAccounts(): boolean {
    return this.hops.some((hop) => hop.isCrossAccount);
  }

  get gaps(): readonly Gap[] {
    return completenessOf((this.#verdict?.hops ?? []).flatMap(({ gaps }) => gaps)).gaps;
  }
}

class ShownHop implements Hop {
  readonly index: number;
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly edge: DerivedEdge;
  readonly #judgement: Conclusion['judgement'];
  readonly #brought: readonly Json[];

  constructor(
    index: number,
    judgement: Conclusion['judgement'],
    edge: DerivedEdge,
    { from, to }: EdgeEnds,
    brought: readonly Json[],
  ) {
    this.index = index;
    this.from = from;
    this.to = to;
    this.edge = edge;
    this.#judgement = judgement;
    this.#brought = brought;
  }

  get kind(): HopKind {
    return this.edge.kind;
  }

  get action(): string {
    return this.edge.conclusion.action;
  }

  get decision(): Decision {
    return this.#judgement.decision;
  }

  get isCrossAccount(): boolean {
    return isCrossAccount(this.from, this.to);
  }

  get needs(): Needs | null {
    return fillNeeds(this.#judgement.needs, fillingOf(this.from, this.to, this.#brought));
  }

  get evidence(): Evidence {
    return fillEvidence(this.#judgement.evidence, fillingOf(this.from, this.to, this.#brought));
  }
}

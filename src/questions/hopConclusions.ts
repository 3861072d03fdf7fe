import type { Leave } from '../derive/position.js';
import type { DerivedEdge } from '../graph/edges.js';
import type { GraphNode } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Needs } from '../iam/decision.js';
import { present } from '../lib/invariant.js';
import type { Conclusion } from './assumption.js';
import { decidePairs, type Pair } from './decide.js';
import { pairOf, storedConclusion } from './edgePair.js';
import { fillNeeds, fillingOf } from './fill.js';
import { laterStated, saysNothing, type Stated } from './given.js';
import type { PlacedHop } from './inPosition.js';

/** Conclusions about edges in their place on a path, fetched and decided in plural before they are looked at. */
export interface HopConclusions {
  /** Fetches and decides what looking at these edges behind these beginnings of paths takes. */
  readonly prepare: (
    edges: readonly DerivedEdge[],
    before: readonly (readonly DerivedEdge[])[],
  ) => Promise<void> | undefined;
  /** What is concluded of an edge at its place; null where it does not hold under what is stated. */
  at(edge: DerivedEdge, index: number): Conclusion | null;
  /** The same with what position turns on. The edge's ends have to have been prepared. */
  placed(edge: DerivedEdge, index: number): PlacedHop;
  /** Whether what the edge needs, or what the starting session carries, bears on later hops too. */
  bearsOnLater(edge: DerivedEdge, index: number): boolean;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  fetchNodes(ids: readonly string[]): Promise<void>;
}

/** Edges that are looked at together behind the same beginnings. */
interface Turn {
  readonly edges: readonly DerivedEdge[];
  readonly before: readonly (readonly DerivedEdge[])[];
  readonly index: number;
  /** Something is stated, so that they are decided again. */
  readonly isAgain: boolean;
  /** What is carried bears on them, whatever they need. */
  readonly isCarrying: boolean;
}

type Companion = 'sts:TagSession' | 'sts:SetSourceIdentity';

/** `needsNodes`: also where a decision turns on no node. */
export async function concludeHops(
  reader: GraphReader,
  stated: Stated,
  { needsNodes, call }: { readonly needsNodes: boolean; readonly call: Call },
): Promise<HopConclusions> {
  const gaps = await reader.gaps(call);
  const nodes = new Map<string, GraphNode>();
  const decided = new Map<string, Conclusion>();
  const stored = new Map<DerivedEdge['conclusion'], Conclusion>();
  const later = laterStated(stated);
  const statedAt = (index: number): Stated => (index === 0 ? stated : later);
  const carriesIdentity = typeof stated.session?.sourceIdentity === 'string';

  const fetchNodes = async (ids: readonly string[]): Promise<void> => {
    const missing = [...new Set(ids)].filter((id) => !nodes.has(id));
    const found = missing.length === 0 ? [] : await reader.nodes(missing, call);
    for (const node of found) if (node !== null) nodes.set(node.id, node);
  };
  const decide = async (edges: readonly DerivedEdge[], index: number, action: Companion | null): Promise<void> => {
    const open = edges.filter((edge) => !decided.has(keyOf(edge, index, action)));
    const pairs = open.map(
      (edge): Pair => (action === null ? pairOf(edge, nodes) : { ...pairOf(edge, nodes), action, edge: null }),
    );
    for (const [place, conclusion] of (await decidePairs(reader, pairs, statedAt(index), call)).entries()) {
      decided.set(keyOf(present(open[place], 'an edge'), index, action), conclusion);
    }
  };
  const decideCompanions = async (edges: readonly DerivedEdge[], index: number): Promise<void> => {
    await decide(edges, index, 'sts:TagSession');
    await decide(edges, index, 'sts:SetSourceIdentity');
  };
  const at = (edge: DerivedEdge, index: number): Conclusion | null => {
    const again = decided.get(keyOf(edge, index, null));
    if (again === undefined && !saysNothing(statedAt(index))) return null;
    const conclusion = again ?? stored.get(edge.conclusion) ?? storedConclusion(edge, gaps);
    if (again === undefined) stored.set(edge.conclusion, conclusion);
    return conclusion.judgement.decision === 'DENIED' ? null : conclusion;
  };
  const asks = (edge: DerivedEdge, index: number): boolean => asksForSession(at(edge, index)?.judgement.needs ?? null);
  const leave = (edge: DerivedEdge, index: number, action: Companion, pair: Pair): Leave | undefined => {
    const judgement = decided.get(keyOf(edge, index, action))?.judgement;
    if (judgement === undefined) return undefined;
    const { decision, needs } = judgement;
    return decision === 'CONDITIONAL'
      ? (fillNeeds(needs, fillingOf(pair.principal, pair.role)) ?? undefined)
      : decision;
  };
  const prepare: HopConclusions['prepare'] = (edges, before) => {
    const index = before[0]?.length ?? 0;
    const isAgain = !saysNothing(statedAt(index));
    const isCarrying = carriesIdentity || before.some((prefix) => prefix.some((edge, place) => asks(edge, place)));
    const isEach = needsNodes || isAgain || isCarrying;
    const wanted = isEach ? edges : edges.filter(({ conclusion }) => conclusion.needs !== null);
    return wanted.length === 0 ? undefined : decideAll({ edges: wanted, before, index, isAgain, isCarrying });
  };
  const decideAll = async (turn: Turn): Promise<void> => {
    const { edges, before, index } = turn;
    await fetchNodes([...before.flat(), ...edges].flatMap(({ from, to }) => [from, to]));
    if (turn.isAgain) await decide(edges, index, null);
    const asking = edges.filter((edge) => asks(edge, index));
    const asked = turn.isCarrying ? edges : asking;
    if (asked.length === 0) return;
    await decideCompanions(asked, index);
    for (let place = 0; place < index && asking.length > 0; place++) {
      await decideCompanions(
        before.flatMap((prefix) => prefix.slice(place, place + 1)),
        place,
      );
    }
  };
  return {
    nodes,
    fetchNodes,
    at,
    prepare,
    bearsOnLater: (edge, index) => carriesIdentity || asks(edge, index),
    placed(edge, index) {
      const pair = pairOf(edge, nodes);
      const needs = at(edge, index)?.judgement.needs ?? null;
      return {
        from: pair.principal,
        to: pair.role,
        action: pair.action,
        needs: fillNeeds(needs, fillingOf(pair.principal, pair.role)),
        tagSession: leave(edge, index, 'sts:TagSession', pair),
        setSourceIdentity: leave(edge, index, 'sts:SetSourceIdentity', pair),
      };
    },
  };
}

/** What is concluded of an edge differs by whether it is the first of a path. */
function keyOf(edge: DerivedEdge, index: number, action: Companion | null): string {
  return `${index === 0 ? 'first' : 'later'} ${action ?? ''} ${edge.id}`;
}

const OF_SESSION =
  /^(?:aws:(?:principaltag\/|requesttag\/|tagkeys$|sourceidentity$)|sts:(?:transitivetagkeys|sourceidentity)$)/i;

/** Whether needs speak of tags or a source identity, which have to be passed by leave of their own (R33). */
function asksForSession(needs: Needs | null): boolean {
  return needs?.alternatives.some(({ all }) => all.some(({ key }) => key !== null && OF_SESSION.test(key))) ?? false;
}

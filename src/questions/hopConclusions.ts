import type { Leave } from '../derive/position.js';
import { isEntering, type DerivedEdge } from '../graph/edges.js';
import { isPrincipal, type GraphNode } from '../graph/nodes.js';
import type { Gap } from '../iam/snapshot.js';
import type { StatedContext } from '../policy/model.js';
import type { Call, GraphReader } from '../graph/store.js';
import { asksForSession } from './asksForSession.js';
import type { Conclusion } from './assumption.js';
import { nodesOf } from './atHand.js';
import { decidedHops, type Companion } from './decidedHops.js';
import { endsOf, storedConclusion } from './edgePair.js';
import { fillNeeds, fillingOf, type Filling } from './fill.js';
import { laterStated, saysNothing, type Stated } from './given.js';
import type { PlacedHop } from './inPosition.js';
import { isPerformed } from './perform/performedEdge.js';
import { settleNeeds } from './settleNeeds.js';
import { statedFor } from './statedAlong.js';

/** Conclusions about edges in their place on a path, fetched and decided in plural before they are looked at. */
export interface HopConclusions {
  /** Fetches and decides what looking at these edges behind their beginnings takes. Nothing to wait for where it takes nothing. */
  prepare(turn: Turn): Promise<void> | undefined;
  /** What is concluded of an edge at its place; null where it does not hold under what is stated. */
  at(edge: DerivedEdge, index: number): Conclusion | null;
  /** What is stated of the requests of an edge at its place; null: nothing is. The edge's ends have to have been prepared. */
  statedOf(edge: DerivedEdge, index: number): StatedContext | null;
  /** The same with what position turns on. The edge's ends have to have been prepared. */
  placed(edge: DerivedEdge, index: number): PlacedHop;
  /** Whether what the edge needs, or what the starting session carries, bears on later hops too. */
  bearsOnLater(edge: DerivedEdge, index: number): boolean;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Gaps of the whole generation. */
  readonly gaps: readonly Gap[];
  fetchNodes(ids: Iterable<string>): Promise<void>;
}

/** Edges that are looked at together behind the same beginnings of paths, all of one length. */
export interface Turn {
  readonly edges: readonly DerivedEdge[];
  readonly before: readonly { readonly edges: readonly DerivedEdge[] }[];
  /** What a beginning carries bears on these. */
  readonly isCarrying: boolean;
}

/** `needsNodes`: also where a decision turns on no node. */
export async function concludeHops(
  reader: GraphReader,
  stated: Stated,
  { needsNodes, call }: { readonly needsNodes: boolean; readonly call: Call },
): Promise<HopConclusions> {
  const gaps = await reader.gaps(call);
  const nodes = new Map<string, GraphNode>();
  const later = laterStated(stated);
  const statedAt = (index: number): Stated => (index === 0 ? stated : later);
  const isDecidedAgain = (index: number): boolean => !saysNothing(statedAt(index));
  const carriesIdentity = typeof stated.session?.sourceIdentity === 'string';
  const decided = decidedHops(reader, nodes, statedAt, call);

  const fetchNodes = async (ids: Iterable<string>): Promise<void> => {
    const missing = new Set<string>();
    for (const id of ids) if (!nodes.has(id)) missing.add(id);
    if (missing.size === 0) return;
    const found = await nodesOf(reader, [...missing], call);
    for (const node of found) if (node !== null) nodes.set(node.id, node);
  };
  const at = (edge: DerivedEdge, index: number): Conclusion | null => {
    if (isPerformed(edge)) return edge.at(index);
    if (!isEntering(edge.kind)) return atStored(edge, index);
    const again = decided.find(edge, index, null);
    if (again === undefined) return isDecidedAgain(index) ? null : storedConclusion(edge.conclusion, gaps);
    return again.judgement.decision === 'DENIED' ? null : again;
  };
  const atStored = (edge: DerivedEdge, index: number): Conclusion | null => {
    const stored = storedConclusion(edge.conclusion, gaps);
    if (!isDecidedAgain(index) || stored.judgement.needs === null) return stored;
    const { from, to } = endsOf(edge, nodes);
    const needs = fillNeeds(stored.judgement.needs, fillingOf(from, to));
    const filled = { ...stored, judgement: { ...stored.judgement, needs } };
    const context = statedOf(edge, index);
    return context === null ? filled : settleNeeds(filled, context);
  };
  const statedOf = (edge: DerivedEdge, index: number): StatedContext | null => {
    if (!isDecidedAgain(index)) return null;
    const { from, to } = endsOf(edge, nodes);
    const context = statedAt(index).on(to.arn ?? to.id);
    return index === 0 && isPrincipal(from) ? statedFor(from, context) : context;
  };
  const asks = (edge: DerivedEdge, index: number): boolean => asksForSession(at(edge, index)?.judgement.needs ?? null);
  const leave = (edge: DerivedEdge, index: number, action: Companion, filling: Filling): Leave | undefined => {
    const judgement = decided.find(edge, index, action)?.judgement;
    if (judgement === undefined) return undefined;
    const { decision, needs } = judgement;
    return decision === 'CONDITIONAL' ? (fillNeeds(needs, filling) ?? undefined) : decision;
  };
  const decideCompanions = async (edges: readonly DerivedEdge[], index: number): Promise<void> => {
    const entering = edges.filter(({ kind }) => isEntering(kind));
    await decided.decide(entering, index, 'sts:TagSession');
    await decided.decide(entering, index, 'sts:SetSourceIdentity');
  };
  const prepareAll = async (turn: Turn, edges: readonly DerivedEdge[]): Promise<void> => {
    const before = turn.before.map((prefix) => prefix.edges);
    const index = before[0]?.length ?? 0;
    await fetchNodes([...before.flat(), ...edges].flatMap(({ from, to }) => [from, to]));
    const entering = edges.filter(({ kind }) => isEntering(kind));
    if (isDecidedAgain(index)) await decided.decide(entering, index, null);
    const asking = edges.filter((edge) => asks(edge, index));
    const asked = carriesIdentity || turn.isCarrying ? edges : asking;
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
    gaps,
    fetchNodes,
    statedOf,
    at,
    prepare(turn) {
      const index = turn.before[0]?.edges.length ?? 0;
      if (needsNodes || carriesIdentity || turn.isCarrying || isDecidedAgain(index))
        return prepareAll(turn, turn.edges);
      if (turn.edges.every(({ conclusion }) => conclusion.needs === null)) return undefined;
      return prepareAll(
        turn,
        turn.edges.filter(({ conclusion }) => conclusion.needs !== null),
      );
    },
    bearsOnLater: (edge, index) => carriesIdentity || asks(edge, index),
    placed(edge, index) {
      const { from, to } = endsOf(edge, nodes);
      const filling = fillingOf(from, to);
      return {
        from,
        to,
        on: isPerformed(edge) ? edge.resource : (to.arn ?? to.id),
        action: edge.conclusion.action,
        needs: fillNeeds(at(edge, index)?.judgement.needs ?? null, filling),
        tagSession: leave(edge, index, 'sts:TagSession', filling),
        setSourceIdentity: leave(edge, index, 'sts:SetSourceIdentity', filling),
        ...(isEntering(edge.kind) ? {} : { entersNobody: true }),
      };
    },
  };
}

import { isEntering, type DerivedEdge } from '../../graph/edges.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { FoundPath } from '../../graph/paths.js';
import type { Call, GraphReader } from '../../graph/store.js';
import type { Json } from '../../lib/json.js';
import { present } from '../../lib/invariant.js';
import type { Companion } from '../decidedHops.js';
import { endsOf } from '../edgePair.js';
import { fillEvidence, fillingOf } from '../fill.js';
import { laterStated, type Stated } from '../given.js';
import { positionOf, type PlacedHop, type Position } from '../inPosition.js';
import type { Path } from '../path.js';
import type { SearchedPaths, Verdict } from '../pathSearch.js';
import { pathText } from '../pathText.js';
import { isPerformed } from '../perform/performedEdge.js';
import { fetchPolicyView } from '../policyView.js';
import { type AskedOfEach, nodesOfMembers } from '../reach/accessRows.js';
import { afarAgain, isAfar } from './afarAgain.js';
import { concludeAgain, type ToldAgain } from './concludeAgain.js';
import { passAgain } from './passAgain.js';
import { decideAgain, type DecidedFrom } from './decideAgain.js';
import { digestsOf, partsOf } from './digests.js';
import { PROOF_FORMAT, PROOF_NOTE, PROOF_VERSION, type ProofHop, type ProofPath, type ProofRequest } from './proof.js';
import { takeTogether } from './takeTogether.js';
import { places, plain, writeContext, writeEnd } from './write.js';

/** What was found, and how it is shown. */
export interface ProvenPaths {
  readonly searched: SearchedPaths;
  readonly found: readonly FoundPath<Verdict>[];
  readonly shown: readonly Path[];
  readonly stated: Stated;
  /** What is done at their ends; null where they end in somebody. */
  readonly performing: AskedOfEach | null;
}

/**
 * The proof of paths: every request that decides a hop is decided once more, and written down with all that decided it.
 * Errors: those of `decideAgain`.
 */
export async function makeProof(reader: GraphReader, proven: ProvenPaths, call: Call): Promise<Json> {
  const { searched, found, shown, stated, performing } = proven;
  const { hops: conclusions } = searched;
  const later = laterStated(stated);
  const edges = found.flatMap((path) => path.edges);
  const ends = edges.flatMap((edge) => {
    const { from, to } = endsOf(edge, conclusions.nodes);
    if (isPerformed(edge)) return [from];
    return isEntering(edge.kind) ? [from, to] : [];
  });
  const bearing = performing === null ? [] : nodesOfMembers(performing);
  const view = await fetchPolicyView(reader, [...new Set([...ends, ...bearing])], call);
  const from: DecidedFrom = { view, nodes: conclusions.nodes, performing };
  const technical = edges.filter((edge) => isStored(edge));
  const toldAgain = await tellAgain(reader, technical, conclusions.nodes, call);
  const written = { documents: places<Json>(), requests: places<ProofRequest>() };
  const hops = places<ProofHop>();

  const writeHop = (edge: DerivedEdge, index: number, placed: PlacedHop, position: Position): ProofHop => {
    const filling = { from: placed.from.arn ?? placed.from.id, to: placed.on, brought: [] };
    const under = { stated: index === 0 ? stated : later, filling };
    const companion = (action: Companion) => decideAgain(edge, action, under, from, written);
    const { facts: all, context, claims } = present(position.hops[index], 'the place of each hop');
    const { needs: _needs, tagSession, setSourceIdentity, ...facts } = all;
    const ofTechnique = (): ReturnType<typeof storedAt> => {
      const stored = storedAt(conclusions, edge, index, placed);
      const told = toldAgain(edge);
      const statedHere = conclusions.statedOf(edge, index);
      const taken = told === null ? null : takeTogether(told, stored, { filling, under: statedHere }, written);
      return { ...stored, ...taken };
    };
    const decision = isStored(edge) ? ofTechnique() : decideAgain(edge, null, under, from, written);
    return {
      kind: edge.kind,
      rule: edge.conclusion.rule,
      from: writeEnd(placed.from),
      to: writeEnd(placed.to),
      on: placed.on,
      ...decision,
      stated: writeContext(context),
      claims,
      ...facts,
      ...(tagSession === undefined ? {} : { tagSession: companion('sts:TagSession') }),
      ...(setSourceIdentity === undefined ? {} : { setSourceIdentity: companion('sts:SetSourceIdentity') }),
    };
  };
  const paths = found.map((path, place): ProofPath => {
    const { from: start, to: end, decision, needs } = present(shown[place], 'each path is shown');
    const placed = path.edges.map((edge, index) => conclusions.placed(edge, index));
    const position = positionOf(placed, stated);
    return {
      from: writeEnd(start),
      to: writeEnd(end),
      hops: path.edges.map((edge, index) =>
        hops.placeOf(writeHop(edge, index, present(placed[index], 'each hop is placed'), position)),
      ),
      session: position.session,
      decision,
      needs,
      text: pathText(present(shown[place], 'each path is shown')),
    };
  });
  const { id, rules, collectedAt } = reader.generation;
  const lists = {
    about: { generation: id, rules, collectedAt },
    policies: written.documents.items,
    requests: written.requests.items.map(plain),
    hops: hops.items.map(plain),
    paths: paths.map(plain),
  };
  const head = { format: PROOF_FORMAT, version: PROOF_VERSION, note: PROOF_NOTE };
  return { ...head, ...lists, sha256: digestsOf(partsOf(lists)) };
}

async function tellAgain(
  reader: GraphReader,
  edges: readonly DerivedEdge[],
  nodes: ReadonlyMap<string, GraphNode>,
  call: Call,
): Promise<ToldAgain> {
  const isPassing = ({ kind }: DerivedEdge): boolean => kind === 'CAN_PASS';
  const passed = await passAgain(reader, edges.filter(isPassing), nodes, call);
  const afar = await afarAgain(reader, edges.filter(isAfar), nodes, call);
  const concluded = await concludeAgain(
    reader,
    edges.filter((edge) => !isPassing(edge) && !isAfar(edge)),
    nodes,
    call,
  );
  return (edge) => (isPassing(edge) ? passed : isAfar(edge) ? afar : concluded)(edge);
}

function isStored(edge: DerivedEdge): boolean {
  return !isEntering(edge.kind) && !isPerformed(edge);
}

/** A hop that is concluded from more than the policies of its ends, as the graph has it. */
function storedAt(
  conclusions: SearchedPaths['hops'],
  edge: DerivedEdge,
  index: number,
  { from, to, needs }: PlacedHop,
): Pick<ProofHop, 'takes' | 'requests' | 'decision' | 'needs' | 'evidence' | 'technique' | 'parts' | 'under'> {
  const { judgement } = present(conclusions.at(edge, index), 'a hop of a path that holds');
  const { technique } = edge.conclusion;
  return {
    takes: 'STORED',
    requests: [],
    decision: judgement.decision,
    needs,
    evidence: fillEvidence(judgement.evidence, fillingOf(from, to)),
    ...(technique === undefined ? {} : { technique }),
  };
}

import { inOrder } from '../../derive/edges/neighbours.js';
import { groupBy } from '../../derive/groupBy.js';
import { type Told, toldOf } from '../../derive/techniques/edgesOut.js';
import { requestToEnter } from '../../derive/techniques/enter.js';
import { holdingsOf } from '../../derive/techniques/holdings.js';
import type { DecidedRequest } from '../../derive/techniques/requests.js';
import { BECOMING, controlBySettingAfar, type Looking, requestOf } from '../../derive/techniques/settingAfar.js';
import { shippedTechniques } from '../../derive/techniques/shipped.js';
import type { Technique } from '../../derive/techniques/technique.js';
import type { PolicyView } from '../../derive/view.js';
import { type DerivedEdge, isEntering } from '../../graph/edges.js';
import { type GraphNode, isPrincipal } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import { present } from '../../lib/invariant.js';
import { witnessing } from '../../policy/witness.js';
import { endsOf } from '../edgePair.js';
import { fetchPolicyView } from '../policyView.js';
import { concludeAgain, fetchWorld, type ToldAgain } from './concludeAgain.js';

/** Whether an edge is of control by permissions that are set afar. */
export function isAfar({ conclusion }: DerivedEdge): boolean {
  return conclusion.technique !== undefined && conclusion.technique === afar()?.id;
}

function afar(): Technique | undefined {
  return shippedTechniques().find(({ target }) => target.kind === 'JOIN_AFAR');
}

/**
 * Concludes such edges once more, as derivation does: over the edges of the store, each of which is concluded again. The ends of the edges have
 * to be among the nodes.
 */
export async function afarAgain(
  reader: GraphReader,
  edges: readonly DerivedEdge[],
  nodes: ReadonlyMap<string, GraphNode>,
  call: Call,
): Promise<ToldAgain> {
  const told = new Map<string, Told>();
  for (const edge of edges) {
    const found = await tellAfar(reader, edge, endsOf(edge, nodes).to.account ?? '', call);
    if (found !== null) told.set(edge.id, found);
  }
  return (edge) => told.get(edge.id) ?? null;
}

async function tellAfar(
  reader: GraphReader,
  { from: start }: DerivedEdge,
  account: string,
  call: Call,
): Promise<Told | null> {
  const behind = await fetchBehind(reader, start, call);
  const into = groupBy(behind, ({ to }) => to);
  const ids = [...new Set([start, ...into.keys()])];
  const found = await reader.nodes(ids, call);
  const nodes = new Map(found.flatMap((node) => (node === null ? [] : [[node.id, node] as const])));
  const gaps = await reader.gaps(call);
  const node = (id: string): GraphNode | null => nodes.get(id) ?? null;
  const looking: Looking = {
    world: await fetchWorld(reader, [], [account], call),
    holdings: holdingsOf(shippedTechniques()),
    technique: present(afar(), 'the technique of such an edge'),
    node,
    edges: {
      into: (to) => inOrder(into.get(to) ?? []),
      inReachOf: () => new Set(ids),
    },
    requestsOf: (edge) => [requestOf(edge, node, gaps)],
  };
  const [chosen] = controlBySettingAfar(looking, { start, account });
  if (chosen === undefined) return null;
  const requests = await requestsAgain(reader, chosen.ways, nodes, call);
  if (requests === null) return null;
  const again = { ...looking, requestsOf: (edge: DerivedEdge) => requests.get(edge) ?? [] };
  const {
    result: [gained],
  } = witnessing(() => controlBySettingAfar(again, { start, account }));
  return gained === undefined ? null : toldOf(gained.gained);
}

/** All edges by which somebody comes to be somebody, over however many. */
async function fetchBehind(reader: GraphReader, start: string, call: Call): Promise<readonly DerivedEdge[]> {
  const found: DerivedEdge[] = [];
  const known = new Set([start]);
  for (let open = [start]; open.length > 0; ) {
    const lists = await reader.edgesFrom(open, [...BECOMING], call);
    const edges = lists.flat().filter((edge) => !isAfar(edge));
    found.push(...edges);
    open = [...new Set(edges.map(({ to }) => to))].filter((to) => !known.has(to));
    for (const id of open) known.add(id);
  }
  return found;
}

/** What each edge takes, concluded again; null where one is not. */
async function requestsAgain(
  reader: GraphReader,
  edges: readonly DerivedEdge[],
  nodes: ReadonlyMap<string, GraphNode>,
  call: Call,
): Promise<ReadonlyMap<DerivedEdge, readonly DecidedRequest[]> | null> {
  const ends = edges.flatMap((edge) => {
    const { from, to } = endsOf(edge, nodes);
    return [from, to];
  });
  const [view, told] = await Promise.all([
    fetchPolicyView(reader, [...new Set(ends)], call),
    concludeAgain(
      reader,
      edges.filter(({ kind }) => !isEntering(kind)),
      nodes,
      call,
    ),
  ]);
  const found = new Map<DerivedEdge, readonly DecidedRequest[]>();
  for (const edge of edges) {
    const requests = isEntering(edge.kind) ? enterAgain(view, edge, nodes) : told(edge)?.requests;
    if (requests === undefined) return null;
    found.set(edge, requests);
  }
  return found;
}

function enterAgain(
  view: PolicyView,
  edge: DerivedEdge,
  nodes: ReadonlyMap<string, GraphNode>,
): readonly DecidedRequest[] | undefined {
  const { from, to } = endsOf(edge, nodes);
  if (!isPrincipal(from) || to.label !== 'Role') return undefined;
  const { result: request } = witnessing(() => requestToEnter(view, { from, to, action: edge.conclusion.action }));
  // As with its edge, the region of the request stays what it is.
  return request === null ? undefined : [{ ...request, isElsewhere: true }];
}

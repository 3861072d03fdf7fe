import { asksToPass } from '../../derive/confusedDeputy.js';
import { PASS_ROLE, PASSED_TO } from '../../derive/passRole.js';
import { rolePassed } from '../../derive/rules/rolePassed.js';
import { conjoin } from '../../derive/techniques/conjoin.js';
import type { Told } from '../../derive/techniques/edgesOut.js';
import { requestsOf } from '../../derive/techniques/requests.js';
import type { PolicyView } from '../../derive/view.js';
import { DECISION_ORDER, type DerivedEdge } from '../../graph/edges.js';
import { type GraphNode, isPrincipal } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { witnessing } from '../../policy/witness.js';
import { endsOf } from '../edgePair.js';
import { nodesOf } from '../atHand.js';
import { fetchPolicyView } from '../policyView.js';
import type { ToldAgain } from './concludeAgain.js';

/** Concludes edges CAN_PASS once more, as derivation does. The ends of the edges have to be among the nodes. */
export async function passAgain(
  reader: GraphReader,
  edges: readonly DerivedEdge[],
  nodes: ReadonlyMap<string, GraphNode>,
  call: Call,
): Promise<ToldAgain> {
  const roles = [...new Set(edges.map(({ to }) => to))];
  const ends = edges.flatMap((edge) => {
    const { from, to } = endsOf(edge, nodes);
    return [from, to];
  });
  const [into, view] = await Promise.all([
    reader.edgesInto(roles, ['CAN_ASSUME'], call),
    fetchPolicyView(reader, [...new Set(ends)], call),
  ]);
  const starts = await nodesOf(reader, [...new Set(into.flat().map(({ from }) => from))], call);
  const services = new Map(
    starts.flatMap((node) =>
      node?.label === 'Service' && asksToPass(node.name) ? [[node.id, node.name] as const] : [],
    ),
  );
  const admitted = new Map(
    roles.map((role, place) => [role, (into[place] ?? []).flatMap(({ from }) => services.get(from) ?? [])]),
  );
  return (edge) => {
    const { from, to } = endsOf(edge, nodes);
    return witnessing(() => pass(view, { from, to }, (admitted.get(to.id) ?? []).toSorted(compareCodePoints))).result;
  };
}

/** By the service to which it is passed best, the first of equals. */
function pass(
  view: PolicyView,
  { from, to }: { readonly from: GraphNode; readonly to: GraphNode },
  services: readonly string[],
): Told | null {
  if (!isPrincipal(from)) return null;
  const requests = requestsOf(view, from, { isStart: true });
  let best: Told | null = null;
  for (const service of services) {
    const on = { arn: to.arn ?? to.id, account: to.account, node: to };
    const found = conjoin([requests(PASS_ROLE, on, { [PASSED_TO]: service })], `It is passed to ${service}.`);
    if (found === null || (best !== null && DECISION_ORDER[best.decision] <= DECISION_ORDER[found.decision])) continue;
    best = { rule: rolePassed.id, action: PASS_ROLE, ...found };
  }
  return best;
}

import { DECISION_ORDER } from '../graph/edges.js';
import { nodeId } from '../graph/ids.js';
import type { NodeOf } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import { compareCodePoints } from '../lib/codePoints.js';
import type { PairRow } from './accountPairs.js';

/** Who stands for identities of no account where nobody trusts everybody. */
export const ANYONE: NodeOf<'Anyone'> = {
  label: 'Anyone',
  id: nodeId.anyone,
  arn: null,
  name: 'Anyone',
  account: null,
};

/** The id of the node that stands for where a pair starts. */
export function fromId(from: string | null): string {
  return from === null ? nodeId.anyone : nodeId.account(from);
}

/** By decision, then ARN (of Anyone the name) of `from`, then of `to`; by code point. */
export async function orderPairs(
  reader: GraphReader,
  rows: readonly PairRow[],
  call: Call,
): Promise<readonly PairRow[]> {
  const ids = [...new Set(rows.flatMap(({ from, to }) => [fromId(from), nodeId.account(to)]))];
  const nodes = await reader.nodes(ids, call);
  const named = ids.map((id, index) => ({ id, name: nodes[index]?.arn ?? nodes[index]?.name ?? ANYONE.name }));
  named.sort((left, right) => compareCodePoints(left.name, right.name) || compareCodePoints(left.id, right.id));
  const places = new Map(named.map(({ id }, place) => [id, place]));
  const placeOf = (id: string): number => places.get(id) ?? 0;
  return rows.toSorted(
    (left, right) =>
      DECISION_ORDER[left.decision] - DECISION_ORDER[right.decision] ||
      placeOf(fromId(left.from)) - placeOf(fromId(right.from)) ||
      placeOf(nodeId.account(left.to)) - placeOf(nodeId.account(right.to)),
  );
}

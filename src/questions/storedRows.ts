import type { DerivedEdge } from '../graph/edges.js';
import { arnOfId } from '../graph/ids.js';
import type { GraphNode } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Gap } from '../iam/snapshot.js';
import { present } from '../lib/invariant.js';
import type { AssumptionRow, ConcludedRow, Side } from './assumption.js';
import { orderAssumptions } from './assumptionOrder.js';
import { nodesOf } from './atHand.js';
import { pairBetween, storedConclusion } from './edgePair.js';
import { sumRows, type RowSums } from './rowSums.js';

/** The rows of stored edges of one node, in order, with what is summed over them. */
export interface StoredRows extends RowSums {
  readonly rows: readonly StoredRow[];
}

/** A row of a stored edge. */
export interface StoredRow extends ConcludedRow {
  readonly edge: DerivedEdge;
}

/** By list of edges, since a store may give one list many times; `gaps` are those of its generation. */
const known = new WeakMap<
  readonly DerivedEdge[],
  { readonly side: Side; readonly gaps: readonly Gap[]; readonly stored: StoredRows }
>();

/** The rows of the stored edges of one node, with nothing stated. Of their other ends only those are fetched whose ids do not say their place. */
export async function storedRows(
  reader: GraphReader,
  { side, edges }: { readonly side: Side; readonly edges: readonly DerivedEdge[] },
  call: Call,
): Promise<StoredRows> {
  const gaps = await reader.gaps(call);
  const before = known.get(edges);
  if (before?.gaps === gaps && before.side === side) return before.stored;
  const texts = await textsOf(reader, side, edges, call);
  const rows = edges.map((edge): StoredRow => {
    const id = otherEnd(edge, side);
    const {
      conclusion,
      conclusion: { action, decision },
    } = edge;
    const text = arnOfId(id) ?? present(texts.get(id), 'an edge has both ends');
    return { id, text, action, decision, edge, conclusion: storedConclusion(conclusion, gaps) };
  });
  const stored = { rows: orderAssumptions(rows), ...sumRows(rows, { showsDenied: false }) };
  known.set(edges, { side, gaps, stored });
  return stored;
}

/** ARNs or names of the ends whose ids are no ARN. */
async function textsOf(
  reader: GraphReader,
  side: Side,
  edges: readonly DerivedEdge[],
  call: Call,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(edges.map((edge) => otherEnd(edge, side)).filter((id) => arnOfId(id) === null));
  const nodes = ids.size === 0 ? [] : await nodesOf(reader, [...ids], call);
  return new Map(nodes.flatMap((node) => (node === null ? [] : [[node.id, node.arn ?? node.name]])));
}

/** Rows that are shown, with their nodes. `subject`: what the question asked about, null where there are no rows. */
export async function fetchRows(
  reader: GraphReader,
  shown: {
    readonly rows: readonly (AssumptionRow | StoredRow)[];
    readonly subject: GraphNode | null;
    readonly side: Side;
  },
  call: Call,
): Promise<readonly AssumptionRow[]> {
  const { rows, side } = shown;
  const missing = rows.flatMap((row) => ('principal' in row ? [] : [row.id]));
  if (missing.length === 0 && rows.every((row) => 'principal' in row)) return rows;
  const subject = present(shown.subject, 'rows are about a node');
  const others = await nodesOf(reader, missing, call);
  let fetched = 0;
  return rows.map((row): AssumptionRow => {
    if ('principal' in row) return row;
    const other = present(others[fetched++], 'an edge has both ends');
    const pair = side === 'principal' ? pairBetween(other, subject, row.edge) : pairBetween(subject, other, row.edge);
    const { id, text, action, decision, edge, conclusion } = row;
    return { id, text, action, decision, edge, conclusion, principal: pair.principal, role: pair.role };
  });
}

/** The id of the side that was not asked about. */
export function otherEnd({ from, to }: DerivedEdge, side: Side): string {
  return side === 'principal' ? from : to;
}

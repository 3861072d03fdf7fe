import type { DerivedEdge } from '../graph/edges.js';
import type { GraphNode } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import { present } from '../lib/invariant.js';
import { pairKey, type AssumptionRow, type Conclusion, type Side } from './assumption.js';
import { decidePairs } from './decide.js';
import { pairBetween, storedConclusion, type EdgePair } from './edgePair.js';
import { saysNothing, type Stated } from './given.js';
import { isNearMiss, type Candidate } from './nearMisses.js';
import { otherEnd } from './storedRows.js';

/**
 * The rows of the stored edges of one node, `side` being their other ends: as stored, or decided again where something is stated. A row
 * that is DENIED then is a near miss.
 */
export async function assumptionRows(
  reader: GraphReader,
  {
    subject,
    side,
    edges,
  }: { readonly subject: GraphNode; readonly side: Side; readonly edges: readonly DerivedEdge[] },
  stated: Stated,
  call: Call,
): Promise<readonly AssumptionRow[]> {
  const ends = edges.map((edge) => otherEnd(edge, side));
  const others = await reader.nodes(
    ends.filter((id, place) => id !== ends[place - 1]),
    call,
  );
  let found = -1;
  const pairs = edges.map((edge, place) => {
    if (ends[place] !== ends[place - 1]) found++;
    const other = present(others[found], 'an edge has both ends');
    return side === 'principal' ? pairBetween(other, subject, edge) : pairBetween(subject, other, edge);
  });
  if (!saysNothing(stated)) {
    const conclusions = await decidePairs(reader, pairs, stated, call);
    return conclusions.map((conclusion, place) => concluded(present(pairs[place], 'a pair'), conclusion, side));
  }
  const gaps = await reader.gaps(call);
  return pairs.map((pair) => concluded(pair, storedConclusion(pair.edge.conclusion, gaps), side));
}

function concluded(
  {
    principal,
    role,
    action,
    edge,
  }: Pick<EdgePair, 'principal' | 'role' | 'action'> & { readonly edge: EdgePair['edge'] | null },
  conclusion: Conclusion,
  side: Side,
): AssumptionRow {
  const other = side === 'principal' ? principal : role;
  const { decision } = conclusion.judgement;
  return { principal, role, action, edge, conclusion, decision, id: other.id, text: other.arn ?? other.name };
}

/** The near misses among candidates, those that have a row already left out. */
export async function nearMissRows(
  reader: GraphReader,
  candidates: readonly Candidate[],
  { rows, side }: { readonly rows: readonly AssumptionRow[]; readonly side: Side },
  stated: Stated,
  call: Call,
): Promise<readonly AssumptionRow[]> {
  const known = new Set(rows.map(pairKey));
  const open = candidates.filter((candidate) => !known.has(pairKey(candidate)));
  const conclusions = await decidePairs(reader, open, stated, call);
  return conclusions.flatMap((conclusion, index) => {
    const candidate = present(open[index], 'a candidate');
    if (!isNearMiss(candidate, conclusion.judgement)) return [];
    return [concluded({ ...candidate, edge: null }, conclusion, side)];
  });
}

import type { DerivedEdge } from '../graph/edges.js';
import { nodeId } from '../graph/ids.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Gap } from '../iam/snapshot.js';
import { present } from '../lib/invariant.js';
import {
  assumptionKey,
  assumptionOf,
  compareAssumptions,
  fillAssumption,
  type Assumption,
  type Side,
} from './assumption.js';
import { filterAssumptions, wantsDenied, type AssumptionFilter } from './assumptionFilter.js';
import { budgetSpent, completenessOf, type Completeness } from './completeness.js';
import { scopeHash } from './cursor.js';
import { decidePairs } from './decide.js';
import { pairOf, storedConclusion } from './edgePair.js';
import { saysNothing, type Given, type Stated } from './given.js';
import { isNearMiss, type Candidate } from './nearMisses.js';
import { cutPage, type Page, type PageArguments } from './page.js';

/** What both questions about assumptions take beside their subject. */
export interface AssumptionArguments extends PageArguments {
  readonly given?: Given | null;
  readonly where?: AssumptionFilter | null;
}

export interface DecisionCounts {
  readonly allowed: number;
  readonly conditional: number;
  readonly denied: number | null;
}

export interface AssumptionConnection extends Page<Assumption> {
  readonly totalCount: number;
  readonly counts: DecisionCounts;
  readonly completeness: Completeness;
}

/** The rows of stored edges: as stored, or decided again where something is stated. A row that is DENIED then is a near miss. */
export async function assumptionRows(
  reader: GraphReader,
  edges: readonly DerivedEdge[],
  stated: Stated,
  call: Call,
): Promise<readonly Assumption[]> {
  const ends = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const found = await reader.nodes(ends, call);
  const byId = new Map(found.filter((node) => node !== null).map((node) => [node.id, node]));
  const pairs = edges.map((edge) => pairOf(edge, byId));
  if (!saysNothing(stated)) {
    const conclusions = await decidePairs(reader, pairs, stated, call);
    return conclusions.map((conclusion, index) =>
      assumptionOf(present(pairs[index], 'a pair'), conclusion, edges[index] ?? null),
    );
  }
  const gaps = await reader.gaps(call);
  return pairs.map((pair, index) => {
    const edge = present(edges[index], 'an edge');
    return assumptionOf(pair, storedConclusion(edge.conclusion, gaps), edge);
  });
}

/** The near misses among candidates, those that have a row already left out. */
export async function nearMissRows(
  reader: GraphReader,
  candidates: readonly Candidate[],
  rows: readonly Assumption[],
  stated: Stated,
  call: Call,
): Promise<readonly Assumption[]> {
  const known = new Set(rows.map(assumptionKey));
  const open = candidates.filter(({ principal, role, action }) => {
    return !known.has(JSON.stringify([principal.id, role.id, action]));
  });
  const conclusions = await decidePairs(reader, open, stated, call);
  return conclusions.flatMap((conclusion, index) => {
    const candidate = present(open[index], 'a candidate');
    if (!isNearMiss(candidate, conclusion.judgement)) return [];
    const { principal, role, action } = candidate;
    return [assumptionOf({ principal, role, action }, conclusion, null)];
  });
}

/** Counts, filters, orders and cuts the rows of the whole answer. */
export async function answerAssumptions(
  reader: GraphReader,
  answer: {
    readonly name: string;
    readonly subject: string;
    readonly side: Side;
    readonly rows: readonly Assumption[];
    /** Gaps that could add a row. */
    readonly gaps: readonly Gap[];
    readonly args: AssumptionArguments;
    readonly call: Call;
  },
): Promise<AssumptionConnection> {
  const { rows, args, side, call } = answer;
  const ids = [
    ...new Set(rows.flatMap((row) => (row[side].account === null ? [] : [nodeId.account(row[side].account)]))),
  ];
  const accounts = typeof args.where?.isInOrganization === 'boolean' ? await reader.nodes(ids, call) : [];
  const byId = new Map(accounts.filter((node) => node !== null).map((node) => [node.id, node]));
  const shown = filterAssumptions(rows, args.where, side, byId).toSorted(compareAssumptions(side));
  const question = scopeHash(answer.name, answer.subject, { given: args.given, where: args.where });
  const count = (decision: Assumption['decision']) => rows.filter((row) => row.decision === decision).length;
  const spent = call.budget.isSpent ? [budgetSpent('rows')] : [];
  const counted = rows.filter((row) => row.decision !== 'DENIED' || wantsDenied(args.where));
  const page = cutPage(shown, assumptionKey, { generation: reader.generation.id, question }, { ...args, standard: 50 });
  const brought = args.given?.session?.policies ?? [];
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: fillAssumption(node, brought) }));
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: page.pageInfo,
    totalCount: shown.length,
    counts: {
      allowed: count('ALLOWED'),
      conditional: count('CONDITIONAL'),
      denied: wantsDenied(args.where) ? count('DENIED') : null,
    },
    completeness: completenessOf([...answer.gaps, ...counted.flatMap((row) => row.gaps), ...spent]),
  };
}

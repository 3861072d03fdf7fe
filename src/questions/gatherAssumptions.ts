import { nodeId } from '../graph/ids.js';
import type { GraphNode, PrincipalOrPerson } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { AssumptionRow, Side } from './assumption.js';
import { filterAssumptions, narrows, wantsDenied } from './assumptionFilter.js';
import { orderAssumptions } from './assumptionOrder.js';
import type { AssumptionArguments, AssumptionQuestion } from './assumptionQuestion.js';
import { assumptionRows, nearMissRows } from './assumptionRows.js';
import { saysNothing, type Stated } from './given.js';
import { sumRows, type RowSums } from './rowSums.js';
import { storedRows, type StoredRow } from './storedRows.js';

/** All rows of an answer in their order, and what is summed over all of the subject's. */
export interface GatheredRows extends RowSums {
  readonly rows: readonly (AssumptionRow | StoredRow)[];
}

/** Of a subject that the graph lacks. */
export const NO_ROWS: GatheredRows = { rows: [], ...sumRows([], { showsDenied: false }) };

/** A question about a subject, with what is stated. */
interface Asked<Subject extends PrincipalOrPerson> {
  readonly question: AssumptionQuestion<Subject>;
  readonly subject: Subject;
  readonly args: AssumptionArguments;
  readonly stated: Stated;
}

/** Where nothing is stated and nothing narrowed, the stored edges are the answer, and only nodes of rows that are shown are fetched. */
export async function gatherAssumptions<Subject extends PrincipalOrPerson>(
  reader: GraphReader,
  asked: Asked<Subject>,
  call: Call,
): Promise<GatheredRows> {
  const { question, subject, args, stated } = asked;
  const { side } = question;
  const edges = await question.edges(reader, subject, call);
  const assigned = await question.assigned(reader, subject, call);
  if (saysNothing(stated) && !narrows(args.where)) {
    const stored = await storedRows(reader, { side, edges }, call);
    if (assigned.length === 0) return stored;
    const all = [...stored.rows, ...assigned];
    return { rows: orderAssumptions(all), ...sumRows(all, { showsDenied: false }) };
  }
  const entering = await assumptionRows(reader, { subject, side, edges }, stated, call);
  const decided = [...entering, ...assigned];
  const showsDenied = wantsDenied(args.where);
  const missed = showsDenied ? await missedRows(reader, asked, decided, call) : [];
  const rows = [...decided, ...missed];
  const accounts = typeof args.where?.isInOrganization === 'boolean' ? await accountsOf(reader, rows, side, call) : [];
  const byId = new Map(accounts.map((node) => [node.id, node]));
  return { rows: orderAssumptions(filterAssumptions(rows, args.where, side, byId)), ...sumRows(rows, { showsDenied }) };
}

async function missedRows<Subject extends PrincipalOrPerson>(
  reader: GraphReader,
  { question, subject, stated }: Asked<Subject>,
  rows: readonly AssumptionRow[],
  call: Call,
): Promise<readonly AssumptionRow[]> {
  const candidates = await question.candidates(reader, subject, call);
  return nearMissRows(reader, candidates, { rows, side: question.side }, stated, call);
}

/** Accounts of the side not asked about. */
async function accountsOf(
  reader: GraphReader,
  rows: readonly AssumptionRow[],
  side: Side,
  call: Call,
): Promise<readonly GraphNode[]> {
  const ids = rows.flatMap((row) => (row[side].account === null ? [] : [nodeId.account(row[side].account)]));
  return (await reader.nodes([...new Set(ids)], call)).filter((node) => node !== null);
}

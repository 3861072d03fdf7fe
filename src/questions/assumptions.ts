import type { DerivedEdge } from '../graph/edges.js';
import { nodeId } from '../graph/ids.js';
import type { GraphNode, PrincipalNode } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Gap } from '../iam/snapshot.js';
import type { Ask } from './ask.js';
import { rowKey, showAssumption, type Assumption, type AssumptionRow, type Side } from './assumption.js';
import { filterAssumptions, narrows, wantsDenied, type AssumptionFilter } from './assumptionFilter.js';
import { orderAssumptions } from './assumptionOrder.js';
import { assumptionRows, nearMissRows } from './assumptionRows.js';
import { budgetSpent, completenessOf, type Completeness } from './completeness.js';
import { cursorScope } from './cursor.js';
import { readGiven, saysNothing, type Given, type Stated } from './given.js';
import type { Candidate } from './nearMisses.js';
import { cutPage, pageSize, showPage, type Page, type PageArguments } from './page.js';
import { sumRows, type RowSums } from './rowSums.js';
import { fetchRows, storedRows, type StoredRow } from './storedRows.js';

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

/** What the two questions about assumptions differ in. */
export interface AssumptionQuestion<Subject extends PrincipalNode> {
  readonly name: string;
  /** The subject as the question names it. */
  readonly text: string;
  /** The other side of each row. */
  readonly side: Side;
  /** Null: the graph lacks it. Errors: BAD_USER_INPUT. */
  resolve(reader: GraphReader, call: Call): Promise<Subject | null>;
  /** Errors: BAD_USER_INPUT when what is stated cannot be. */
  refuse(stated: Stated, subject: Subject): void;
  edges(reader: GraphReader, subject: Subject, call: Call): Promise<readonly DerivedEdge[]>;
  /** Whom the near misses are among. */
  candidates(reader: GraphReader, subject: Subject, call: Call): Promise<readonly Candidate[]>;
  /** Gaps that could add a row; `subject` null: the graph lacks it. */
  gaps(reader: GraphReader, subject: Subject | null, call: Call): Promise<readonly Gap[]>;
}

/** Answers a question about assumptions. A subject that the graph lacks gives no rows, and what the question's gaps say. */
export async function askAssumptions<Subject extends PrincipalNode>(
  ask: Ask,
  args: AssumptionArguments,
  question: AssumptionQuestion<Subject>,
): Promise<AssumptionConnection> {
  pageSize(args.first, 50);
  const stated = readGiven(args.given);
  const call = ask.question();
  const reader = await ask.reader();
  const subject = await question.resolve(reader, call);
  if (subject !== null) question.refuse(stated, subject);
  const asked = { question, args, stated };
  const gathered = subject === null ? NO_ROWS : await gather(reader, { ...asked, subject }, call);
  const gaps = await question.gaps(reader, subject, call);
  return answerRows(reader, { question, subject, gathered, gaps, args, call });
}

/** All rows of an answer in their order, and what is summed over all of the subject's. */
interface GatheredRows extends RowSums {
  readonly rows: readonly (AssumptionRow | StoredRow)[];
}

const NO_ROWS: GatheredRows = { rows: [], ...sumRows([], { showsDenied: false }) };

interface Asked<Subject extends PrincipalNode> {
  readonly question: AssumptionQuestion<Subject>;
  readonly subject: Subject;
  readonly args: AssumptionArguments;
  readonly stated: Stated;
}

/** Where nothing is stated and nothing narrowed, the stored edges are the answer, and only nodes of rows that are shown are fetched. */
async function gather<Subject extends PrincipalNode>(
  reader: GraphReader,
  asked: Asked<Subject>,
  call: Call,
): Promise<GatheredRows> {
  const { question, subject, args, stated } = asked;
  const { side } = question;
  const edges = await question.edges(reader, subject, call);
  if (saysNothing(stated) && !narrows(args.where)) return storedRows(reader, { side, edges }, call);
  const decided = await assumptionRows(reader, { subject, side, edges }, stated, call);
  const showsDenied = wantsDenied(args.where);
  const missed = showsDenied ? await missedRows(reader, asked, decided, call) : [];
  const rows = [...decided, ...missed];
  const accounts = typeof args.where?.isInOrganization === 'boolean' ? await accountsOf(reader, rows, side, call) : [];
  const byId = new Map(accounts.map((node) => [node.id, node]));
  return { rows: orderAssumptions(filterAssumptions(rows, args.where, side, byId)), ...sumRows(rows, { showsDenied }) };
}

async function missedRows<Subject extends PrincipalNode>(
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

/** Cuts the page that is shown, and says what stands behind all rows. */
async function answerRows(
  reader: GraphReader,
  answer: {
    readonly question: { readonly name: string; readonly text: string; readonly side: Side };
    readonly subject: PrincipalNode | null;
    readonly gathered: GatheredRows;
    readonly gaps: readonly Gap[];
    readonly args: AssumptionArguments;
    readonly call: Call;
  },
): Promise<AssumptionConnection> {
  const { question, subject, gathered, args, call } = answer;
  const { rows, counts } = gathered;
  const scope = cursorScope(reader, {
    name: question.name,
    parent: question.text,
    args: { given: args.given, where: args.where },
  });
  const key = (row: AssumptionRow | StoredRow): string => rowKey(row, question.side, subject?.id ?? '');
  const page = cutPage(rows, key, scope, { ...args, standard: 50 });
  const shown = await fetchRows(reader, { rows: page.nodes, subject, side: question.side }, call);
  const brought = args.given?.session?.policies ?? [];
  const gaps = [...answer.gaps, ...gathered.gaps.flat(), ...(call.budget.isSpent ? [budgetSpent('rows')] : [])];
  return {
    ...showPage(
      page,
      shown.map((row) => showAssumption(row, brought)),
    ),
    totalCount: rows.length,
    counts: {
      allowed: counts.ALLOWED,
      conditional: counts.CONDITIONAL,
      denied: wantsDenied(args.where) ? counts.DENIED : null,
    },
    completeness: completenessOf(gaps),
  };
}

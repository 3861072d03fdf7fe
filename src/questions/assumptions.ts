import type { DerivedEdge } from '../graph/edges.js';
import { nodeId } from '../graph/ids.js';
import type { PrincipalNode } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Decision } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Ask } from './ask.js';
import {
  assumptionKey,
  orderAssumptions,
  showAssumption,
  type Assumption,
  type AssumptionRow,
  type Side,
} from './assumption.js';
import { filterAssumptions, wantsDenied, type AssumptionFilter } from './assumptionFilter.js';
import { assumptionRows, nearMissRows } from './assumptionRows.js';
import { budgetSpent, completenessOf, type Completeness } from './completeness.js';
import { scopeHash } from './cursor.js';
import { readGiven, type Given, type Stated } from './given.js';
import type { Candidate } from './nearMisses.js';
import { cutPage, pageSize, showPage, type Page, type PageArguments } from './page.js';

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
  const rows = subject === null ? [] : await rowsOf(reader, { question, subject, args, stated }, call);
  const gaps = await question.gaps(reader, subject, call);
  return answerRows(reader, { question, rows, gaps, args, call });
}

async function rowsOf<Subject extends PrincipalNode>(
  reader: GraphReader,
  asked: {
    readonly question: AssumptionQuestion<Subject>;
    readonly subject: Subject;
    readonly args: AssumptionArguments;
    readonly stated: Stated;
  },
  call: Call,
): Promise<readonly AssumptionRow[]> {
  const { question, subject, args, stated } = asked;
  const edges = await question.edges(reader, subject, call);
  const rows = await assumptionRows(reader, { subject, side: question.side, edges }, stated, call);
  if (!wantsDenied(args.where)) return rows;
  const candidates = await question.candidates(reader, subject, call);
  return [...rows, ...(await nearMissRows(reader, candidates, rows, stated, call))];
}

/** Counts, filters, orders and cuts the rows of the whole answer. */
async function answerRows(
  reader: GraphReader,
  answer: {
    readonly question: { readonly name: string; readonly text: string; readonly side: Side };
    readonly rows: readonly AssumptionRow[];
    readonly gaps: readonly Gap[];
    readonly args: AssumptionArguments;
    readonly call: Call;
  },
): Promise<AssumptionConnection> {
  const { question, rows, args, call } = answer;
  const { side } = question;
  const isInOrganization = typeof args.where?.isInOrganization === 'boolean';
  const accounts = isInOrganization ? await reader.nodes(accountIds(rows, side), call) : [];
  const byId = new Map(accounts.filter((node) => node !== null).map((node) => [node.id, node]));
  const wanted = orderAssumptions(filterAssumptions(rows, args.where, side, byId), side);
  const scope = {
    generation: reader.generation.id,
    question: scopeHash(question.name, question.text, { given: args.given, where: args.where }),
  };
  const page = cutPage(wanted, assumptionKey, scope, { ...args, standard: 50 });
  const brought = args.given?.session?.policies ?? [];
  const counts: Record<Decision, number> = { ALLOWED: 0, CONDITIONAL: 0, DENIED: 0 };
  const gaps = new Set<readonly Gap[]>([answer.gaps]);
  for (const { conclusion } of rows) {
    const { decision } = conclusion.judgement;
    counts[decision]++;
    if (decision !== 'DENIED' || wantsDenied(args.where)) gaps.add(conclusion.gaps);
  }
  if (call.budget.isSpent) gaps.add([budgetSpent('rows')]);
  return {
    ...showPage(
      page,
      page.nodes.map((row) => showAssumption(row, brought)),
    ),
    totalCount: wanted.length,
    counts: {
      allowed: counts.ALLOWED,
      conditional: counts.CONDITIONAL,
      denied: wantsDenied(args.where) ? counts.DENIED : null,
    },
    completeness: completenessOf([...gaps].flat()),
  };
}

function accountIds(rows: readonly AssumptionRow[], side: Side): readonly string[] {
  return [...new Set(rows.flatMap((row) => (row[side].account === null ? [] : [nodeId.account(row[side].account)])))];
}

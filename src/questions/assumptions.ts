import type { PrincipalOrPerson } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Gap } from '../iam/snapshot.js';
import type { Ask } from './ask.js';
import { rowKey, showAssumption, type Assumption, type AssumptionRow, type Side } from './assumption.js';
import { wantsDenied } from './assumptionFilter.js';
import type { AssumptionArguments, AssumptionQuestion } from './assumptionQuestion.js';
import { budgetSpent, completenessOf, type Completeness } from './completeness.js';
import { cursorScope } from './cursor.js';
import { gatherAssumptions, NO_ROWS, type GatheredRows } from './gatherAssumptions.js';
import { readGiven } from './given.js';
import { cutPage, pageSize, showPage, type Page } from './page.js';
import { fetchRows, type StoredRow } from './storedRows.js';

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

/** Answers a question about assumptions. A subject that the graph lacks gives no rows, and what the question's gaps say. */
export async function askAssumptions<Subject extends PrincipalOrPerson>(
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
  const gathered = subject === null ? NO_ROWS : await gatherAssumptions(reader, { ...asked, subject }, call);
  const gaps = await question.gaps(reader, subject, call);
  return answerRows(reader, { question, subject, gathered, gaps, args, call });
}

/** Cuts the page that is shown, and says what stands behind all rows. */
async function answerRows(
  reader: GraphReader,
  answer: {
    readonly question: { readonly name: string; readonly text: string; readonly side: Side };
    readonly subject: PrincipalOrPerson | null;
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

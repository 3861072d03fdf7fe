import { unboundedCall } from '../../src/graph/call.js';
import type { Call, GraphStore } from '../../src/graph/store.js';
import { makeAsk } from '../../src/questions/ask.js';
import { whoCan } from '../../src/questions/whoCan.js';
import type { WhoCanQuestion } from './chooseQuestions.js';

/** One question asked once. */
export interface Asked extends WhoCanQuestion {
  readonly ms: number;
  /** Rows of the whole answer. */
  readonly rows: number;
  /** Principals that were decided about. */
  readonly evaluated: number;
}

/** Asks every question once, in order, each by a reader of its own, as an operation does. */
export async function askEach(store: GraphStore, questions: readonly WhoCanQuestion[]): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const question of questions) {
    const start = performance.now();
    const counter = countingCall();
    const { signal } = counter.call;
    const ask = makeAsk({ store, generation: null, signal, deadline: Infinity, workBudget: Infinity });
    const { totalCount } = await whoCan({ ...ask, question: () => counter.call }, { ...question, first: 50 });
    const members = question.action.includes('*') ? Number.NaN : 1;
    asked.push({ ...question, ms: performance.now() - start, rows: totalCount, evaluated: counter.spent() / members });
  }
  return asked;
}

/** A call that counts what is decided: a decision about one principal and one member takes one from the budget. */
function countingCall(): { readonly call: Call; readonly spent: () => number } {
  let spent = 0;
  const spend = (amount: number): boolean => {
    spent += amount;
    return true;
  };
  return { call: { ...unboundedCall(), budget: { spend, isSpent: false } }, spent: () => spent };
}

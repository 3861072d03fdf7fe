import { checkCall } from '../../graph/call.js';
import { at } from './compressedRows.js';
import { kindMask, rowsFor } from './edgeTable.js';
import type { Call, WalkQuery } from '../../graph/store.js';
import type { EdgeRows, EdgeTable } from './edgeTable.js';

/** Every so many edges the deadline and the signal are looked at. */
const CHECK_EVERY = 8192;

/** Where edges may stand, as the bits of `EdgeTable.holds`: in the first step of a walk, or in a later one. */
export const FIRST = 1;
export const LATER = 2;
export type Step = typeof FIRST | typeof LATER;

/** One question about walks with its sets resolved. */
export interface WalkSearch {
  readonly table: EdgeTable;
  readonly kinds: number;
  /** The edges that it looks at. */
  readonly rows: EdgeRows;
  /** 1 for each node that no walk touches; null where there is none. */
  readonly avoided: Uint8Array | null;
  /** Wanted starts and ends, each once. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly call: Call;
  readonly now: () => number;
  /** Edges looked at so far. */
  spent: number;
  /** Edges looked at when the clock is looked at next. */
  nextCheck: number;
}

/** Resolves the ids of a question. Unknown ids lead nowhere, nor do those to avoid. */
export function beginSearch(table: EdgeTable, query: WalkQuery, call: Call, now: () => number): WalkSearch {
  const avoid = numbersOf(table, query.avoid);
  const avoided = avoid.length === 0 ? null : new Uint8Array(table.nodes.nodes.length);
  for (const node of avoid) if (avoided !== null) avoided[node] = 1;
  const isAllowed = (node: number): boolean => avoided === null || avoided[node] === 0;
  const kinds = kindMask(query.kinds);
  return {
    table,
    kinds,
    rows: rowsFor(table, kinds),
    avoided,
    from: numbersOf(table, query.from).filter(isAllowed),
    to: numbersOf(table, query.to).filter(isAllowed),
    call,
    now,
    spent: 0,
    nextCheck: 0,
  };
}

/** Takes work off the budget and looks at the clock now and then. False once the budget is spent. */
export function spend(search: WalkSearch, amount: number): boolean {
  search.spent += amount;
  if (search.spent >= search.nextCheck) {
    search.nextCheck = search.spent + CHECK_EVERY;
    checkCall(search.call, search.now());
  }
  return search.call.budget.spend(amount);
}

/** Whether edges of this kind and conclusion are asked for and can stand at this step. */
export function isUsable(search: WalkSearch, kind: number, conclusion: number, step: Step): boolean {
  return (search.kinds & (1 << kind)) !== 0 && (at(search.table.holds, conclusion) & step) !== 0;
}

/** Whether walks may touch the node. */
export function isOpen({ avoided }: WalkSearch, node: number): boolean {
  return avoided === null || avoided[node] === 0;
}

/** Numbers of nodes, each once; unknown ids have none. */
function numbersOf(table: EdgeTable, ids: readonly string[]): readonly number[] {
  const found = new Set<number>();
  for (const id of ids) {
    const index = table.nodes.byId.get(id);
    if (index !== undefined) found.add(index);
  }
  return [...found];
}

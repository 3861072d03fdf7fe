import { checkCall } from '../../graph/call.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { present } from '../../lib/invariant.js';
import { at, rowOf } from './compressedRows.js';
import { kindMask, makeEdge } from './edgeTable.js';
import { productsAt } from './productIndex.js';
import { NO_ACCOUNT, isSameAccount, nodeAt } from './nodeTable.js';
import type { Conclusion, DerivedEdge } from '../../graph/edges.js';
import type { Call, WalkLayers, WalkQuery } from '../../graph/store.js';
import type { EdgeTable, Product } from './edgeTable.js';

/** Every so many edges the deadline and the signal are looked at. */
const CHECK_EVERY = 8192;

/** Where edges may stand: in the first step, or in a later one. */
type Step = 'FIRST' | 'LATER';

/** One question with its sets resolved. */
interface Search {
  readonly table: EdgeTable;
  readonly kinds: number;
  readonly avoided: Uint8Array;
  /** Wanted starts, each once. */
  readonly from: readonly number[];
  readonly call: Call;
  readonly now: () => number;
  /** Edges looked at since the last look at the clock. */
  unchecked: number;
}

/** A set of nodes from which an end is so many hops away, with what was looked up of it. */
interface Reach {
  readonly isIn: Uint8Array;
  readonly members: readonly number[];
  /** By ends of products, those in the set in the order of paths. */
  readonly endsOf: Map<Uint32Array, Uint32Array>;
  /** Edges into the set out of each node as a first step, and as a later one. */
  readonly edges: Readonly<Record<Step, Map<number, EdgesInto>>>;
}

/** Edges out of a node, and what finding them spent. */
interface EdgesInto {
  readonly edges: readonly DerivedEdge[];
  readonly spent: number;
}

/** Layers of each length in turn; see `GraphReader.walks`. Looks backwards from the ends, one length further at a time. */
export async function* walkLayers(
  table: EdgeTable,
  query: WalkQuery,
  call: Call,
  now: () => number,
): AsyncGenerator<WalkLayers, void, void> {
  const avoided = new Uint8Array(table.nodes.nodes.length);
  for (const node of numbersOf(table, query.avoid)) avoided[node] = 1;
  const isAllowed = (node: number): boolean => avoided[node] === 0;
  const search: Search = {
    table,
    kinds: kindMask(query.kinds),
    avoided,
    from: numbersOf(table, query.from).filter(isAllowed),
    call,
    now,
    unchecked: CHECK_EVERY,
  };
  const reaches: Reach[] = [reachOf(search, numbersOf(table, query.to).filter(isAllowed))];
  for (let length = 1; length <= query.maxHops; length++) {
    const last = present(reaches.at(-1), 'a reach for each length');
    const starts = findStarts(search, last);
    if (call.budget.isSpent) return;
    if (starts.length > 0) {
      yield makeLayers(search, reaches.slice(), starts);
      if (call.budget.isSpent) return;
    }
    if (length === query.maxHops) return;
    const next = stepBack(search, last);
    if (call.budget.isSpent || next.members.length === 0) return;
    reaches.push(isSame(next, last) ? last : next);
  }
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

function reachOf({ avoided }: Search, members: readonly number[]): Reach {
  const isIn = new Uint8Array(avoided.length);
  for (const node of members) isIn[node] = 1;
  return { isIn, members, endsOf: new Map(), edges: { FIRST: new Map(), LATER: new Map() } };
}

function isSame(left: Reach, right: Reach): boolean {
  return left.members.length === right.members.length && left.members.every((node) => right.isIn[node] === 1);
}

/** Takes work off the budget and looks at the clock now and then. False once the budget is spent. */
function spend(search: Search, amount: number): boolean {
  search.unchecked += amount;
  if (search.unchecked >= CHECK_EVERY) {
    search.unchecked = 0;
    checkCall(search.call, search.now());
  }
  return search.call.budget.spend(amount);
}

function canHold(conclusion: Conclusion, step: Step): boolean {
  return step === 'FIRST' ? conclusion.holdsFirst : conclusion.holdsLater;
}

/** The wanted starts that have an edge into the set which can hold first. */
function findStarts(search: Search, reach: Reach): readonly number[] {
  const starts: number[] = [];
  for (const node of search.from) {
    if (leadsInto(search, node, reach)) starts.push(node);
    if (search.call.budget.isSpent) break;
  }
  return starts;
}

function leadsInto(search: Search, node: number, reach: Reach): boolean {
  const { table, kinds } = search;
  const { columns, conclusions } = table;
  const row = rowOf(table.out, node);
  if (!spend(search, row.length + 1)) return false;
  for (const number of row) {
    if (reach.isIn[at(columns.to, number)] === 0 || (kinds & (1 << at(columns.kind, number))) === 0) continue;
    if (present(conclusions[at(columns.conclusion, number)], 'conclusion in range').holdsFirst) return true;
  }
  for (const number of productsAt(table.productsFrom, node)) {
    const product = present(table.products[number], 'product in range');
    if (!isUsable(search, product, 'FIRST')) continue;
    const ends = endsInReach(search, reach, product);
    if (ends.some((end) => !isSameAccount(table.nodes, node, end))) return true;
  }
  return false;
}

/** Nodes with an edge into the set that can hold later. */
function stepBack(search: Search, reach: Reach): Reach {
  const { table, avoided, kinds, call } = search;
  const { columns, conclusions } = table;
  const isIn = new Uint8Array(avoided.length);
  const members: number[] = [];
  const add = (node: number): void => {
    if (isIn[node] === 1 || avoided[node] === 1) return;
    isIn[node] = 1;
    members.push(node);
  };
  const touched = new Set<number>();
  for (const end of reach.members) {
    const row = rowOf(table.into, end);
    if (!spend(search, row.length + 1)) break;
    for (const number of row) {
      const start = at(columns.from, number);
      if (isIn[start] === 1 || (kinds & (1 << at(columns.kind, number))) === 0) continue;
      if (present(conclusions[at(columns.conclusion, number)], 'conclusion in range').holdsLater) add(start);
    }
    for (const number of productsAt(table.productsTo, end)) touched.add(number);
  }
  /** Starts that are in already: all of them (null), or all but those of one account. Two such accounts make all. */
  const marked = new Map<Uint32Array, number | null>();
  for (const number of touched) {
    const product = present(table.products[number], 'product in range');
    if (!isUsable(search, product, 'LATER')) continue;
    const ends = endsInReach(search, reach, product);
    if (call.budget.isSpent) break;
    const only = onlyAccount(table, ends);
    const before = marked.get(product.from);
    if (before === null || before === only) continue;
    marked.set(product.from, before === undefined ? only : null);
    if (!spend(search, product.from.length)) break;
    for (const start of product.from) {
      if (only === null || at(table.nodes.account, start) !== only) add(start);
    }
  }
  return { isIn, members, endsOf: new Map(), edges: { FIRST: new Map(), LATER: new Map() } };
}

function isUsable(search: Search, product: Product, step: Step): boolean {
  return (
    (search.kinds & (1 << product.kind)) !== 0 &&
    canHold(present(search.table.conclusions[product.conclusion], 'conclusion in range'), step)
  );
}

/** Ends of a product that are in the set, in the order of paths. Products that share their ends share the answer. */
function endsInReach(search: Search, reach: Reach, { to }: Product): Uint32Array {
  const known = reach.endsOf.get(to);
  if (known !== undefined) return known;
  if (!spend(search, to.length)) return new Uint32Array();
  const { pathRank } = search.table.nodes;
  const ends = to.filter((node) => reach.isIn[node] === 1);
  ends.sort((left, right) => at(pathRank, left) - at(pathRank, right));
  reach.endsOf.set(to, ends);
  return ends;
}

/** The one account in which all these nodes stand, or null. */
function onlyAccount(table: EdgeTable, nodes: Uint32Array): number | null {
  const first = nodes[0];
  if (first === undefined) return null;
  const account = at(table.nodes.account, first);
  if (account === NO_ACCOUNT) return null;
  return nodes.every((node) => at(table.nodes.account, node) === account) ? account : null;
}

function makeLayers(search: Search, reaches: readonly Reach[], starts: readonly number[]): WalkLayers {
  const { nodes } = search.table;
  const length = reaches.length;
  const ordered = [...starts].sort((left, right) => at(nodes.pathRank, left) - at(nodes.pathRank, right));
  return {
    length,
    starts: ordered.map((node) => nodeAt(nodes, node).id),
    edges(step, node) {
      const reach = reaches[length - 1 - step];
      const index = nodes.byId.get(node);
      if (reach === undefined || index === undefined) return [];
      return edgesInto(search, index, reach, step === 0 ? 'FIRST' : 'LATER');
    },
  };
}

/** Edges out of a node into the set. Asked again, they cost the same and are not looked for again. */
function edgesInto(search: Search, node: number, reach: Reach, step: Step): readonly DerivedEdge[] {
  const known = reach.edges[step].get(node);
  if (known !== undefined) return spend(search, known.spent) ? known.edges : [];
  const found = findEdgesInto(search, node, reach, step);
  if (found === null) return [];
  reach.edges[step].set(node, found);
  return found.edges;
}

/** Null where the budget ends. */
function findEdgesInto(search: Search, node: number, reach: Reach, step: Step): EdgesInto | null {
  const { table } = search;
  const { columns, conclusions, nodes } = table;
  const found: { readonly end: number; readonly edge: DerivedEdge }[] = [];
  const row = rowOf(table.out, node);
  let spent = row.length;
  if (!spend(search, row.length)) return null;
  for (const number of row) {
    const end = at(columns.to, number);
    if (reach.isIn[end] === 0) continue;
    const kind = at(columns.kind, number);
    if ((search.kinds & (1 << kind)) === 0) continue;
    const conclusion = at(columns.conclusion, number);
    if (!canHold(present(conclusions[conclusion], 'conclusion in range'), step)) continue;
    found.push({ end, edge: makeEdge(table, kind, node, end, conclusion) });
  }
  for (const number of productsAt(table.productsFrom, node)) {
    const product = present(table.products[number], 'product in range');
    if (!isUsable(search, product, step)) continue;
    const ends = endsInReach(search, reach, product);
    spent += ends.length;
    if (!spend(search, ends.length)) return null;
    for (const end of ends) {
      if (!isSameAccount(nodes, node, end)) {
        found.push({ end, edge: makeEdge(table, product.kind, node, end, product.conclusion) });
      }
    }
  }
  const edges = found
    .sort(
      (left, right) =>
        at(nodes.pathRank, left.end) - at(nodes.pathRank, right.end) || compareCodePoints(left.edge.id, right.edge.id),
    )
    .map((row_) => row_.edge);
  return { edges, spent };
}

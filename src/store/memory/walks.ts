import { checkCall } from '../../graph/call.js';
import { present } from '../../lib/invariant.js';
import { at } from './compressedRows.js';
import { inOrder, makeEdge } from './edgeTable.js';
import { isSameAccount, nodeAt } from './nodeTable.js';
import { productsAt } from './productIndex.js';
import { beginDistances, isFarther, lookFurther } from './walkDistances.js';
import { beginLeads, hasEdge, leadingEnds, leads, type Leads } from './walkLeads.js';
import { beginSearch, FIRST, isOpen, isUsable, LATER, spend, type Step } from './walkSearch.js';
import type { DerivedEdge } from '../../graph/edges.js';
import type { Call, WalkLayers, WalkQuery } from '../../graph/store.js';
import type { EdgeTable } from './edgeTable.js';
import type { ReaderContext } from './readerContext.js';

/** Edges out of a node that lead to an end in so many hops, and what finding them spent. */
interface Onward {
  readonly edges: readonly DerivedEdge[];
  readonly spent: number;
}

/** What layers share: edges out of nodes by the hops left behind them, as a first step and as a later one. */
interface Walks {
  readonly leads: Leads;
  readonly onward: Readonly<Record<Step, Map<number, Onward>[]>>;
}

/**
 * Layers of each length in turn; see `GraphReader.walks`. Which nodes lead to an end in exactly so many hops is found out from the starts
 * on, no deeper than where the distance to the ends says no. Distances are looked at further backwards only where that is no more work
 * than the last length was, so that neither a hub ahead nor one behind is looked through for nothing.
 */
export async function* walkLayers(
  table: EdgeTable,
  query: WalkQuery,
  call: Call,
  { assertOpen, now }: ReaderContext,
): AsyncGenerator<WalkLayers, void, void> {
  assertOpen();
  checkCall(call, now());
  const search = beginSearch(table, query, call, now);
  const distances = beginDistances(search);
  const walks: Walks = { leads: beginLeads(search, distances), onward: { [FIRST]: [], [LATER]: [] } };
  let work = 0;
  for (let length = 1; length <= query.maxHops; length++) {
    while (distances.depth < length - 1 && distances.cost <= work && !call.budget.isSpent)
      lookFurther(search, distances);
    const before = search.spent;
    const starts = search.from.filter((node) => !call.budget.isSpent && hasEdge(walks.leads, node, length, FIRST));
    if (call.budget.isSpent) return;
    if (starts.length > 0) yield makeLayers(walks, length, starts);
    if (call.budget.isSpent) return;
    work = search.spent - before;
  }
}

function makeLayers(walks: Walks, length: number, starts: readonly number[]): WalkLayers {
  const { nodes } = walks.leads.search.table;
  const ordered = starts.toSorted((left, right) => at(nodes.pathRank, left) - at(nodes.pathRank, right));
  return {
    length,
    starts: ordered.map((node) => nodeAt(nodes, node).id),
    edges(step, node) {
      const index = nodes.byId.get(node);
      const left = length - 1 - step;
      return index === undefined || left < 0 ? [] : edgesOnward(walks, index, left, step === 0 ? FIRST : LATER);
    },
  };
}

/** Edges out of a node behind which exactly `left` hops lead to an end. Asked again, they cost the same and are not looked for again. */
function edgesOnward(walks: Walks, node: number, left: number, step: Step): readonly DerivedEdge[] {
  const byNode = (walks.onward[step][left] ??= new Map<number, Onward>());
  const known = byNode.get(node);
  const { search } = walks.leads;
  if (known !== undefined) return spend(search, known.spent) ? known.edges : [];
  const found = findOnward(walks.leads, node, left, step);
  if (search.call.budget.isSpent) return [];
  byNode.set(node, found);
  return found.edges;
}

/** Meaningless once the budget is spent. */
function findOnward(own: Leads, node: number, left: number, step: Step): Onward {
  const { search } = own;
  const { table, rows } = search;
  const { columns, nodes } = table;
  const { out } = rows;
  const ends: number[] = [];
  const edges: DerivedEdge[] = [];
  const add = (kind: number, end: number, conclusion: number): void => {
    ends.push(end);
    edges.push(makeEdge(table, kind, node, end, conclusion));
  };
  const [start, stop] = [at(out.offsets, node), at(out.offsets, node + 1)];
  let spent = stop - start;
  spend(search, spent);
  for (let place = start; place < stop; place++) {
    const number = at(out.values, place);
    const end = at(columns.to, number);
    if (isFarther(own.distances, end, left) || !isOpen(search, end)) continue;
    const [kind, conclusion] = [at(columns.kind, number), at(columns.conclusion, number)];
    if (!isUsable(search, kind, conclusion, step)) continue;
    if (leads(own, end, left)) add(kind, end, conclusion);
  }
  for (const number of productsAt(table.productsFrom, node)) {
    const product = present(table.products[number], 'product in range');
    if (!isUsable(search, product.kind, product.conclusion, step)) continue;
    const leading = leadingEnds(own, product, left);
    spent += leading.length;
    spend(search, leading.length);
    for (const end of leading) if (!isSameAccount(nodes, node, end)) add(product.kind, end, product.conclusion);
  }
  return { edges: inOrder(edges, ends, nodes.pathRank), spent };
}

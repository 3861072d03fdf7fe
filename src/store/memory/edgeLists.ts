import { LRUCache } from 'lru-cache';
import { edgesOf, type EdgeTable } from './edgeTable.js';
import type { DerivedEdge } from '../../graph/edges.js';
import type { WorkBudget } from '../../graph/store.js';

/** The most edges that the lists of one generation keep together. */
const KEPT_EDGES = 50_000;

/** Which list of edges is meant; `kinds` is a `kindMask`. */
interface EdgeListQuery {
  readonly direction: 'OUT' | 'IN';
  readonly kinds: number;
  readonly budget: WorkBudget;
}

/** Lists of edges of nodes, the last ones asked for kept: those who page and those who ask again are given the same list. */
export interface EdgeLists {
  /** See `edgesOf`. A list that was kept costs what it cost at first; where the budget has not that much, it is made anew and ends short. */
  of(node: number, query: EdgeListQuery): readonly DerivedEdge[];
}

interface KeptList {
  readonly edges: readonly DerivedEdge[];
  readonly spent: number;
}

/** The lists of one generation. `keptEdges`: how many edges they keep together at most. */
export function edgeLists(table: EdgeTable, keptEdges: number = KEPT_EDGES): EdgeLists {
  const kept = new LRUCache<string, KeptList>({
    maxSize: keptEdges,
    sizeCalculation: ({ edges }) => edges.length + 1,
  });
  return {
    of(node, query) {
      const { direction, kinds, budget } = query;
      const key = `${direction} ${kinds} ${node}`;
      const known = kept.get(key);
      if (known !== undefined && (budget.left ?? 0) >= known.spent) {
        budget.spend(known.spent);
        return known.edges;
      }
      const meter = countSpent(budget);
      const edges = edgesOf(table, node, { direction, kinds, budget: meter });
      if (!budget.isSpent) kept.set(key, { edges, spent: meter.spent });
      return edges;
    },
  };
}

/** The same budget, counting what is taken from it. */
function countSpent(budget: WorkBudget): WorkBudget & { readonly spent: number } {
  let spent = 0;
  return {
    spend(amount) {
      spent += amount;
      return budget.spend(amount);
    },
    get isSpent() {
      return budget.isSpent;
    },
    get spent() {
      return spent;
    },
  };
}

import { type DerivedEdge, BECOMING_KINDS } from '../../graph/edges.js';
import type { Call } from '../../graph/store.js';
import type { Performers } from '../perform/performers.js';

/** Who may lead to somebody with access, by id. */
export interface Leading {
  /** Everybody from whom edges lead there, whatever they need in position. */
  readonly from: readonly string[];
  /** Those of whom some way needs nothing, where nothing is stated of the request. */
  readonly surely: ReadonlySet<string>;
}

/** Looks backwards from the sessions that have access, hop by hop; each edge takes from the work budget. Errors: DEADLINE_EXCEEDED. */
export async function leadingTo({ reader, edges }: Performers, maxHops: number, call: Call): Promise<Leading> {
  const holders = [...edges.values()].filter(({ conclusion }) => conclusion.holdsLater);
  const seen = new Set(holders.map(({ from }) => from));
  const sure = new Set(holders.flatMap(({ from, conclusion }) => (conclusion.needs === null ? [from] : [])));
  const from = new Set<string>();
  const surely = new Set<string>();
  let ends: readonly string[] = [...seen];
  for (let hop = 0; hop < maxHops && ends.length > 0 && !call.budget.isSpent; hop++) {
    const into = await reader.edgesInto(ends, BECOMING_KINDS, call);
    const next = new Set<string>();
    for (const edge of into.flat()) {
      const isSure = edge.conclusion.needs === null && sure.has(edge.to);
      if (edge.conclusion.holdsFirst) {
        from.add(edge.from);
        if (isSure) surely.add(edge.from);
      }
      if (goesOn(edge, { seen, sure, isSure })) next.add(edge.from);
    }
    ends = [...next];
  }
  return { from: [...from], surely };
}

/** Whether to look behind the start of an edge: where it is new, or newly known to lead there without needs. */
function goesOn(
  { from, conclusion }: DerivedEdge,
  { seen, sure, isSure }: { readonly seen: Set<string>; readonly sure: Set<string>; readonly isSure: boolean },
): boolean {
  if (!conclusion.holdsLater) return false;
  const isNew = !seen.has(from) || (isSure && !sure.has(from));
  seen.add(from);
  if (isSure) sure.add(from);
  return isNew;
}

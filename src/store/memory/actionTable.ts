import { actionTerm, policiesByTerm, termsAlike } from '../../graph/actionTerms.js';
import { amongAccounts } from '../../graph/ids.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { ActionTerm } from '../../graph/actionTerms.js';
import type { Graph } from '../../graph/graph.js';

/** Identity policies by how the actions begin that they allow. */
export interface ActionTable {
  readonly policies: ReadonlyMap<ActionTerm, readonly string[]>;
  /** All terms, in the order of `<`. */
  readonly terms: readonly ActionTerm[];
}

/** Indexes the documents of a graph by what they allow. */
export function buildActionTable({ nodes, documents }: Graph): ActionTable {
  const policies = policiesByTerm(nodes, documents);
  return { policies, terms: [...policies.keys()].sort() };
}

/** Ids of the policies of these accounts, null for any, or of none that may allow one of these actions, by code point. */
export function policiesAllowing(
  { policies, terms }: ActionTable,
  actions: readonly string[],
  accounts: readonly string[] | null,
): readonly string[] {
  const isAmong = amongAccounts(accounts);
  const found = new Set<string>();
  const add = (term: ActionTerm): void => {
    for (const policy of policies.get(term) ?? []) if (isAmong(policy)) found.add(policy);
  };
  for (const action of actions) {
    const { whole, beginning } = termsAlike(actionTerm(action));
    for (const term of whole) add(term);
    if (beginning === null) continue;
    for (let index = firstFrom(terms, beginning); terms[index]?.startsWith(beginning) === true; index++) {
      add(terms[index] ?? '');
    }
  }
  return [...found].sort(compareCodePoints);
}

/** The place of the first text that is not before this one. */
function firstFrom(texts: readonly string[], text: string): number {
  let low = 0;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((texts[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

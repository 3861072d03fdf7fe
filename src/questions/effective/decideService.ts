import type { Gap } from '../../iam/snapshot.js';
import type { Asking } from './asking.js';
import type { CatalogAction } from './catalog.js';
import { type Apart, type Cell, without } from './cells.js';
import { decideKnown } from './decideKnown.js';
import type { KnownResource } from './knownResources.js';
import { ownPatterns } from './ownPatterns.js';
import { makeWider } from './wider.js';

/** What somebody can do by actions of one service. */
export interface OfService {
  readonly byAction: ReadonlyMap<CatalogAction, readonly Cell[]>;
  /** Of what is DENIED too. */
  readonly gaps: readonly Gap[];
}

const NOTHING: OfService = { byAction: new Map(), gaps: [] };

/**
 * Decides actions of a service on resources of the graph and, `withPatterns`, on what the caller's own policies write; each without what
 * is told apart of it. Nothing where the work budget does not suffice: the patterns would say too much.
 */
export function decideService(
  asking: Asking,
  service: string,
  actions: readonly CatalogAction[],
  { known, withPatterns }: { readonly known: readonly KnownResource[]; readonly withPatterns: boolean },
): OfService {
  const wide = withPatterns ? ownPatterns(asking, service, actions) : NOTHING;
  const isMissing = missingBeside(known);
  const gaps = wide.gaps.filter(isMissing);
  const cells = new Map<CatalogAction, Cell[]>();
  const samples = new Map<CatalogAction, Cell[]>();
  const apart = new Map<CatalogAction, Apart[]>();
  const inParts = new Map<CatalogAction, Apart[]>();
  const ofService = { service, actions, widerOf: makeWider(asking, service) };
  for (const one of known) {
    const { asked, isForeign, isSample } = one;
    const { told, gaps: missing } = decideKnown(asking, one, ofService);
    gaps.push(...missing);
    for (const { action, cells: some, isApart } of told) {
      append(isSample ? samples : cells, action, some);
      if (!isApart) continue;
      append(apart, action, [{ text: asked.arn, isForeign }]);
      if (isSample) append(inParts, action, [{ text: asked.arn, isForeign: false }]);
    }
  }
  if (asking.budget.isSpent) return NOTHING;
  const byAction = new Map<CatalogAction, readonly Cell[]>();
  const untold = onceForEach<readonly Cell[]>((all) =>
    all.map((cell) => (cell.gaps.every(isMissing) ? cell : { ...cell, gaps: cell.gaps.filter(isMissing) })),
  );
  for (const action of actions) {
    const others = untold(wide.byAction.get(action) ?? NO_CELLS);
    const own = cells.get(action);
    const taken = apart.get(action);
    if (own === undefined && taken === undefined) {
      // The same list for all actions of a class, so that they are put together as one.
      const all = samples.has(action) ? [...others, ...(samples.get(action) ?? [])] : others;
      if (all.length > 0) byAction.set(action, all);
      continue;
    }
    const parts = inParts.get(action) ?? [];
    const left = [
      ...others.flatMap((cell) => without(cell, taken ?? []) ?? []),
      ...(own ?? []).flatMap((cell) => without(cell, parts) ?? []),
      ...(samples.get(action) ?? []),
    ];
    if (left.length > 0) byAction.set(action, left);
  }
  return { byAction, gaps };
}

const NO_CELLS: readonly Cell[] = [];

/** The caller's own policies may name resources that the graph has: these are decided by themselves, and nothing of theirs is missing. */
function missingBeside(known: readonly KnownResource[]): (gap: Gap) => boolean {
  const told = new Set(known.map(({ asked }) => asked.arn));
  return ({ kind, subject }) => kind !== 'RESOURCE_POLICY_NOT_COLLECTED' || subject === null || !told.has(subject);
}

/** The same list for the same list. */
function onceForEach<List extends object>(change: (list: List) => List): (list: List) => List {
  const found = new Map<List, List>();
  return (list) => {
    const changed = found.get(list) ?? change(list);
    found.set(list, changed);
    return changed;
  };
}

/** Adds to the list of a key. */
export function append<Key, Item>(lists: Map<Key, Item[]>, key: Key, items: readonly Item[]): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [...items]);
  else known.push(...items);
}

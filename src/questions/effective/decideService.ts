import type { Gap } from '../../iam/snapshot.js';
import type { Asking } from './asking.js';
import type { CatalogAction } from './catalog.js';
import { type Apart, type Cell, without } from './cells.js';
import { decideKnown } from './decideKnown.js';
import type { KnownResource } from './knownResources.js';
import { ownPatterns } from './ownPatterns.js';

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
  const gaps = [...wide.gaps];
  const cells = new Map<CatalogAction, Cell[]>();
  const samples = new Map<CatalogAction, Cell[]>();
  const apart = new Map<CatalogAction, Apart[]>();
  const inParts = new Map<CatalogAction, Apart[]>();
  for (const { asked, isForeign, isSample, ...rest } of known) {
    const { told, gaps: missing } = decideKnown(asking, { asked, isForeign, isSample, ...rest }, service, actions);
    gaps.push(...missing);
    for (const one of told) {
      append(isSample ? samples : cells, one.action, one.cells);
      if (!one.isApart) continue;
      append(apart, one.action, [{ text: asked.arn, isForeign }]);
      if (isSample) append(inParts, one.action, [{ text: asked.arn, isForeign: false }]);
    }
  }
  if (asking.budget.isSpent) return NOTHING;
  const byAction = new Map<CatalogAction, readonly Cell[]>();
  for (const action of actions) {
    const others = wide.byAction.get(action) ?? [];
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

/** Adds to the list of a key. */
export function append<Key, Item>(lists: Map<Key, Item[]>, key: Key, items: readonly Item[]): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [...items]);
  else known.push(...items);
}

import { derivedEdge } from '../../graph/derivedEdge.js';
import { parseStoredEdgeId } from '../../graph/ids.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { loadedKey } from './keys.js';
import { conclusionOf } from './records.js';
import { limitOf } from './limit.js';
import { READ } from './statements/read.js';
import type { DerivedEdge, EdgeKind } from '../../graph/edges.js';
import type { Call } from '../../graph/store.js';
import type { Run } from './connection.js';
import type { Records } from './records.js';

/** One load, read in one transaction. */
export interface Reading {
  readonly run: Run;
  /** See `WholeRun`. */
  readonly last: Run;
  readonly load: string;
  readonly records: Records;
}

interface EdgeRow {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly kind: EdgeKind;
  readonly conclusion: number;
  readonly other: string;
}

/** Edges into or out of nodes, by id of the other end, then edge id. Those past the budget are left out and the budget is spent. */
export async function edgesAtNodes(
  { run, last, load, records }: Reading,
  query: { readonly ids: readonly string[]; readonly kinds: readonly EdgeKind[]; readonly direction: 'OUT' | 'IN' },
  call: Call,
): Promise<readonly (readonly DerivedEdge[])[]> {
  const { ids, kinds, direction } = query;
  const keys = [...new Set(ids)].map((id) => loadedKey.entity(load, id));
  const limit = limitOf(call.budget);
  const statement = direction === 'OUT' ? READ.edgesFrom : READ.edgesInto;
  const rows = await last<EdgeRow>(statement, { keys, kinds, limit });
  const kept = rows.filter(() => call.budget.spend(1));
  const conclusions = await records.conclusions(
    run,
    load,
    kept.map(({ conclusion }) => conclusion),
  );
  const byNode = new Map<string, DerivedEdge[]>(ids.map((id) => [id, []]));
  for (const { id, kind, conclusion, other } of kept) {
    const [from, to] = direction === 'OUT' ? [id, other] : [other, id];
    byNode.get(id)?.push(derivedEdge(kind, from, to, conclusionOf(conclusions, conclusion)));
  }
  const side = direction === 'OUT' ? 'to' : 'from';
  for (const edges of byNode.values()) {
    edges.sort((left, right) => compareCodePoints(left[side], right[side]) || compareCodePoints(left.id, right.id));
  }
  return ids.map((id) => byNode.get(id) ?? []);
}

/** Edges by id, null where there is none. */
export async function edgesByIds(
  { run, last, load, records }: Reading,
  ids: readonly string[],
): Promise<readonly (DerivedEdge | null)[]> {
  const keys = new Map<string, NonNullable<ReturnType<typeof parseStoredEdgeId>>>();
  for (const id of ids) {
    const key = parseStoredEdgeId(id);
    if (key !== null) keys.set(id, key);
  }
  const rows = await last<{ readonly id: string; readonly conclusion: number }>(READ.edges, {
    rows: [...keys].map(([id, { kind, from, to, action, technique }]) => ({
      id,
      kind,
      action,
      technique: technique ?? '',
      from: loadedKey.entity(load, from),
      to: loadedKey.entity(load, to),
    })),
  });
  const conclusions = await records.conclusions(
    run,
    load,
    rows.map(({ conclusion }) => conclusion),
  );
  const found = new Map<string, DerivedEdge>();
  for (const { id, conclusion } of rows) {
    const key = keys.get(id);
    if (key !== undefined)
      found.set(id, derivedEdge(key.kind, key.from, key.to, conclusionOf(conclusions, conclusion)));
  }
  return ids.map((id) => found.get(id) ?? null);
}

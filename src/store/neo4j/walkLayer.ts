import { derivedEdge } from '../../graph/derivedEdge.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { loadedKey } from './keys.js';
import { limitOf } from './limit.js';
import { conclusionOf } from './records.js';
import { WALKS } from './statements/walks.js';
import type { Conclusion, DerivedEdge, EdgeKind } from '../../graph/edges.js';
import type { Call, WalkQuery } from '../../graph/store.js';
import type { Run } from './connection.js';
import type { Records } from './records.js';

/** A node on a walk. */
export interface Stop {
  readonly id: string;
  readonly realm: string;
  /** Place in the order of paths. */
  readonly rank: number;
}

/** Nodes at one distance, by id. */
export type Stops = ReadonlyMap<string, Stop>;

/** One question, and the transaction in hand over a load that never changes. */
export interface WalkSearch {
  readonly query: WalkQuery;
  readonly call: Call;
  readonly load: string;
  readonly records: Records;
  readonly run: Run;
}

/** The edges of one step between two sets of nodes. Products stay sets, and are written out where they are asked for. */
export interface Layer {
  /** Nodes with an edge in it. */
  readonly starts: Stops;
  readonly ends: Stops;
  /** By the end's place in the order of paths, then edge id. */
  edgesFrom(node: string): readonly DerivedEdge[];
}

interface PairRow {
  readonly [key: string]: unknown;
  readonly start: string;
  readonly end: string;
  readonly kind: EdgeKind;
  readonly conclusion: number;
}

interface MemberRow {
  readonly [key: string]: unknown;
  readonly start: string;
  readonly set: number;
}

interface SetEndRow {
  readonly [key: string]: unknown;
  readonly set: number;
  readonly end: string;
  readonly kind: EdgeKind;
  readonly conclusion: number;
}

/** An edge out of a node or of a set, its end and conclusion looked up. */
interface Branch {
  readonly end: Stop;
  readonly kind: EdgeKind;
  readonly conclusion: Conclusion;
}

/** The statements of its steps. */
export function stepsFor({ kinds }: WalkQuery): (typeof WALKS)['all'] {
  return kinds.includes('CAN_PASS') ? WALKS.all : WALKS.becoming;
}

/** Fetches the edges from one set of nodes into another that can stand at this step. Takes what it read off the budget. */
export async function fetchLayer(
  search: WalkSearch,
  between: { readonly starts: Stops; readonly ends: Stops; readonly isFirst: boolean },
): Promise<Layer> {
  const { query, call, load, records, run } = search;
  const { starts, ends, isFirst } = between;
  const keysOf = (stops: Stops): readonly string[] => [...stops.keys()].map((id) => loadedKey.entity(load, id));
  const common = { kinds: query.kinds, isFirst, limit: limitOf(call.budget) };
  const steps = stepsFor(query);
  const startKeys = keysOf(starts);
  const endKeys = keysOf(ends);
  const [pairs, members] = await Promise.all([
    starts.size <= ends.size
      ? run<PairRow>(steps.betweenFromStarts, { ...common, startKeys, ends: [...ends.keys()] })
      : run<PairRow>(steps.betweenFromEnds, { ...common, endKeys, starts: [...starts.keys()] }),
    run<MemberRow>(WALKS.setMembers, { startKeys, limit: common.limit }),
  ]);
  const sets = [...new Set(members.map(({ set }) => set))];
  const setEnds = sets.length === 0 ? [] : await run<SetEndRow>(steps.setEnds, { ...common, endKeys, sets });
  if (!call.budget.spend(1 + pairs.length + members.length + setEnds.length)) return EMPTY;
  const numbers = [...pairs, ...setEnds].map(({ conclusion }) => conclusion);
  const conclusions = await records.conclusions(run, load, numbers);
  const branchOf = ({ end, kind, conclusion }: PairRow | SetEndRow): readonly Branch[] => {
    const stop = ends.get(end);
    return stop === undefined ? [] : [{ end: stop, kind, conclusion: conclusionOf(conclusions, conclusion) }];
  };
  return makeLayer({
    starts,
    direct: groupBy(pairs, ({ start }) => start, branchOf),
    memberships: groupBy(
      members,
      ({ start }) => start,
      ({ set }) => [set],
    ),
    branches: groupBy(setEnds, ({ set }) => set, branchOf),
  });
}

const EMPTY: Layer = { starts: new Map(), ends: new Map(), edgesFrom: () => [] };

function makeLayer(found: {
  readonly starts: Stops;
  readonly direct: ReadonlyMap<string, readonly Branch[]>;
  readonly memberships: ReadonlyMap<string, readonly number[]>;
  readonly branches: ReadonlyMap<number, readonly Branch[]>;
}): Layer {
  const { direct, memberships, branches } = found;
  const starts = new Map<string, Stop>();
  const ends = new Map<string, Stop>();
  const realms = new Map<number, Set<string>>();
  for (const [id, own] of direct) {
    const start = found.starts.get(id);
    if (start !== undefined) starts.set(id, start);
    for (const { end } of own) ends.set(end.id, end);
  }
  for (const [id, sets] of memberships) {
    const start = found.starts.get(id);
    if (start === undefined) continue;
    for (const set of sets) {
      const known = realms.get(set) ?? new Set();
      realms.set(set, known.add(start.realm));
      if (branches.get(set)?.some(({ end }) => end.realm !== start.realm) === true) starts.set(id, start);
    }
  }
  for (const [set, own] of branches) {
    const members = realms.get(set) ?? new Set();
    for (const { end } of own) if (members.size > 1 || !members.has(end.realm)) ends.set(end.id, end);
  }
  return {
    starts,
    ends,
    edgesFrom(node) {
      const start = starts.get(node);
      if (start === undefined) return [];
      const shared = (memberships.get(node) ?? []).flatMap((set) =>
        (branches.get(set) ?? []).filter(({ end }) => end.realm !== start.realm),
      );
      return [...(direct.get(node) ?? []), ...shared]
        .map(({ end, kind, conclusion }) => ({ end, edge: derivedEdge(kind, node, end.id, conclusion) }))
        .sort((left, right) => left.end.rank - right.end.rank || compareCodePoints(left.edge.id, right.edge.id))
        .map(({ edge }) => edge);
    },
  };
}

function groupBy<Item, Key, Value>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
  valuesOf: (item: Item) => readonly Value[],
): ReadonlyMap<Key, readonly Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? [];
    group.push(...valuesOf(item));
    groups.set(key, group);
  }
  return groups;
}

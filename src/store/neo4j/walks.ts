import { checkCall } from '../../graph/call.js';
import { invariant } from '../../lib/invariant.js';
import { loadedKey } from './keys.js';
import { limitOf } from './limit.js';
import { WALKS } from './statements/walks.js';
import { fetchLayer } from './walkLayer.js';
import type { Call, WalkLayers } from '../../graph/store.js';
import type { Run } from './connection.js';
import type { Layer, Stop, Stops, WalkSearch } from './walkLayer.js';

/** One question and how it reads; see `WalkSearch`. */
export interface WalkQuestion extends Omit<WalkSearch, 'run'> {
  /** Reads in a transaction of its own, under the question's call. */
  readonly read: <T>(work: (run: Run, call: Call) => Promise<T>) => Promise<T>;
}

/**
 * Layers of each length in turn; see `GraphReader.walks`. Looks forward from the starts and backward from the ends, one step of the
 * smaller side for each length; the edges in the middle say whether there is such a walk, and only then the others are fetched, between
 * nodes that both sides reached. Lengths are looked for in one transaction until there is something to give.
 */
export async function* walkLayers({ read, ...question }: WalkQuestion): AsyncGenerator<WalkLayers, void, void> {
  const { query, call } = question;
  if (query.maxHops < 1) return;
  for (let sides: Sides | null = null; sides === null || sides.length < query.maxHops; ) {
    const before: Sides | null = sides;
    const found: Found = await read(async (run, own) => nextLayers({ ...question, run, call: own }, before));
    if (call.budget.isSpent || found.layers === null) return;
    sides = found.sides;
    yield present(question, found.layers);
    if (call.budget.isSpent) return;
  }
}

/** What was reached from both ends, by distance, and the length that was looked for last. */
interface Sides {
  readonly length: number;
  readonly ahead: readonly Stops[];
  readonly behind: readonly Stops[];
}

interface Found {
  readonly sides: Sides;
  readonly layers: readonly Layer[] | null;
}

/** The layers of the next length of which there is a walk, null when there is none or the budget is spent. */
async function nextLayers(search: WalkSearch, before: Sides | null): Promise<Found> {
  const { query, call } = search;
  let sides = before === null ? await firstSides(search) : await stepOn(search, before);
  for (;;) {
    const { ahead, behind } = sides;
    if (call.budget.isSpent || last(ahead).size === 0 || last(behind).size === 0) return { sides, layers: null };
    const layers = await layersOf(search, ahead, behind);
    if (layers !== null || call.budget.isSpent || sides.length >= query.maxHops) return { sides, layers };
    sides = await stepOn(search, sides);
  }
}

async function firstSides(search: WalkSearch): Promise<Sides> {
  const { starts, ends } = await resolveEnds(search);
  return { length: 1, ahead: [starts], behind: [ends] };
}

/** One step further on the side that has fewer nodes. */
async function stepOn(search: WalkSearch, { length, ahead, behind }: Sides): Promise<Sides> {
  const [front, back] = [last(ahead), last(behind)];
  if (front.size <= back.size) {
    const next = await step(search, 'forward', front, ahead.length === 1);
    return { length: length + 1, ahead: [...ahead, next], behind };
  }
  return { length: length + 1, ahead, behind: [...behind, await step(search, 'backward', back, false)] };
}

function last(sides: readonly Stops[]): Stops {
  const side = sides.at(-1);
  invariant(side !== undefined, 'each side has a distance');
  return side;
}

interface StopRow extends Stop {
  readonly [key: string]: unknown;
  readonly edges: number;
}

async function resolveEnds({
  query,
  load,
  run,
}: WalkSearch): Promise<{ readonly starts: Stops; readonly ends: Stops }> {
  const avoided = new Set(query.avoid);
  const ids = new Set([...query.from, ...query.to].filter((id) => !avoided.has(id)));
  const keys = [...ids].map((id) => loadedKey.entity(load, id));
  const rows = await run<StopRow>(WALKS.resolve, { keys });
  const known = new Map(rows.map(({ id, realm, rank }) => [id, { id, realm, rank }]));
  const pick = (wanted: readonly string[]): Stops =>
    new Map(wanted.flatMap((id) => (known.has(id) ? [[id, known.get(id) as Stop] as const] : [])));
  return { starts: pick(query.from), ends: pick(query.to) };
}

/** The nodes one hop further. Takes the edges looked at off the budget. */
async function step(
  search: WalkSearch,
  direction: 'forward' | 'backward',
  from: Stops,
  isFirst: boolean,
): Promise<Stops> {
  const { query, call, load, run } = search;
  const keys = [...from.keys()].map((id) => loadedKey.entity(load, id));
  const parameters = { keys, kinds: query.kinds, avoid: query.avoid, isFirst, limit: limitOf(call.budget) };
  const rows = await run<StopRow>(WALKS[direction], parameters);
  call.budget.spend(1 + rows.reduce((sum, { edges }) => sum + edges, 0));
  return new Map(rows.map(({ id, realm, rank }) => [id, { id, realm, rank }]));
}

/** The layers of the length that both sides together make with one edge between them, or null when there is no such walk. */
async function layersOf(
  search: WalkSearch,
  ahead: readonly Stops[],
  behind: readonly Stops[],
): Promise<readonly Layer[] | null> {
  const middle = ahead.length - 1;
  const layers: Layer[] = [
    await fetchLayer(search, { starts: last(ahead), ends: last(behind), isFirst: middle === 0 }),
  ];
  const isDone = (): boolean => search.call.budget.isSpent;
  if (isDone() || layers[0]?.starts.size === 0) return null;
  for (let index = middle - 1; index >= 0 && !isDone(); index--) {
    const ends = layers[0]?.starts ?? new Map();
    layers.unshift(await fetchLayer(search, { starts: ahead[index] ?? new Map(), ends, isFirst: index === 0 }));
  }
  for (let index = behind.length - 2; index >= 0 && !isDone(); index--) {
    const starts = layers.at(-1)?.ends ?? new Map();
    layers.push(await fetchLayer(search, { starts, ends: behind[index] ?? new Map(), isFirst: false }));
  }
  return layers;
}

function present({ call }: Pick<WalkSearch, 'call'>, layers: readonly Layer[]): WalkLayers {
  const starts = [...(layers[0]?.starts.values() ?? [])].sort((left, right) => left.rank - right.rank);
  return {
    length: layers.length,
    starts: starts.map(({ id }) => id),
    edges(index, node) {
      checkCall(call);
      const edges = layers[index]?.edgesFrom(node) ?? [];
      return call.budget.spend(edges.length) ? edges : [];
    },
  };
}

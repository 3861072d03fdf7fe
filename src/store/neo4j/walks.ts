import { checkCall } from '../../graph/call.js';
import { invariant } from '../../lib/invariant.js';
import { loadedKey } from './keys.js';
import { limitOf } from './limit.js';
import { WALKS } from './statements/walks.js';
import { fetchLayer, stepsFor } from './walkLayer.js';
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
 * smaller side for each length; there is such a walk where both sides meet, and only then the edges are fetched, between nodes that both
 * sides reached. Lengths are looked for in one transaction until there is something to give.
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
  let sides = before ?? (await resolveEnds(search));
  while (sides.length < query.maxHops) {
    sides = await stepOn(search, sides);
    if (call.budget.isSpent || last(sides.ahead).size === 0 || last(sides.behind).size === 0) break;
    const layers = await layersOf(search, sides);
    if (layers !== null || call.budget.isSpent) return { sides, layers };
  }
  return { sides, layers: null };
}

/**
 * One step further on the side that has fewer nodes. The first forward is another than those after it, so as long as there are more starts
 * than what they are to reach, the edges between them are looked at in its place.
 */
async function stepOn(search: WalkSearch, sides: Sides): Promise<Sides> {
  const { length, ahead, behind } = sides;
  const [front, back] = [last(ahead), last(behind)];
  const isFirst = ahead.length === 1;
  if (isFirst && front.size > back.size && length === 0) return { length: 1, ahead, behind };
  if (front.size > back.size) {
    return { length: length + 1, ahead, behind: [...behind, await step(search, 'backward', back, false)] };
  }
  const next = { ahead: [...ahead, await step(search, 'forward', front, isFirst)], behind };
  // What both sides reach now was looked for already, between them.
  return isFirst && length > 0 ? stepOn(search, { length, ...next }) : { length: length + 1, ...next };
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

async function resolveEnds({ query, load, run }: WalkSearch): Promise<Sides> {
  const avoided = new Set(query.avoid);
  const ids = new Set([...query.from, ...query.to].filter((id) => !avoided.has(id)));
  const keys = [...ids].map((id) => loadedKey.entity(load, id));
  const rows = await run<StopRow>(WALKS.resolve, { keys });
  const known = new Map(rows.map(({ id, realm, rank }) => [id, { id, realm, rank }]));
  const pick = (wanted: readonly string[]): Stops =>
    new Map(wanted.flatMap((id) => (known.has(id) ? [[id, known.get(id) as Stop] as const] : [])));
  return { length: 0, ahead: [pick(query.from)], behind: [pick(query.to)] };
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
  const rows = await run<StopRow>(stepsFor(query)[direction], parameters);
  call.budget.spend(1 + rows.reduce((sum, { edges }) => sum + edges, 0));
  return new Map(rows.map(({ id, realm, rank }) => [id, { id, realm, rank }]));
}

/** The layers of the length that was looked for last, or null when there is no such walk. */
async function layersOf(search: WalkSearch, { ahead, behind }: Sides): Promise<readonly Layer[] | null> {
  if (ahead.length === 1) {
    const first = await fetchLayer(search, { starts: last(ahead), ends: last(behind), isFirst: true });
    return first.starts.size === 0 ? null : [first, ...(await layersAfter(search, first.ends, behind))];
  }
  const behindLast = last(behind);
  const meeting = new Map([...last(ahead)].filter(([id]) => behindLast.has(id)));
  if (meeting.size === 0) return null;
  const [before, after] = await Promise.all([
    layersBefore(search, ahead, meeting),
    layersAfter(search, meeting, behind),
  ]);
  return [...before, ...after];
}

/** Steps from the starts into these nodes, which were reached last. */
async function layersBefore(search: WalkSearch, ahead: readonly Stops[], reached: Stops): Promise<readonly Layer[]> {
  const layers: Layer[] = [];
  let ends = reached;
  for (let index = ahead.length - 2; index >= 0 && !search.call.budget.isSpent; index--) {
    const layer = await fetchLayer(search, { starts: ahead[index] ?? new Map(), ends, isFirst: index === 0 });
    layers.unshift(layer);
    ends = layer.starts;
  }
  return layers;
}

/** Steps from these nodes, which were reached last from behind, to the ends. */
async function layersAfter(search: WalkSearch, reached: Stops, behind: readonly Stops[]): Promise<readonly Layer[]> {
  const layers: Layer[] = [];
  let starts = reached;
  for (let index = behind.length - 2; index >= 0 && !search.call.budget.isSpent; index--) {
    const layer = await fetchLayer(search, { starts, ends: behind[index] ?? new Map(), isFirst: false });
    layers.push(layer);
    starts = layer.ends;
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

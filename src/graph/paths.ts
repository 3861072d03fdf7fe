import { setImmediate } from 'node:timers/promises';
import { present } from '../lib/invariant.js';
import { checkCall } from './call.js';
import { goesOn, type Onward } from './onward.js';
import { compareOnPaths } from './order.js';
import type { DerivedEdge } from './edges.js';
import type { Call, GraphReader, WalkLayers, WalkQuery } from './store.js';

/** After so many milliseconds of work others get their turn. */
const TURN_MS = 10;
/** Every so many nodes walked over the clock is looked at. */
const CHECK_EVERY = 32;
/** After so many nodes walked over behind one node without a whole walk it is looked ahead before others are walked to. */
const DOUBT_AFTER = 16;

/** What the caller decides about paths while they are made. `V` is what it concludes of a path, never null. */
export interface PathOptions<V> {
  /** Paths wanted in all, those of earlier pages included. */
  readonly limit: number;
  /**
   * What is concluded of these edges in their position, or null when they cannot hold: then no path begins with them.
   * `previous` is what was concluded of all but the last edge, null where that is the only one. Called once for each prefix, at once.
   */
  readonly holds: (edges: readonly DerivedEdge[], previous: V | null) => V | null;
  /**
   * Runs before `holds` sees these edges as last ones behind these beginnings (one without edges at the start): fetches in plural what
   * it reads. Nothing to wait for where it gives nothing back.
   */
  readonly prepare?: (edges: readonly DerivedEdge[], before: readonly Prefix<V>[]) => Promise<void> | undefined;
  /** Whether a whole path is wanted; all are when left out. */
  readonly accept?: (path: FoundPath<V>) => boolean;
  /** Of each start only the first path that is wanted. */
  readonly onePerStart?: boolean;
}

/** A path. One of no hops has no edges and no verdict. */
export interface FoundPath<V> {
  /** Node id. */
  readonly start: string;
  readonly edges: readonly DerivedEdge[];
  readonly verdict: V | null;
}

/** The first paths in the total order. `isCut`: the budget ended, and paths that come later were not looked for. */
export interface FoundPaths<V> {
  readonly paths: readonly FoundPath<V>[];
  readonly isCut: boolean;
}

/**
 * The shortest paths that hold: by length, then their nodes in turn by ARN (id where there is none), then their edges' ids; by code point.
 * No path touches a node twice or one to avoid, and no two have the same edges. A start that is also an end is a path of no hops; longer
 * paths from it to other ends are paths too, and a path may pass other starts and other ends on its way. Unknown nodes lead nowhere.
 * A store gives the edges that lie on walks of each length; order, loops and position are decided here, so that every store answers alike.
 */
export async function shortestPaths<V>(
  reader: Pick<GraphReader, 'nodes' | 'walks'>,
  query: WalkQuery,
  options: PathOptions<V>,
  call: Call,
): Promise<FoundPaths<V>> {
  const search = {
    options,
    call,
    paths: [] as FoundPath<V>[],
    ended: new Set<string>(),
    turnEnds: performance.now() + TURN_MS,
    unchecked: 0,
    walked: 0,
    whole: 0,
  };
  const starts = options.onePerStart === true ? new Set(query.from).size : Number.POSITIVE_INFINITY;
  for (const start of await endsThatHold(reader, query, call)) offer(search, { start, edges: [], verdict: null });
  if (!isDone(search)) {
    for await (const layers of reader.walks(query, call)) {
      for (const start of layers.starts) {
        if (isDone(search)) break;
        if (search.ended.has(start)) continue;
        for (const wait of enumerate(search, layers, start)) await wait;
      }
      if (isDone(search) || search.ended.size === starts) break;
    }
  }
  return { paths: search.paths, isCut: search.paths.length < options.limit && call.budget.isSpent };
}

interface Search<V> {
  readonly options: PathOptions<V>;
  readonly call: Call;
  readonly paths: FoundPath<V>[];
  /** Starts of which nothing more is wanted. */
  readonly ended: Set<string>;
  turnEnds: number;
  /** Nodes walked over since the last look at the clock. */
  unchecked: number;
  /** Nodes walked over in all, and whole walks that were come to. */
  walked: number;
  whole: number;
}

/** The beginning of a path: one sequence of edges over the nodes walked so far, and what was concluded of it, null where there are none. */
export interface Prefix<V> {
  readonly edges: readonly DerivedEdge[];
  readonly verdict: V | null;
}

/** A node of the walk in hand, with what led to it. */
interface Reached<V> {
  readonly node: string;
  readonly prefixes: readonly Prefix<V>[];
}

/** The same with the edges that leave it, those to one node side by side. */
interface Frame<V> extends Reached<V> {
  readonly edges: readonly DerivedEdge[];
  /** Place of the edge that is gone on with. */
  next: number;
  /** The search's counts when the node was come to. */
  readonly walked: number;
  readonly whole: number;
  /** From where walks go on beside the one in hand; null as long as nobody has to look ahead. */
  onward: Onward | null;
}

async function endsThatHold(
  reader: Pick<GraphReader, 'nodes'>,
  query: WalkQuery,
  call: Call,
): Promise<readonly string[]> {
  const ends = new Set(query.to);
  const both = query.from.filter((id) => ends.has(id));
  if (both.length === 0) return [];
  const avoided = new Set(query.avoid);
  const ids = [...new Set(both)].filter((id) => !avoided.has(id));
  const nodes = (await reader.nodes(ids, call)).filter((node) => node !== null);
  return nodes.sort(compareOnPaths).map((node) => node.id);
}

function isDone<V>(search: Search<V>): boolean {
  return search.paths.length >= search.options.limit || search.call.budget.isSpent;
}

function offer<V>(search: Search<V>, path: FoundPath<V>): void {
  if (search.paths.length >= search.options.limit) return;
  if (search.ended.has(path.start) || search.options.accept?.(path) === false) return;
  search.paths.push(path);
  if (search.options.onePerStart === true) search.ended.add(path.start);
}

/** Depth first over sequences of nodes, so that parallel edges come last in the order. Gives what has to be waited for. */
function* enumerate<V>(search: Search<V>, layers: WalkLayers, start: string): Generator<Promise<void>, void, void> {
  const walk: Walk<V> = { start, layers, visited: new Set(), stack: [] };
  let reached: Reached<V> | null = { node: start, prefixes: [{ edges: [], verdict: null }] };
  while (reached !== null) {
    if (++search.unchecked >= CHECK_EVERY) yield* takeTurn(search);
    const { node, prefixes }: Reached<V> = reached;
    walk.visited.add(node);
    const edges = unvisited(walk, layers.edges(walk.stack.length, node));
    const preparing = edges.length === 0 ? undefined : search.options.prepare?.(edges, prefixes);
    if (preparing !== undefined) yield preparing;
    walk.stack.push({ node, prefixes, edges, next: 0, walked: search.walked++, whole: search.whole, onward: null });
    reached = advance(search, walk);
  }
}

/** The walk in hand. */
interface Walk<V> {
  readonly start: string;
  readonly layers: WalkLayers;
  readonly visited: Set<string>;
  readonly stack: Frame<V>[];
}

/** A walk that comes back to a node is no path. */
function unvisited<V>({ visited }: Walk<V>, edges: readonly DerivedEdge[]): readonly DerivedEdge[] {
  return edges.some((edge) => visited.has(edge.to)) ? edges.filter((edge) => !visited.has(edge.to)) : edges;
}

/** Goes on to the next node of a walk that is not whole yet; whole ones are offered on the way. Null when there is none. */
function advance<V>(search: Search<V>, walk: Walk<V>): Reached<V> | null {
  const { start, layers, visited, stack } = walk;
  while (!isDone(search) && !search.ended.has(start)) {
    const frame = stack.at(-1);
    if (frame === undefined) return null;
    const node = frame.edges[frame.next]?.to;
    if (node === undefined) {
      goBack(search, walk);
      continue;
    }
    if (frame.onward !== null && !goesOn(layers, { step: stack.length, node }, visited, frame.onward)) {
      passBy(frame, node);
      continue;
    }
    const prefixes = extend(search, frame, node);
    if (prefixes.length === 0) continue;
    if (stack.length < layers.length) return { node, prefixes };
    search.whole++;
    for (const { edges, verdict } of prefixes) offer(search, { start, edges, verdict });
  }
  return null;
}

/**
 * Leaves the last node of the walk. Where much was walked behind it for nothing, as where every walk to the end comes back to where this one
 * has been, the node before it looks ahead from now on.
 */
function goBack<V>(search: Search<V>, { visited, stack }: Walk<V>): void {
  const frame = present(stack.pop(), 'a node of the walk');
  visited.delete(frame.node);
  const before = stack.at(-1);
  const isInVain = search.whole === frame.whole && search.walked - frame.walked > DOUBT_AFTER;
  if (before !== undefined && isInVain) before.onward ??= [];
}

/** The frame goes on behind the edges to this node. */
function passBy<V>(frame: Frame<V>, node: string): void {
  while (frame.edges[frame.next]?.to === node) frame.next++;
}

/** Looks at the call, and lets others run when a turn is over. */
function* takeTurn<V>(search: Search<V>): Generator<Promise<void>, void, void> {
  const now = performance.now();
  search.unchecked = 0;
  checkCall(search.call, now);
  if (now < search.turnEnds) return;
  yield setImmediate();
  checkCall(search.call);
  search.turnEnds = performance.now() + TURN_MS;
}

/** Every prefix with every edge to the node that holds after it, by edge ids. The frame goes on behind those edges. */
function extend<V>(search: Search<V>, frame: Frame<V>, node: string): readonly Prefix<V>[] {
  const { holds } = search.options;
  const first = frame.next;
  passBy(frame, node);
  const longer: Prefix<V>[] = [];
  for (const prefix of frame.prefixes) {
    for (let place = first; place < frame.next; place++) {
      const edges = [...prefix.edges, present(frame.edges[place], 'an edge to the node')];
      const verdict = holds(edges, prefix.verdict);
      if (verdict !== null) longer.push({ edges, verdict });
    }
  }
  return longer;
}

import { setImmediate } from 'node:timers/promises';
import { present } from '../lib/invariant.js';
import { checkCall } from './call.js';
import { compareOnPaths } from './order.js';
import type { DerivedEdge } from './edges.js';
import type { Call, GraphReader, WalkLayers, WalkQuery } from './store.js';

/** After so many milliseconds of work others get their turn. */
const TURN_MS = 10;

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
  readonly prepare?: (
    edges: readonly DerivedEdge[],
    before: readonly (readonly DerivedEdge[])[],
  ) => Promise<void> | undefined;
  /** Whether a whole path is wanted; all are when left out. */
  readonly accept?: (path: FoundPath<V>) => boolean;
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
  const search = { options, call, paths: [] as FoundPath<V>[], turnEnds: performance.now() + TURN_MS };
  for (const start of await endsThatHold(reader, query, call)) offer(search, { start, edges: [], verdict: null });
  if (!isDone(search)) {
    for await (const layers of reader.walks(query, call)) {
      for (const start of layers.starts) {
        if (isDone(search)) break;
        await enumerate(search, layers, start);
      }
      if (isDone(search)) break;
    }
  }
  return { paths: search.paths, isCut: search.paths.length < options.limit && call.budget.isSpent };
}

interface Search<V> {
  readonly options: PathOptions<V>;
  readonly call: Call;
  readonly paths: FoundPath<V>[];
  turnEnds: number;
}

/** One sequence of edges over the nodes walked so far; parallel edges give several. */
interface Prefix<V> {
  readonly edges: readonly DerivedEdge[];
  readonly verdict: V | null;
}

/** A node of the walk in hand: what led to it, and the edges that leave it, by the node they lead to. */
interface Frame<V> {
  readonly node: string;
  readonly prefixes: readonly Prefix<V>[];
  readonly branches: readonly (readonly DerivedEdge[])[];
  next: number;
}

async function endsThatHold(
  reader: Pick<GraphReader, 'nodes'>,
  query: WalkQuery,
  call: Call,
): Promise<readonly string[]> {
  const avoided = new Set(query.avoid);
  const ends = new Set(query.to);
  const ids = [...new Set(query.from)].filter((id) => ends.has(id) && !avoided.has(id));
  if (ids.length === 0) return [];
  const nodes = (await reader.nodes(ids, call)).filter((node) => node !== null);
  return nodes.sort(compareOnPaths).map((node) => node.id);
}

function isDone<V>(search: Search<V>): boolean {
  return search.paths.length >= search.options.limit || search.call.budget.isSpent;
}

function offer<V>(search: Search<V>, path: FoundPath<V>): void {
  if (search.paths.length >= search.options.limit) return;
  if (search.options.accept === undefined || search.options.accept(path)) search.paths.push(path);
}

/** Depth first over sequences of nodes, so that parallel edges come last in the order. */
async function enumerate<V>(search: Search<V>, layers: WalkLayers, start: string): Promise<void> {
  const visited = new Set([start]);
  const stack = [await expand(search, layers, 0, { node: start, prefixes: [{ edges: [], verdict: null }] }, visited)];
  while (!isDone(search)) {
    const frame = stack.at(-1);
    if (frame === undefined) return;
    const branch = frame.branches[frame.next++];
    if (branch === undefined) {
      stack.pop();
      visited.delete(frame.node);
      continue;
    }
    const prefixes = extend(search, frame.prefixes, branch);
    if (prefixes.length === 0) continue;
    if (stack.length === layers.length) {
      for (const prefix of prefixes) offer(search, { start, ...prefix });
      continue;
    }
    const node = present(branch[0], 'a branch has an edge').to;
    visited.add(node);
    stack.push(await expand(search, layers, stack.length, { node, prefixes }, visited));
  }
}

async function expand<V>(
  search: Search<V>,
  layers: WalkLayers,
  step: number,
  reached: Pick<Frame<V>, 'node' | 'prefixes'>,
  visited: ReadonlySet<string>,
): Promise<Frame<V>> {
  await takeTurn(search);
  const edges = layers.edges(step, reached.node).filter((edge) => !visited.has(edge.to));
  if (edges.length > 0) {
    const isPrepared = search.options.prepare?.(
      edges,
      reached.prefixes.map((prefix) => prefix.edges),
    );
    if (isPrepared !== undefined) await isPrepared;
  }
  return { ...reached, branches: groupByEnd(edges), next: 0 };
}

/** Looks at the call, and lets others run when a turn is over. */
async function takeTurn<V>(search: Search<V>): Promise<void> {
  const now = performance.now();
  checkCall(search.call, now);
  if (now < search.turnEnds) return;
  await setImmediate();
  checkCall(search.call);
  search.turnEnds = performance.now() + TURN_MS;
}

function groupByEnd(edges: readonly DerivedEdge[]): readonly (readonly DerivedEdge[])[] {
  const branches: DerivedEdge[][] = [];
  let end: string | null = null;
  for (const edge of edges) {
    if (edge.to === end) branches.at(-1)?.push(edge);
    else branches.push([edge]);
    end = edge.to;
  }
  return branches;
}

/** Every prefix with every parallel edge that holds after it, by edge ids. */
function extend<V>(
  search: Search<V>,
  prefixes: readonly Prefix<V>[],
  branch: readonly DerivedEdge[],
): readonly Prefix<V>[] {
  const longer: Prefix<V>[] = [];
  for (const prefix of prefixes) {
    for (const edge of branch) {
      const edges = [...prefix.edges, edge];
      const verdict = search.options.holds(edges, prefix.verdict);
      if (verdict !== null) longer.push({ edges, verdict });
    }
  }
  return longer;
}

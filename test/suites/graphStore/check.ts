import fc from 'fast-check';
import { unboundedCall } from '../../../src/graph/call.js';
import { KnownError } from '../../../src/lib/errors.js';
import { randomGraph } from '../../support/randomGraphs.js';
import { SEED, runs } from '../../support/runs.js';
import type { ErrorCode } from '../../../src/lib/errors.js';
import type { DerivedEdge } from '../../../src/graph/edges.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { Call, GraphReader, GraphStore, WalkLayers, WalkQuery } from '../../../src/graph/store.js';

/** A store of its own for one check, empty, that keeps two generations. */
export type OpenStore = () => Promise<{ readonly store: GraphStore; readonly close: () => Promise<void> }>;

/** One sentence of the port and what shows it. */
export interface Check {
  readonly name: string;
  readonly run: (open: OpenStore) => Promise<void>;
}

/** Runs with a fresh store and gives it back afterwards. */
export async function withStore<T>(open: OpenStore, use: (store: GraphStore) => Promise<T>): Promise<T> {
  const opened = await open();
  try {
    return await use(opened.store);
  } finally {
    await opened.close();
  }
}

/** Runs with a reader of a store that holds this graph alone. */
export async function withGraph<T>(
  open: OpenStore,
  graph: Graph,
  use: (reader: GraphReader, call: Call) => Promise<T>,
): Promise<T> {
  return withStore(open, async (store) => {
    const call = unboundedCall();
    await store.replaceGeneration(graph, call);
    return use(await store.open(null, call), call);
  });
}

/** Holds a property over random graphs and one more random value. */
export async function overGraphs<T>(
  open: OpenStore,
  full: number,
  more: fc.Arbitrary<T>,
  hold: (subject: {
    readonly graph: Graph;
    readonly reader: GraphReader;
    readonly call: Call;
    readonly more: T;
  }) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(randomGraph(), more, async (graph, value) =>
    withGraph(open, graph, async (reader, call) => hold({ graph, reader, call, more: value })),
  );
  await fc.assert(property, { numRuns: runs(full), seed: SEED });
}

/** The code of the error with which a call is refused, or what it answered instead. */
export async function refusal(promise: Promise<unknown>): Promise<ErrorCode> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof KnownError) return error.code;
    throw error;
  }
  throw new Error('expected a refusal, got an answer');
}

/** Edges as plain data, their ids read. */
export function plain(edges: readonly (DerivedEdge | null)[]): readonly unknown[] {
  return edges.map((edge) => {
    if (edge === null) return null;
    const { id, kind, from, to, conclusion } = edge;
    return { id, kind, from, to, conclusion };
  });
}

/** All layers that a question gives. */
export async function collectLayers(reader: GraphReader, query: WalkQuery, call: Call): Promise<readonly WalkLayers[]> {
  const layers: WalkLayers[] = [];
  for await (const each of reader.walks(query, call)) layers.push(each);
  return layers;
}

/** The walks that layers describe, in the order in which they give them. */
export function walksIn(layers: WalkLayers): readonly (readonly DerivedEdge[])[] {
  let walks: readonly (readonly DerivedEdge[])[] = layers.starts.flatMap((start) =>
    layers.edges(0, start).map((edge) => [edge]),
  );
  for (let step = 1; step < layers.length; step++) {
    walks = walks.flatMap((walk) => layers.edges(step, walk.at(-1)?.to ?? '').map((edge) => [...walk, edge]));
  }
  return walks;
}

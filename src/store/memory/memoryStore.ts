import { checkCall } from '../../graph/call.js';
import { invariant } from '../../lib/invariant.js';
import { KnownError } from '../../lib/errors.js';
import { buildGeneration } from './generation.js';
import { memoryReader } from './memoryReader.js';
import type { GenerationInfo, GraphStore } from '../../graph/store.js';
import type { Generation } from './generation.js';

/** How the in-process store is set up. */
export interface MemoryStoreOptions {
  /** Generations that stay readable, the current one counted; at least 1. */
  readonly keepGenerations: number;
  /** Edges that the lists of one generation keep together at most, for those who ask again; 50,000 when left out. */
  readonly keptEdges?: number;
  /** Milliseconds on the scale of `Call.deadline`; `performance.now()` when left out. */
  readonly clock?: () => number;
}

/**
 * The graph in this process: indexed arrays that never change, one set for each generation. A swap replaces the list of generations,
 * so a reader that is open keeps reading what it opened. Nothing outlives the process.
 */
export function memoryStore(options: MemoryStoreOptions): GraphStore {
  invariant(Number.isInteger(options.keepGenerations) && options.keepGenerations >= 1, 'keepGenerations is 1 or more');
  const now = options.clock ?? (() => performance.now());
  let kept: readonly Generation[] = [];
  let isClosed = false;
  const assertOpen = (): void => {
    if (isClosed) throw new KnownError('STORE_UNAVAILABLE', 'the store is closed');
  };
  const describe = (generation: Generation): GenerationInfo => ({
    ...generation.graph.generation,
    isCurrent: generation === kept[0],
    counts: generation.counts,
  });
  return {
    async generations(call) {
      assertOpen();
      checkCall(call, now());
      return kept.map(describe);
    },
    async open(id, call) {
      assertOpen();
      checkCall(call, now());
      const [current] = kept;
      if (current === undefined) throw new KnownError('NO_GENERATION', 'nothing has been loaded yet');
      const generation = id === null ? current : kept.find((each) => each.graph.generation.id === id);
      if (generation === undefined) {
        throw new KnownError('GENERATION_GONE', 'the generation asked for is not kept any more', {
          details: { current: current.graph.generation.id },
        });
      }
      return memoryReader(generation, describe(generation), { assertOpen, now });
    },
    async replaceGeneration(graph, call) {
      assertOpen();
      checkCall(call, now());
      const [current] = kept;
      if (current?.graph.generation.id === graph.generation.id) return describe(current);
      const others = kept.filter((each) => each.graph.generation.id !== graph.generation.id);
      const pause = (): void => {
        checkCall(call, now());
      };
      const generation = buildGeneration(graph, pause, options.keptEdges);
      kept = [generation, ...others].slice(0, options.keepGenerations);
      return describe(generation);
    },
    async close() {
      isClosed = true;
      kept = [];
    },
  };
}

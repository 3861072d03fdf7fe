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
  let kept: readonly KeptGeneration[] = [];
  let isClosed = false;
  const assertOpen = (): void => {
    if (isClosed) throw new KnownError('STORE_UNAVAILABLE', 'the store is closed');
  };
  const context = { assertOpen, now };
  return {
    async generations(call) {
      assertOpen();
      checkCall(call, now());
      return kept.map(({ info }) => info);
    },
    async open(id, call) {
      assertOpen();
      checkCall(call, now());
      const [current] = kept;
      if (current === undefined) throw new KnownError('NO_GENERATION', 'nothing has been loaded yet');
      const found = id === null ? current : kept.find(({ info }) => info.id === id);
      if (found === undefined) {
        throw new KnownError('GENERATION_GONE', 'the generation asked for is not kept any more', {
          details: { current: current.info.id },
        });
      }
      return memoryReader(found.generation, found.info, context);
    },
    async replaceGeneration(graph, call) {
      assertOpen();
      checkCall(call, now());
      const [current] = kept;
      if (current?.info.id === graph.generation.id) return current.info;
      const others = kept.filter(({ info }) => info.id !== graph.generation.id);
      const pause = (): void => {
        checkCall(call, now());
      };
      const generation = buildGeneration(graph, pause, options.keptEdges);
      const newest = keepAs(generation, { isCurrent: true });
      const older = others.map((each) => keepAs(each.generation, { isCurrent: false }));
      kept = [newest, ...older].slice(0, options.keepGenerations);
      return newest.info;
    },
    async close() {
      isClosed = true;
      kept = [];
    },
  };
}

/** A generation that can be read, and what is said of it. */
interface KeptGeneration {
  readonly generation: Generation;
  readonly info: GenerationInfo;
}

function keepAs(generation: Generation, { isCurrent }: { readonly isCurrent: boolean }): KeptGeneration {
  const { graph, counts } = generation;
  return { generation, info: { ...graph.generation, isCurrent, counts } };
}

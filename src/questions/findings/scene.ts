import type { GraphNode, NodeLabel, NodeOf } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import { listAll } from '../listAll.js';
import type { FindingsConfig } from './config.js';

/** What every rule looks at: one generation, what is said about it, and what several rules ask for, fetched once. */
export interface Scene {
  readonly reader: GraphReader;
  readonly call: Call;
  readonly config: FindingsConfig;
  /** Milliseconds of the epoch at which the generation was true: when it was collected, or else made. Ages are counted to it. */
  readonly asOf: number;
  /** Every node with this label, in the order of listings. */
  list<L extends NodeLabel>(label: L): Promise<readonly NodeOf<L>[]>;
  /** What `make` gives, made once for all rules. */
  once<T>(make: (scene: Scene) => Promise<T>): Promise<T>;
}

/** The scene of one generation. */
export function makeScene(reader: GraphReader, config: FindingsConfig, call: Call): Scene {
  const lists = new Map<NodeLabel, Promise<readonly GraphNode[]>>();
  const made = new Map<unknown, Promise<unknown>>();
  const { collectedAt, createdAt } = reader.generation;
  const scene: Scene = {
    reader,
    call,
    config,
    asOf: Date.parse(collectedAt ?? createdAt),
    list: async <L extends NodeLabel>(label: L) => {
      const known = lists.get(label) ?? listAll(reader, { labels: [label] }, call);
      lists.set(label, known);
      return (await known).filter((node): node is NodeOf<L> => node.label === label);
    },
    once: async <T>(make: (of: Scene) => Promise<T>) => {
      const known = made.get(make) ?? make(scene);
      made.set(make, known);
      return (await known) as T;
    },
  };
  return scene;
}

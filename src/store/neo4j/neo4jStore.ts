import { randomUUID } from 'node:crypto';
import { checkCall, unboundedCall } from '../../graph/call.js';
import { KnownError } from '../../lib/errors.js';
import { invariant } from '../../lib/invariant.js';
import { openConnection } from './connection.js';
import { countGraph } from './counts.js';
import {
  beginLoad,
  discardLoad,
  listGenerations,
  makeCurrent,
  pinGeneration,
  removeOld,
  retireGeneration,
} from './generations.js';
import { writeLoad } from './loader.js';
import { neo4jReader } from './neo4jReader.js';
import { observedConnection } from './observedConnection.js';
import { loadParts } from './parts.js';
import { makeRecords } from './records.js';
import { checkSchema, prepareSchema } from './schema.js';
import type { Call, GenerationInfo, GraphStore } from '../../graph/store.js';
import type { Graph } from '../../graph/graph.js';
import type { GraphPart } from '../../graph/parts.js';
import type { KeptGeneration } from './generations.js';
import type { OnLoaded } from './loader.js';
import type { Purpose } from './schema.js';
import type { SentStatement } from './observedConnection.js';

/** How the store in Neo4j is set up. */
export interface Neo4jStoreOptions {
  /** `bolt://`, `neo4j://`, `bolt+s://` or `neo4j+s://`. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  /** The user's home database when left out. */
  readonly database?: string;
  /** Generations that stay readable, the current one counted, pinned ones not; at least 1. */
  readonly keepGenerations: number;
  /** Milliseconds that one transaction may take where the call itself has no earlier deadline. */
  readonly callLimitMs?: number;
  /** Milliseconds for which a generation that is not kept any more is left to readers that have it open. */
  readonly graceMs?: number;
  /** Milliseconds after which a load without a sign of life is taken for dead. */
  readonly leaseMs?: number;
  readonly onLoaded?: OnLoaded;
  /** Told of every statement before it is sent. */
  readonly onStatement?: (sent: SentStatement) => void;
}

/** The store with what only Neo4j has. */
export interface Neo4jStore extends GraphStore {
  /** Whether the database can serve, or be loaded into. Errors: STORE_UNSUITABLE, STORE_REFUSED, STORE_UNAVAILABLE. */
  check(purpose: Purpose, call: Call): Promise<void>;
  /** Makes what the model needs where it is missing, and brings an older model to this one. Errors: those of `check`. */
  prepare(call: Call): Promise<void>;
  /** Generations with whether they are pinned, newest first. */
  kept(call: Call): Promise<readonly KeptGeneration[]>;
  /** Keeps a generation whatever comes, or lets it go with the others. False where no generation has this id. */
  pin(id: string, isPinned: boolean, call: Call): Promise<boolean>;
  /** Lets a generation go that is not current. False where no such one has this id. */
  retire(id: string, call: Call): Promise<boolean>;
  /** A generation piece by piece, the current one when `id` is null, without holding it whole. Errors: those of `open`. */
  parts(
    id: string | null,
    call: Call,
  ): Promise<{ readonly generation: GenerationInfo; readonly parts: AsyncIterable<GraphPart> }>;
  /** Waits until what is not kept any more is removed. */
  settle(call: Call): Promise<void>;
}

const DEFAULTS = { callLimitMs: 60_000, graceMs: 10_000, leaseMs: 120_000 } as const;

/**
 * The graph in Neo4j: it outlives the process, and several servers share it. A generation is loaded beside the current one under a name
 * of its own, and one pointer says which is current. Connects when first asked.
 */
export function neo4jStore(options: Neo4jStoreOptions): Neo4jStore {
  invariant(Number.isInteger(options.keepGenerations) && options.keepGenerations >= 1, 'keepGenerations is 1 or more');
  const { keepGenerations, callLimitMs, graceMs, leaseMs } = { ...DEFAULTS, ...options };
  const plain = openConnection({ ...options, callLimitMs });
  const connection = options.onStatement === undefined ? plain : observedConnection(plain, options.onStatement);
  const records = makeRecords();
  const patience = { grace: graceMs, lease: leaseMs };
  let prepared: Promise<void> | null = null;
  const prepare = async (call: Call): Promise<void> => {
    prepared ??= prepareSchema(connection, call);
    try {
      await prepared;
    } catch (error) {
      prepared = null;
      throw error;
    }
  };
  const removal = makeRemoval(async (call) => removeOld(connection, patience, call), graceMs);

  const load = async (graph: Graph, call: Call): Promise<void> => {
    const name = randomUUID();
    const version = await beginLoad(connection, name, { ...graph.generation, counts: countGraph(graph) }, call);
    try {
      await writeLoad(connection, graph, name, call, options.onLoaded);
      await makeCurrent(connection, { load: name, version, keep: keepGenerations }, call);
    } catch (error) {
      await discardLoad(connection, name, discarding(error)).catch(() => undefined);
      throw error;
    }
  };
  const bringBack = async ({ load: name, info }: KeptGeneration, call: Call): Promise<void> => {
    const version = await beginLoad(connection, name, info, call);
    await makeCurrent(connection, { load: name, version, keep: keepGenerations }, call);
  };
  const current = async (call: Call): Promise<KeptGeneration | undefined> =>
    (await listGenerations(connection, call)).find(({ info }) => info.isCurrent);
  const find = async (id: string | null, call: Call): Promise<KeptGeneration> => {
    const kept = await listGenerations(connection, call);
    const newest = kept.find(({ info }) => info.isCurrent);
    if (newest === undefined) throw new KnownError('NO_GENERATION', 'nothing has been loaded yet');
    const wanted = id === null ? newest : kept.find(({ info }) => info.id === id);
    if (wanted !== undefined) return wanted;
    throw new KnownError('GENERATION_GONE', 'the generation asked for is not kept any more', {
      details: { current: newest.info.id },
    });
  };

  return {
    check: async (purpose, call) => checkSchema(connection, purpose, call),
    prepare,
    kept: async (call) => listGenerations(connection, call),
    generations: async (call) => (await listGenerations(connection, call)).map(({ info }) => info),
    open: async (id, call) => neo4jReader(connection, records, await find(id, call)),
    async parts(id, call) {
      const { load: name, info } = await find(id, call);
      return { generation: info, parts: loadParts(connection, name, call) };
    },
    async replaceGeneration(graph, call): Promise<GenerationInfo> {
      checkCall(call);
      await prepare(call);
      await removeOld(connection, patience, call);
      const kept = await listGenerations(connection, call);
      const same = kept.find(({ info }) => info.id === graph.generation.id);
      if (same?.info.isCurrent === true) return same.info;
      try {
        await (same === undefined ? load(graph, call) : bringBack(same, call));
      } catch (error) {
        // What became current meanwhile may be the same: of another load of it, or of this one, whose commit was lost.
        const winner = isConflict(error) ? await current(call) : undefined;
        if (winner?.info.id !== graph.generation.id) throw error;
      }
      removal.schedule();
      const info = (await current(call))?.info;
      if (info?.id !== graph.generation.id)
        throw new KnownError('LOAD_CONFLICT', 'another load became current right after this one');
      return info;
    },
    pin: async (id, isPinned, call) => pinGeneration(connection, id, isPinned, call),
    async retire(id, call) {
      const isRetired = await retireGeneration(connection, id, call);
      if (isRetired) removal.schedule();
      return isRetired;
    },
    settle: async (call) => removal.settle(call),
    async close() {
      removal.stop();
      await connection.close();
    },
  };
}

/** Time to take back what was loaded, little where the store just failed; what stays is removed once its lease is over. */
function discarding(error: unknown): Call {
  const isOfStore = error instanceof KnownError && !isConflict(error);
  return { ...unboundedCall(), deadline: performance.now() + (isOfStore ? 200 : 2000) };
}

function isConflict(error: unknown): boolean {
  return error instanceof KnownError && error.code === 'LOAD_CONFLICT';
}

/** Removes what is retired once its grace is over: in the background, or when somebody waits for it. */
function makeRemoval(
  remove: (call: Call) => Promise<void>,
  graceMs: number,
): { schedule(): void; settle(call: Call): Promise<void>; stop(): void } {
  let due: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  const run = (): void => {
    due = null;
    remove(unboundedCall()).catch(() => undefined);
  };
  return {
    schedule() {
      due = performance.now() + graceMs + 100;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(run, graceMs + 100).unref();
    },
    async settle(call) {
      if (due === null) return;
      const wait = Math.max(0, due - performance.now());
      if (timer !== null) clearTimeout(timer);
      await new Promise((resolve) => {
        setTimeout(resolve, wait);
      });
      due = null;
      await remove(call);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

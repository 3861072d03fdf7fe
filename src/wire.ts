import type { ExecutionResult } from 'graphql';
import { createContext } from '../resolvers/context.js';
import { buildSchema } from '../resolvers/index.js';
import { isBackup, readBackup } from './backup/readBackup.js';
import { deriveGraph } from './derive/deriveGraph.js';
import type { Config, Neo4jConfig } from './config.js';
import { readFindingsSettings } from './findingSettings.js';
import type { FindingsSettings } from './questions/findings/settings.js';
import type { Graph } from './graph/graph.js';
import { unboundedCall } from './graph/call.js';
import type { GraphStore } from './graph/store.js';
import type { GraphRequest, OpenGraphOptions, OpenNeo4jOptions, PermissionGraph } from './index.js';
import type { Ingested } from './ingest/ingested.js';
import { readDumps } from './ingest/dump/readDumps.js';
import { KnownError } from './lib/errors.js';
import { invariant } from './lib/invariant.js';
import type { Json } from './lib/json.js';
import { checkDocument } from './policy/parse/checkDocument.js';
import { parsePolicy } from './policy/parse/parsePolicy.js';
import { makeLogger } from './server/logger.js';
import { makeApollo } from './server/makeApollo.js';
import { makeHealth, type CurrentGeneration } from './server/health.js';
import { batchedStore } from './store/decorators/batchedStore.js';
import { memoryStore } from './store/memory/memoryStore.js';
import { neo4jStore, type Neo4jStore } from './store/neo4j/neo4jStore.js';
import type { Purpose } from './store/neo4j/schema.js';

/** Reads dumps into a snapshot, policy documents checked by the engine's parser. Errors: those of dumps; USAGE for an export. */
export async function readSnapshot(options: OpenGraphOptions): Promise<Ingested> {
  const { onProgress } = options;
  for (const path of options.dumps) {
    if (await isBackup(path))
      throw new KnownError(
        'USAGE',
        `${path} is compressed as an export is, which is a whole graph: it goes with no dump, and has none in it; a dump has to be unpacked first`,
      );
  }
  return readDumps(options.dumps, {
    checkDocument,
    lenient: options.lenient === true,
    strict: options.strict === true,
    signal: options.signal ?? new AbortController().signal,
    ...(onProgress === undefined
      ? {}
      : { onProgress: (done, total, file) => onProgress(`reading ${file}`, done, total) }),
  });
}

/** Dumps in, graph out; or one exported file, which is a graph already. */
export async function loadGraph(options: OpenGraphOptions): Promise<Graph> {
  const { onProgress } = options;
  const [file] = options.dumps;
  if (file !== undefined && options.dumps.length === 1 && (await isBackup(file))) {
    return readExport(file, options.signal ?? new AbortController().signal, onProgress);
  }
  const { snapshot } = await readSnapshot(options);
  return deriveGraph(snapshot, {
    createdAt: new Date().toISOString(),
    signal: options.signal ?? new AbortController().signal,
    ...(onProgress === undefined ? {} : { onProgress: (done, total) => onProgress('deriving roles', done, total) }),
  });
}

/** The graph of an exported file, documents checked by the engine's parser. Errors: those of `readBackup`. */
export async function readExport(
  file: string,
  signal: AbortSignal,
  onProgress?: OpenGraphOptions['onProgress'],
): Promise<Graph> {
  return readBackup(file, {
    signal,
    isDocument,
    ...(onProgress === undefined ? {} : { onProgress: (done, total) => onProgress(`reading ${file}`, done, total) }),
  });
}

function isDocument(document: Json): boolean {
  try {
    parsePolicy(document);
    return true;
  } catch {
    return false;
  }
}

/** The store that is configured: Neo4j, looked at whether it can serve, or this process. */
export async function openStore(config: Config, signal: AbortSignal): Promise<GraphStore> {
  if (config.neo4j === null) return memoryStore({ keepGenerations: config.keepGenerations });
  return openNeo4j(config.neo4j, 'SERVE', config, signal);
}

/** A way to Neo4j that can serve, or be loaded into. Errors: STORE_UNSUITABLE, STORE_REFUSED, STORE_UNAVAILABLE. */
export async function openNeo4j(
  { uri, user, password, database }: Neo4jConfig,
  purpose: Purpose,
  config: Pick<Config, 'keepGenerations'>,
  signal: AbortSignal,
  onProgress?: OpenGraphOptions['onProgress'],
): Promise<Neo4jStore> {
  const store = neo4jStore({
    uri,
    user,
    password,
    ...(database === null ? {} : { database }),
    keepGenerations: config.keepGenerations,
    ...(onProgress === undefined ? {} : { onLoaded: (done, total) => onProgress('loading rows', done, total) }),
  });
  try {
    await store.check(purpose, { ...unboundedCall(signal), deadline: performance.now() + START_MS });
  } catch (error) {
    await store.close();
    throw error instanceof KnownError
      ? new KnownError(error.code, `${error.message} (at ${uri})`, { details: error.details, cause: error })
      : error;
  }
  return store;
}

/** Milliseconds in which a database has to answer at the start. */
const START_MS = 15_000;

/** What Neo4j holds, asked as `openEmbedded` asks dumps. */
export async function openEmbeddedNeo4j({ neo4j, findings, signal }: OpenNeo4jOptions): Promise<PermissionGraph> {
  const settings = readFindingsSettings(findings ?? {});
  const store = await openNeo4j(
    { ...neo4j, database: neo4j.database ?? null },
    'SERVE',
    { keepGenerations: 1 },
    signal ?? new AbortController().signal,
  );
  return embeddedGraph(store, EMBEDDED_BOUNDS, settings);
}

/** Bounds of every question. */
export interface QuestionBounds {
  readonly deadlineMs: number;
  readonly workBudget: number;
}

/** Bounds of a question in process, where nobody else waits: those of the server by default. */
const EMBEDDED_BOUNDS: QuestionBounds = { deadlineMs: 60_000, workBudget: 1_000_000 };

/** An in-process graph over dumps: what `openGraph` gives. */
export async function openEmbedded(options: OpenGraphOptions): Promise<PermissionGraph> {
  const settings = readFindingsSettings(options.findings ?? {});
  const store = memoryStore({ keepGenerations: 1 });
  await store.replaceGeneration(await loadGraph(options), unboundedCall(options.signal));
  return embeddedGraph(store, EMBEDDED_BOUNDS, settings);
}

/** The generation that a store serves, for readiness and metrics, asked within `limitMs`; null before the first load. */
export async function currentGeneration(store: GraphStore, limitMs: number): Promise<CurrentGeneration | null> {
  const generations = await store.generations({ ...unboundedCall(), deadline: performance.now() + limitMs });
  const current = generations.find((generation) => generation.isCurrent);
  return current === undefined ? null : { id: current.id, loadedAt: new Date(current.createdAt) };
}

/** Runs operations on a store as the server does, without HTTP and without the limits for strangers. */
async function embeddedGraph(
  store: GraphStore,
  bounds: QuestionBounds,
  findings: FindingsSettings,
): Promise<PermissionGraph> {
  const apollo = makeApollo({
    schema: buildSchema(),
    health: makeHealth(async () => currentGeneration(store, bounds.deadlineMs)),
    logger: makeLogger('silent'),
    bounded: false,
  });
  await apollo.start();
  let isClosed = false;
  let operations = 0;
  return {
    async graphql({ query, variables, operationName, signal }: GraphRequest): Promise<ExecutionResult> {
      if (isClosed) throw new KnownError('STORE_UNAVAILABLE', 'The graph was closed');
      const contextValue = createContext({
        store: batchedStore(store),
        config: bounds,
        findings,
        signal: signal ?? new AbortController().signal,
        requestId: `embedded-${++operations}`,
      });
      const request = {
        query,
        ...(variables === undefined ? {} : { variables: { ...variables } }),
        ...(operationName === undefined ? {} : { operationName }),
      };
      const { body } = await apollo.executeOperation(request, { contextValue });
      invariant(body.kind === 'single', 'nothing is delivered in parts');
      return body.singleResult as ExecutionResult;
    },
    async close() {
      isClosed = true;
      await apollo.stop();
      await store.close();
    },
  };
}

import type { ExecutionResult } from 'graphql';
import type { FindingsFiles } from './findingSettings.js';
import { openEmbedded, openEmbeddedNeo4j } from './wire.js';

/** The dumps that `openGraph` reads. */
export interface OpenGraphOptions {
  /** Dump folders or files, as `permgraph serve` takes them. */
  readonly dumps: readonly string[];
  /** Leaves broken parts out and reports them as gaps instead of refusing the dump. */
  readonly lenient?: boolean;
  /** Refuses a dump for what is a warning otherwise. */
  readonly strict?: boolean;
  /** Paths of the config and suppression files of findings. */
  readonly findings?: FindingsFiles;
  /** Ends the loading early. */
  readonly signal?: AbortSignal;
  /** Told now and then how far the loading is. */
  readonly onProgress?: (text: string, done: number, total: number) => void;
}

/** The Neo4j that `openGraph` asks, loaded by `permgraph ingest`. */
export interface OpenNeo4jOptions {
  readonly neo4j: {
    /** `bolt://`, `neo4j://`, `bolt+s://` or `neo4j+s://`. */
    readonly uri: string;
    readonly user: string;
    readonly password: string;
    /** The user's home database when null or left out. */
    readonly database?: string | null;
  };
  /** Paths of the config and suppression files of findings. */
  readonly findings?: FindingsFiles;
  /** Ends the opening early. */
  readonly signal?: AbortSignal;
}

/** One GraphQL operation. */
export interface GraphRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** Ends the operation early. */
  readonly signal?: AbortSignal;
}

/** A loaded graph that answers the same schema as the server, in process. */
export interface PermissionGraph {
  /** Runs one operation. Failures stand in `errors` with `extensions.code`, as over HTTP; it rejects only after `close`. */
  graphql(request: GraphRequest): Promise<ExecutionResult>;
  close(): Promise<void>;
}

/**
 * Opens dumps into the in-process store, or what Neo4j holds. Rejects with a `KnownError` (`code`, `place`, `message`): when a dump is
 * or a file about findings is refused; STORE_UNSUITABLE, STORE_REFUSED or STORE_UNAVAILABLE when Neo4j cannot be asked. A Neo4j that nothing was loaded into opens,
 * and its questions fail with NO_GENERATION.
 */
export async function openGraph(options: OpenGraphOptions | OpenNeo4jOptions): Promise<PermissionGraph> {
  return 'neo4j' in options ? openEmbeddedNeo4j(options) : openEmbedded(options);
}

export { evaluateRequest } from './evaluate/index.js';
export type {
  CaseAnswer,
  CaseErrorCode,
  CaseLayer,
  CaseNeed,
  CaseNeeds,
  CaseStatement,
  DecidedCase,
  RefusedCase,
} from './evaluate/index.js';
export { ERRORS, KnownError } from './lib/errors.js';
export type { ErrorCode, Place } from './lib/errors.js';

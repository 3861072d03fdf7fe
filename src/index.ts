import type { ExecutionResult } from 'graphql';
import { openEmbedded } from './wire.js';

/** What `openGraph` reads. */
export interface OpenGraphOptions {
  /** Dump folders or files, as `permgraph serve` takes them. */
  readonly dumps: readonly string[];
  /** Leaves broken parts out and reports them as gaps instead of refusing the dump. */
  readonly lenient?: boolean;
  /** Refuses a dump for what is a warning otherwise. */
  readonly strict?: boolean;
  /** Ends the loading early. */
  readonly signal?: AbortSignal;
  /** Told now and then how far the loading is. */
  readonly onProgress?: (text: string, done: number, total: number) => void;
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
 * Opens dumps into the in-process store. Rejects with a `KnownError` (`code`, `place`, `message`) when a dump is refused.
 */
export async function openGraph(options: OpenGraphOptions): Promise<PermissionGraph> {
  return openEmbedded(options);
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

import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyBaseLogger } from 'fastify';

/** What the server gives to the context of one operation. */
export interface Operation {
  readonly requestId: string;
  /** Aborts when the client goes away, when the deadline passes (reason DEADLINE_EXCEEDED), and when the server has to stop. */
  readonly signal: AbortSignal;
}

/** What the server needs of the context that resolvers share. */
export interface OperationContext {
  /** The generation that the operation read; null when it read none. */
  generationId(): string | null;
}

/** What is noted about a running request, for its log line and its metrics. */
export interface RequestNotes extends Operation {
  readonly log: FastifyBaseLogger;
  operationName: string | null;
  /** Codes of the errors in the answer. */
  readonly codes: Set<string>;
}

/** The notes of the request that is running: error formatting has no other way to them. */
export const currentRequest = new AsyncLocalStorage<RequestNotes>();

import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERRORS, KnownError, type ErrorCode } from '../lib/errors.js';
import { currentRequest } from './operation.js';

/** Codes that Apollo gives to what is wrong with a request. */
const CALLERS_FAULT: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** How graphql-js and Apollo word that a document is too large. */
const TOO_LARGE = /Document contains more tha[nt] \d+ tokens|recursively requests too many selections/u;

/**
 * Every error of an answer: a code of the one table, a message that is safe to show, and for INTERNAL the request id and nothing else.
 * What is hidden goes to the log.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const told = tell(formatted, error);
  const notes = currentRequest.getStore();
  const code = told.extensions?.['code'];
  if (typeof code === 'string') notes?.codes.add(code);
  if (code === 'INTERNAL' && notes !== undefined) {
    notes.log.error({ error: describe(error) }, 'an operation failed');
  }
  return told;
}

function tell(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const where = {
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
  };
  const known = knownError(error);
  if (known !== null) {
    return { message: known.message, ...where, extensions: { code: known.code, ...known.details } };
  }
  const code = formatted.extensions?.['code'];
  if (typeof code === 'string' && code !== 'BAD_USER_INPUT' && isErrorCode(code) && code !== 'INTERNAL') {
    return { message: formatted.message, ...where, extensions: { code } };
  }
  if (CALLERS_FAULT.has(code) || isRefusedLate(error)) {
    const callers: ErrorCode = TOO_LARGE.test(formatted.message) ? 'LIMIT_EXCEEDED' : 'BAD_USER_INPUT';
    return { message: formatted.message, ...where, extensions: { code: callers } };
  }
  const requestId = currentRequest.getStore()?.requestId ?? 'unknown';
  return {
    message: `a fault of the server; its log has the details under the request id ${requestId}`,
    ...where,
    extensions: { code: 'INTERNAL', requestId },
  };
}

/** The foreseen error that an error wraps, or null. */
function knownError(error: unknown): KnownError | null {
  let inner = unwrapResolverError(error);
  for (let depth = 0; depth < 8; depth++) {
    if (inner instanceof KnownError) return inner;
    if (!(inner instanceof GraphQLError) || inner.originalError === undefined) return null;
    inner = inner.originalError;
  }
  return null;
}

/**
 * How graphql-js words what it refuses only while it executes: the arguments of a field, which it coerces then, and a mutation or subscription
 * of a schema that has none.
 */
const REFUSED_LATE = /^(?:Argument "|Schema is not configured to execute )/u;

function isRefusedLate(error: unknown): boolean {
  return error instanceof GraphQLError && error.originalError === undefined && REFUSED_LATE.test(error.message);
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

/** Name, message and stack of what failed; never a query, variables or a policy. */
function describe(error: unknown): { readonly name: string; readonly message: string; readonly stack: string } {
  const inner = unwrapResolverError(error);
  if (!(inner instanceof Error)) return { name: 'unknown', message: typeof inner, stack: '' };
  return { name: inner.name, message: inner.message.slice(0, 500), stack: (inner.stack ?? '').slice(0, 4000) };
}

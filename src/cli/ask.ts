import type { ExecutionResult } from 'graphql';
import type { PermissionGraph } from '../index.js';
import { ERRORS, KnownError, type ErrorCode } from '../lib/errors.js';

/**
 * Runs one operation and gives its data. The first error of the answer becomes a `KnownError` of the same code.
 */
export async function ask<T>(
  graph: PermissionGraph,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<T> {
  const result: ExecutionResult = await graph.graphql({ query, variables, signal });
  const error = result.errors?.[0];
  if (error !== undefined) {
    const code = error.extensions['code'];
    throw new KnownError(isErrorCode(code) ? code : 'INTERNAL', error.message);
  }
  return result.data as T;
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}

/** A page of rows with what leads to the next one. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** All rows of a listing, page by page. `fetch` gives the page after a cursor. */
export async function allRows<Row, P extends Page<Row>>(
  fetch: (after: string | null) => Promise<P>,
): Promise<{ readonly rows: readonly Row[]; readonly first: P }> {
  const first = await fetch(null);
  const rows = [...first.nodes];
  let page: P = first;
  while (page.pageInfo.hasNextPage) {
    page = await fetch(page.pageInfo.endCursor);
    rows.push(...page.nodes);
  }
  return { rows, first };
}

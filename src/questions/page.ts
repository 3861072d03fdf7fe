import { present } from '../lib/invariant.js';
import { badInput } from './badInput.js';
import { decodeCursor, encodeCursor, type CursorScope } from './cursor.js';

/** The most rows of a page, and the most ids or values of a list argument. */
export const MOST_ROWS = 200;

/** What a listing is asked for. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** A page: its rows, the same with cursors, and where it stands. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: PageInfo;
}

/** How many rows are wanted. Errors: BAD_USER_INPUT outside 0 to 200. */
export function pageSize(first: number | null | undefined, standard: number): number {
  const size = first ?? standard;
  if (!Number.isInteger(size) || size < 0 || size > MOST_ROWS) throw badInput('first', `must be 0 to ${MOST_ROWS}`);
  return size;
}

/** A page of rows that are already cut, with whether there are more before and after. Cursors are made when they are read. */
export function pageOf<Row>(
  rows: readonly Row[],
  key: (row: Row) => string,
  scope: CursorScope,
  stand: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean },
): Page<Row> {
  const edges = rows.map((row) => new PageRow(row, () => encodeCursor(scope, key(row))));
  return { nodes: rows, edges, pageInfo: new PageStand(edges, stand) };
}

/** Where a page stands. A class, since an object with getters of its own takes many times as long to make. */
class PageStand implements PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #edges: readonly { readonly cursor: string }[];

  constructor(edges: readonly { readonly cursor: string }[], stand: Pick<PageInfo, 'hasNextPage' | 'hasPreviousPage'>) {
    this.hasNextPage = stand.hasNextPage;
    this.hasPreviousPage = stand.hasPreviousPage;
    this.#edges = edges;
  }

  get startCursor(): string | null {
    return this.#edges[0]?.cursor ?? null;
  }

  get endCursor(): string | null {
    return this.#edges.at(-1)?.cursor ?? null;
  }
}

/** The same page with its rows as they are shown. */
export function showPage<Row, Shown>(page: Page<Row>, shown: readonly Shown[]): Page<Shown> {
  const edges = page.edges.map(
    (edge, place) => new PageRow(present(shown[place], 'each row is shown'), () => edge.cursor),
  );
  return { nodes: shown, edges, pageInfo: page.pageInfo };
}

/** A row whose cursor takes a hash, and is seldom read. */
class PageRow<Row> {
  readonly node: Row;
  readonly #makeCursor: () => string;

  constructor(node: Row, makeCursor: () => string) {
    this.node = node;
    this.#makeCursor = makeCursor;
  }

  get cursor(): string {
    return this.#makeCursor();
  }
}

/** Cuts a page out of all rows in their order. Errors: those of `pageSize` and `decodeCursor`. */
export function cutPage<Row>(
  rows: readonly Row[],
  key: (row: Row) => string,
  scope: CursorScope,
  page: PageArguments & { readonly standard: number },
): Page<Row> {
  const size = pageSize(page.first, page.standard);
  const after = decodeCursor(scope, page.after);
  const start = after === null ? 0 : rows.findIndex((row) => key(row) === after) + 1;
  if (after !== null && start === 0) throw badInput('after', 'the cursor names no row of this answer');
  const cut = rows.slice(start, start + size);
  return pageOf(cut, key, scope, { hasNextPage: start + size < rows.length, hasPreviousPage: start > 0 });
}

import { lowerAscii } from '../../graph/text.js';
import { present } from '../../lib/invariant.js';
import { loadedKey } from './keys.js';
import { tagPair } from './rows.js';
import { LISTING, RANK_OF, READ } from './statements/read.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { NodePage, NodeQuery, PageRequest } from '../../graph/store.js';
import type { Reading } from './derivedEdges.js';
import type { ListingWay } from './statements/read.js';

interface DataRow {
  readonly [key: string]: unknown;
  readonly data: string;
}

/** One listing that is asked for. */
export interface AskedListing {
  readonly query: NodeQuery;
  readonly page: PageRequest;
}

/**
 * Pages of listings; see `GraphReader.list`. The order is a rank that the load wrote, so that it is by code point. Several at once, such
 * as the principals of each account of a page, are one statement.
 */
export async function listNodes(reading: Reading, asked: readonly AskedListing[]): Promise<readonly NodePage[]> {
  const listings = await Promise.all(asked.map(async (one) => resolveListing(reading, one)));
  const [only] = listings;
  return listings.length === 1 && only !== undefined ? [await readPage(reading, only)] : readPages(reading, listings);
}

/** A listing with what its filters and its cursor stand for. */
interface Listing {
  readonly way: ListingWay;
  readonly first: number;
  readonly parameters: Readonly<Record<string, unknown>>;
}

async function resolveListing({ run, load }: Reading, { query, page }: AskedListing): Promise<Listing> {
  const [under, after] = await Promise.all([
    query.organizationalUnit === undefined
      ? null
      : run<{ readonly id: string; readonly account: string | null }>(READ.under, {
          load,
          unit: query.organizationalUnit,
        }),
    page.after === null
      ? -1
      : run<{ readonly rank: number }>(RANK_OF, { key: loadedKey.entity(load, page.after) }).then(
          ([row]) => row?.rank ?? Number.MAX_SAFE_INTEGER,
        ),
  ]);
  const parameters = {
    after,
    labels: query.labels,
    accounts: query.accounts ?? null,
    arns: query.arns ?? null,
    text: query.text === undefined ? null : lowerAscii(query.text),
    tags: (query.tags ?? []).map(({ key, values }) => ({
      key,
      pairs: values === undefined ? null : values.map((value) => tagPair({ key, value })),
    })),
    units: under === null ? null : under.map(({ id }) => id),
    accountsUnder: under === null ? [] : under.flatMap(({ account }) => account ?? []),
    types: query.types ?? null,
    isInOrganization: query.isInOrganization ?? null,
    isCollected: query.isCollected ?? null,
  };
  return { way: wayOf(query), first: page.first, parameters };
}

async function readPage({ run, last, load }: Reading, { way, first, parameters }: Listing): Promise<NodePage> {
  const [counted, rows] = await Promise.all([
    run<{ readonly total: number }>(LISTING[way].count, { ...parameters, load }),
    last<DataRow>(LISTING[way].page, { ...parameters, load, first: first + 1 }),
  ]);
  const data = rows.map((row) => row.data);
  return pageOf(data, first, counted[0]?.total ?? 0);
}

async function readPages({ last, load }: Reading, listings: readonly Listing[]): Promise<readonly NodePage[]> {
  const pages = new Map<number, NodePage>();
  const ways = [...new Set(listings.map(({ way }) => way))];
  await Promise.all(
    ways.map(async (way) => {
      const asked = listings.flatMap((listing, place) =>
        listing.way === way ? [{ ...listing.parameters, place, first: listing.first + 1 }] : [],
      );
      const rows = await last<SeveralRow>(LISTING[way].several, { asked, load });
      for (const { place, total, data } of rows) pages.set(place, pageOf(data, listings[place]?.first ?? 0, total));
    }),
  );
  return listings.map((_, place) => present(pages.get(place), 'each listing has a page'));
}

interface SeveralRow {
  readonly [key: string]: unknown;
  readonly place: number;
  readonly total: number;
  readonly data: readonly string[];
}

/** `data` has one row more than the page where there is one. */
function pageOf(data: readonly string[], first: number, totalCount: number): NodePage {
  return {
    nodes: data.slice(0, first).map((text) => JSON.parse(text) as GraphNode),
    totalCount,
    hasNextPage: data.length > first,
  };
}

function wayOf(query: NodeQuery): ListingWay {
  if (query.arns !== undefined) return 'arns';
  return query.accounts === undefined ? 'all' : 'accounts';
}

/** Nodes for a search box; see `GraphReader.search`. */
export async function searchNodes({ last, load }: Reading, text: string, first: number): Promise<readonly GraphNode[]> {
  const rows = await last<DataRow>(READ.search, { load, text: lowerAscii(text), first: first });
  return rows.map(({ data }) => JSON.parse(data) as GraphNode);
}

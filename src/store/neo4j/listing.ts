import { lowerAscii } from '../../graph/text.js';
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

/** One page of a listing; see `GraphReader.list`. The order is a rank that the load wrote, so that it is by code point. */
export async function listNodes({ run, load }: Reading, query: NodeQuery, page: PageRequest): Promise<NodePage> {
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
    load,
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
  const statements = LISTING[wayOf(query)];
  const [counted, rows] = await Promise.all([
    run<{ readonly total: number }>(statements.count, { ...parameters, after: -1 }),
    run<DataRow>(statements.page, { ...parameters, after: after, first: page.first + 1 }),
  ]);
  return {
    nodes: rows.slice(0, page.first).map(({ data }) => JSON.parse(data) as GraphNode),
    totalCount: counted[0]?.total ?? 0,
    hasNextPage: rows.length > page.first,
  };
}

function wayOf(query: NodeQuery): ListingWay {
  if (query.arns !== undefined) return 'arns';
  return query.accounts === undefined ? 'all' : 'accounts';
}

/** Nodes for a search box; see `GraphReader.search`. */
export async function searchNodes({ run, load }: Reading, text: string, first: number): Promise<readonly GraphNode[]> {
  const rows = await run<DataRow>(READ.search, { load, text: lowerAscii(text), first: first });
  return rows.map(({ data }) => JSON.parse(data) as GraphNode);
}

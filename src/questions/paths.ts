import { EDGE_KINDS, type EdgeKind } from '../graph/edges.js';
import type { Decision } from '../iam/decision.js';
import type { Ask } from './ask.js';
import { completenessOf, type Completeness } from './completeness.js';
import { cursorScope, decodeCursor } from './cursor.js';
import { pathsOf } from './foundPath.js';
import { readGiven, type Given } from './given.js';
import { hopLimit } from './hopLimit.js';
import { MOST_ROWS, pageOf, pageSize, showPage, type Page, type PageArguments } from './page.js';
import type { Path } from './path.js';
import { resolveEnd, type PathEndInput } from './pathEnds.js';
import { pathGaps } from './pathGaps.js';
import { firstAfter, placeKey, readPlace } from './pathPlace.js';
import { searchPaths } from './pathSearch.js';
import { inputIds } from './resolveArn.js';

/** Narrows paths; a path never touches a node in `avoid`. */
export interface PathFilter {
  readonly decisions?: readonly Decision[] | null;
  readonly avoid?: readonly string[] | null;
  readonly crossesAccounts?: boolean | null;
}

export interface PathArguments extends PageArguments {
  readonly from: PathEndInput;
  readonly to: PathEndInput;
  readonly given?: Given | null;
  readonly edges?: readonly EdgeKind[] | null;
  readonly where?: PathFilter | null;
  readonly maxHops?: number | null;
}

export interface PathConnection extends Page<Path> {
  readonly completeness: Completeness;
}

/** The shortest paths between two ends that hold in position; all pages together end at 200 paths, with a gap. */
export async function paths(ask: Ask, args: PathArguments): Promise<PathConnection> {
  const size = pageSize(args.first, 10);
  const maxHops = hopLimit(args.maxHops, 8, 0);
  const stated = readGiven(args.given);
  const call = ask.question();
  const reader = await ask.reader();
  const { first: _first, after: _after, ...question } = args;
  const scope = cursorScope(reader, { name: 'paths', parent: null, args: question });
  const after = readPlace(decodeCursor(scope, args.after));
  const [from, to] = await Promise.all([
    resolveEnd(reader, args.from, 'from', call),
    resolveEnd(reader, args.to, 'to', call),
  ]);
  const searched = await searchPaths(
    reader,
    {
      query: {
        kinds: EDGE_KINDS.filter((kind) => args.edges?.includes(kind) ?? true),
        from: from.ids,
        to: to.ids,
        avoid: (args.where?.avoid ?? []).flatMap(inputIds),
        maxHops,
      },
      stated,
      limit: Math.min((after === null ? 0 : after.index + 1) + size, MOST_ROWS) + 1,
      decisions: args.where?.decisions ?? ['ALLOWED', 'CONDITIONAL'],
      crosses: args.where?.crossesAccounts ?? null,
    },
    call,
  );
  const rows = searched.found.slice(0, MOST_ROWS);
  const start = firstAfter(after, rows);
  const cut = rows.slice(start, start + size);
  const shown = await pathsOf(searched, cut, stated.sessionPolicies ?? []);
  const stand = { hasNextPage: rows.length > start + size, hasPreviousPage: start > 0 };
  const page = pageOf(cut, (path) => placeKey(start + cut.indexOf(path), path), scope, stand);
  const gaps = await pathGaps(reader, { from, to, target: args.to, maxHops }, searched, call);
  return { ...showPage(page, shown), completeness: completenessOf(gaps) };
}

import { EDGE_KINDS, type EdgeKind } from '../graph/edges.js';
import type { FoundPath } from '../graph/paths.js';
import type { Decision } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Ask } from './ask.js';
import { badInput } from './badInput.js';
import { budgetSpent, completenessOf, gapsAbout, gapsThatCouldAdd, type Completeness } from './completeness.js';
import { decodeCursor, cursorScope } from './cursor.js';
import { readGiven, type Given } from './given.js';
import { MOST_ROWS, pageOf, pageSize, showPage, type Page, type PageArguments } from './page.js';
import { pathKey, type Path } from './path.js';
import { resolveEnd, type PathEndInput } from './pathEnds.js';
import { searchPaths } from './pathSearch.js';
import { pathsOf } from './foundPath.js';
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

/** The most hops that a path may have. */
export const MOST_HOPS = 16;

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
  const start = after === null ? 0 : after.index + 1;
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
      limit: Math.min(start + size, MOST_ROWS) + 1,
      decisions: args.where?.decisions ?? ['ALLOWED', 'CONDITIONAL'],
      crosses: args.where?.crossesAccounts ?? null,
    },
    call,
  );
  const rows = searched.found.slice(0, MOST_ROWS);
  const before = after === null ? undefined : rows[after.index];
  if (after !== null && (before === undefined || placeKey(after.index, before) !== after.key)) {
    throw badInput('after', 'the cursor names no path of this answer');
  }
  const cut = rows.slice(start, start + size);
  const shown = await pathsOf(searched, cut, stated.sessionPolicies ?? []);
  const stand = { hasNextPage: rows.length > start + size, hasPreviousPage: start > 0 };
  const page = pageOf(cut, (path) => placeKey(start + cut.indexOf(path), path), scope, stand);
  const all = await reader.gaps(call);
  const gaps = [
    ...from.gaps,
    ...to.gaps,
    ...rows.flatMap(({ verdict }) => verdict?.hops.flatMap((hop) => hop.gaps) ?? []),
    ...gapsThatCouldLead(all, { from: from.ids, to: to.ids, isNamed: isNamed(args.to), maxHops }),
    ...(searched.isCut || call.budget.isSpent ? [budgetSpent('longer paths')] : []),
    ...(searched.found.length > MOST_ROWS ? [budgetSpent(`paths after the first ${MOST_ROWS}`)] : []),
  ];
  return { ...showPage(page, shown), completeness: completenessOf(gaps) };
}

/**
 * Gaps behind which a hop of a path may stand: roles and grants of any account that are not known may lie on the way, and how a role of
 * IAM Identity Center is entered, where the question names it, is not evaluated yet.
 */
function gapsThatCouldLead(
  all: readonly Gap[],
  ends: {
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly isNamed: boolean;
    readonly maxHops: number;
  },
): readonly Gap[] {
  if (ends.maxHops === 0 || ends.from.length === 0 || ends.to.length === 0) return [];
  const uncovered = ends.isNamed ? gapsAbout(all, 'SERVICE_NOT_COVERED', ends.to) : [];
  return [...gapsThatCouldAdd(all, null), ...uncovered];
}

/** How many hops are wanted. Errors: BAD_USER_INPUT outside `least` to 16. */
export function hopLimit(maxHops: number | null | undefined, standard: number, least: number): number {
  const hops = maxHops ?? standard;
  if (!Number.isInteger(hops) || hops < least || hops > MOST_HOPS) {
    throw badInput('maxHops', `must be ${least} to ${MOST_HOPS}`);
  }
  return hops;
}

function isNamed({ arn, node }: PathEndInput): boolean {
  return typeof arn === 'string' || typeof node === 'string';
}

/** A place in the order of paths, so that a page need not search beyond itself. */
function placeKey(index: number, path: FoundPath<unknown>): string {
  return `${index} ${pathKey(path)}`;
}

function readPlace(key: string | null): { readonly index: number; readonly key: string } | null {
  if (key === null) return null;
  const index = Number(key.slice(0, key.indexOf(' ')));
  if (!Number.isInteger(index) || index < 0 || index >= MOST_ROWS) throw badInput('after', 'the cursor names no path');
  return { index, key };
}

import type { HopKind } from '../graph/edges.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Decision } from '../iam/decision.js';
import type { Json } from '../lib/json.js';
import { allInOrder } from './allInOrder.js';
import type { Ask } from './ask.js';
import { badInput } from './badInput.js';
import { completenessOf, type Completeness } from './completeness.js';
import { refuseSessionPoliciesOfStart } from './contradictions.js';
import { cursorScope, decodeCursor } from './cursor.js';
import { pathsOf } from './foundPath.js';
import { readGiven, type Given, type Stated } from './given.js';
import { hopLimit } from './hopLimit.js';
import { MOST_ROWS, pageOf, pageSize, showPage, type Page, type PageArguments } from './page.js';
import type { Path } from './path.js';
import { checkEnd, resolveEnd, type PathEndInput, type PathEnds } from './pathEnds.js';
import { findPerformers } from './perform/performers.js';
import { resolveTarget, type ResourceEnd } from './perform/resolveTarget.js';
import { pathGaps } from './pathGaps.js';
import { firstAfter, placeKey, readPlace } from './pathPlace.js';
import { searchPaths } from './pathSearch.js';
import { mapPromised, type Promised } from './promised.js';
import { makeProof } from './proof/makeProof.js';
import type { AskedOfEach } from './reach/accessRows.js';
import { inputIds } from './resolveArn.js';
import { walkedKinds } from './walkedKinds.js';

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
  readonly edges?: readonly HopKind[] | null;
  readonly where?: PathFilter | null;
  readonly maxHops?: number | null;
}

export interface PathConnection extends Page<Path> {
  readonly completeness: Completeness;
  /** The paths of this page with all that decides them, for `verifyProof`. */
  proof(): Promise<Json>;
}

/** The shortest paths between two ends that hold in position; all pages together end at 200 paths, with a gap. */
export async function paths(ask: Ask, args: PathArguments): Promise<PathConnection> {
  const size = pageSize(args.first, 10);
  const maxHops = hopLimit(args.maxHops, 8, 0);
  const stated = readGiven(args.given);
  const call = ask.question();
  const reader = await ask.reader();
  const scope = cursorScope(reader, { name: 'paths', parent: null, args });
  const after = readPlace(decodeCursor(scope, args.after));
  const [from, to] = await allInOrder([
    () => resolveEnd(reader, args.from, 'from', call),
    () => resolveLastEnd(reader, args, stated, call),
  ]);
  await refuseSessionPoliciesOfStart(reader, from.ids, stated, call);
  const searched = await searchPaths(
    to.reader,
    {
      query: {
        kinds: walkedKinds(args.edges),
        from: from.ids,
        to: to.ids,
        avoid: avoidedIds(args, to),
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
  const gaps = pathGaps({ from, to, target: args.to, maxHops }, searched, searched.isCut || call.budget.isSpent);
  return {
    ...showPage(page, shown),
    completeness: completenessOf(gaps),
    proof: async () => makeProof(reader, { searched, found: cut, shown, stated, performing: to.performing }, call),
  };
}

/** The last end, and the graph that paths to it are looked for in. */
interface LastEnd extends PathEnds {
  readonly reader: GraphReader;
  /** Ids and ARNs by which a resource that it is to end in is avoided. */
  readonly names: readonly string[];
  /** What is done there; null where it is somebody. */
  readonly performing: AskedOfEach | null;
}

function resolveLastEnd(
  reader: GraphReader,
  args: Pick<PathArguments, 'to' | 'edges'>,
  stated: Stated,
  call: Call,
): Promised<LastEnd> {
  const { resource } = args.to;
  if (resource) return resolveResource(reader, { ...args, resource }, stated, call);
  const somebody = resolveEnd(reader, args.to, 'to', call);
  return mapPromised(somebody, ({ ids, gaps }) => ({ ids, gaps, reader, names: [], performing: null }));
}

/** A resource is reached by doing something to it, which no store has as an edge. */
async function resolveResource(
  reader: GraphReader,
  { to, edges, resource }: Pick<PathArguments, 'to' | 'edges'> & { readonly resource: ResourceEnd },
  stated: Stated,
  call: Call,
): Promise<LastEnd> {
  checkEnd(to, 'to');
  if (edges?.includes('CAN_PERFORM') === false) {
    throw badInput('edges', 'a path to a resource ends in CAN_PERFORM: name it among them');
  }
  const performers = await findPerformers(reader, await resolveTarget(reader, resource, call), stated, { call });
  const { end, gaps, node, holders } = performers;
  const performing = holders.asked;
  return { ids: [end], gaps, reader: performers.reader, names: [resource.arn, node.id], performing };
}

/** An end that is avoided is avoided by the id that it has on paths. */
function avoidedIds({ where }: PathArguments, { ids, names }: LastEnd): readonly string[] {
  const avoid = (where?.avoid ?? []).flatMap(inputIds);
  return names.some((name) => avoid.includes(name)) ? [...avoid, ...ids] : avoid;
}

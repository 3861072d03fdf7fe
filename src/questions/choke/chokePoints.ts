import type { DerivedEdge, HopKind } from '../../graph/edges.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Ask } from '../ask.js';
import { badInput } from '../badInput.js';
import { budgetSpent, completenessOf, gapsThatCouldAdd, type Completeness } from '../completeness.js';
import { endsOf } from '../edgePair.js';
import { fillEvidence, fillingOf } from '../fill.js';
import { refuseSessionPoliciesOfStart } from '../contradictions.js';
import { readGiven, type Given, type Stated } from '../given.js';
import { hopLimit } from '../hopLimit.js';
import { pageSize } from '../page.js';
import { allInOrder } from '../allInOrder.js';
import { resolveEnd, type PathEndInput } from '../pathEnds.js';
import type { ShownStatement } from '../statement.js';
import { findInReach } from '../radius/findInReach.js';
import { mightReach, type Possible } from '../radius/mightReach.js';
import { radiusSearch, type RadiusQuery, type RadiusSearch } from '../radius/radiusSearch.js';
import { minimumCut } from './minimumCut.js';
import { smallestStatements } from './smallestStatements.js';
import { becomingKinds } from '../walkedKinds.js';

export interface ChokeArguments {
  readonly from: PathEndInput;
  readonly to: PathEndInput;
  readonly given?: Given | null;
  readonly edges?: readonly HopKind[] | null;
  readonly maxHops?: number | null;
  readonly first?: number | null;
}

/** Edges that together leave no path, with the statements that have to change for them. */
export interface Cut {
  readonly edges: readonly DerivedEdge[];
  readonly statements: readonly ShownStatement[];
}

export interface ChokePoints {
  /** Smallest first, then by edge ids. */
  readonly cuts: readonly Cut[];
  /** Edges on the way that nobody can remove, by id. */
  readonly unremovable: readonly DerivedEdge[];
  /** No smaller set of statements lets the edges of any of them go. */
  readonly optimal: boolean;
  readonly completeness: Completeness;
}

/** Cuts that are looked for at most, besides those that are wanted. */
const MOST_TRIED = 40;
/** Of a cut of more edges none is tried to be left in. */
const MOST_LEFT_IN = 12;

/** The fewest edges whose removal leaves no path, each set checked by looking for whom it leaves in reach. */
export async function chokePoints(ask: Ask, args: ChokeArguments): Promise<ChokePoints> {
  const first = pageSize(args.first, 5);
  const maxHops = hopLimit(args.maxHops, 8, 1);
  const stated = readGiven(args.given);
  if (args.to.resource)
    throw badInput('to.resource', 'is no end of what is cut: ask paths who can do it, and cut the ways to them');
  const call = ask.question();
  const reader = await ask.reader();
  const [from, to] = await allInOrder([
    () => resolveEnd(reader, args.from, 'from', call),
    () => resolveEnd(reader, args.to, 'to', call),
  ]);
  await refuseSessionPoliciesOfStart(reader, from.ids, stated, call);
  const starts = [...new Set(from.ids)];
  const ends = [...new Set(to.ids)].filter((id) => !starts.includes(id));
  const kinds = becomingKinds(args.edges);
  const query: RadiusQuery = { from: starts, kinds, maxHops };
  const search = await radiusSearch(reader, query, stated, call);
  const possible = await mightReach(search);
  const edges = [...possible.firstInto.values(), ...possible.laterInto.values()].flat();
  await search.hops.fetchNodes(edges.flatMap((edge) => [edge.from, edge.to]));
  const asked: Asked = { reader, query, stated, call, ends, search, possible };
  const found = call.budget.isSpent || ends.length === 0 ? [] : await findCuts(asked, first);
  const cuts = found.map((cut) => showCut(cut, search.hops.nodes));
  const { isSpent } = call.budget;
  return {
    cuts: cuts.map(({ cut }) => cut),
    unremovable: byId(edges.filter((edge) => !mayGo(edge, search.hops.nodes))),
    optimal: !isSpent && cuts.every(({ isSmallest }) => isSmallest),
    completeness: completenessOf([
      ...from.gaps,
      ...to.gaps,
      ...gapsThatCouldAdd(await reader.gaps(call), null),
      ...(isSpent ? [budgetSpent('cuts, and paths that cuts leave,')] : []),
    ]),
  };
}

interface Asked {
  readonly reader: GraphReader;
  readonly query: RadiusQuery;
  readonly stated: Stated;
  readonly call: Call;
  readonly ends: readonly string[];
  readonly search: RadiusSearch;
  readonly possible: Possible;
}

/** A smallest cut; then others, each with one more edge of those before left in. */
async function findCuts(asked: Asked, first: number): Promise<readonly (readonly DerivedEdge[])[]> {
  const { possible, query, ends, search, call } = asked;
  const found = new Map<string, readonly DerivedEdge[]>();
  const waiting: ReadonlySet<string>[] = [new Set()];
  const known = new Set<string>();
  // Without a path there is nothing to cut.
  if (await leavesNoPath(asked, new Set())) return [];
  for (let tried = 0; tried < first + MOST_TRIED && found.size < first && waiting.length > 0; tried++) {
    const kept = waiting.shift() ?? new Set();
    const network = { possible, starts: query.from, ends };
    const cut = minimumCut(network, (edge) => mayGo(edge, search.hops.nodes) && !kept.has(edge.id));
    if (cut === null || call.budget.isSpent) continue;
    const smallest = await leftIn(asked, cut);
    if (smallest === null) continue;
    const key = smallest.map(({ id }) => id).join(' ');
    found.set(key, smallest);
    for (const { id } of smallest) {
      const more = new Set([...kept, id]);
      const name = [...more].sort().join(' ');
      if (!known.has(name)) waiting.push(more);
      known.add(name);
    }
  }
  return [...found.values()].toSorted(
    (one, other) =>
      one.length - other.length ||
      compareCodePoints(one.map(({ id }) => id).join(' '), other.map(({ id }) => id).join(' ')),
  );
}

/** The cut without edges that are not needed, by id; null where it leaves a path, or the budget ends before that is known. */
async function leftIn(asked: Asked, cut: readonly DerivedEdge[]): Promise<readonly DerivedEdge[] | null> {
  const idsOf = (some: readonly DerivedEdge[]): ReadonlySet<string> => new Set(some.map(({ id }) => id));
  if (!(await leavesNoPath(asked, idsOf(cut)))) return null;
  let least = byId(cut);
  if (cut.length > MOST_LEFT_IN || cut.length === 1) return least;
  for (const edge of least) {
    const fewer = least.filter((each) => each !== edge);
    if (await leavesNoPath(asked, idsOf(fewer))) least = fewer;
  }
  return least;
}

/** Asks again without these edges, in position. */
async function leavesNoPath(asked: Asked, without: ReadonlySet<string>): Promise<boolean> {
  const { reader, query, stated, call, ends } = asked;
  const search = await radiusSearch(reader, { ...query, without }, stated, call);
  const { arrivals, undecided } = await findInReach(search);
  return undecided !== null && ends.every((end) => !arrivals.has(end) && !undecided.has(end));
}

/** Nobody takes a service its own role, the root user its account, or whoever controls an account what is in it. */
function mayGo(edge: DerivedEdge, nodes: ReadonlyMap<string, GraphNode>): boolean {
  const { from, to } = endsOf(edge, nodes);
  if (from.label === 'RootUser' || from.label === 'AccountControl') return false;
  return to.label !== 'Role' || !to.isServiceLinked;
}

function byId(edges: readonly DerivedEdge[]): readonly DerivedEdge[] {
  const once = [...new Map(edges.map((edge) => [edge.id, edge])).values()];
  return once.sort((one, other) => compareCodePoints(one.id, other.id));
}

function showCut(
  edges: readonly DerivedEdge[],
  nodes: ReadonlyMap<string, GraphNode>,
): { readonly cut: Cut; readonly isSmallest: boolean } {
  const evidence = edges.map((edge) => {
    const { from, to } = endsOf(edge, nodes);
    return fillEvidence(edge.conclusion.evidence, fillingOf(from, to)).layers;
  });
  const { statements, isSmallest } = smallestStatements(evidence);
  return { cut: { edges, statements }, isSmallest };
}

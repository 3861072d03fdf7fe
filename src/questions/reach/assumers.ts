import { serviceReach } from '../../derive/confusedDeputy.js';
import { BECOMING_KINDS } from '../../graph/edges.js';
import type { FoundPath } from '../../graph/paths.js';
import { isPrincipalOrPerson, type PrincipalOrPerson } from '../../graph/nodes.js';
import type { Call } from '../../graph/store.js';
import type { Decision } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import { present } from '../../lib/invariant.js';
import { budgetSpent, gapsThatCouldAdd } from '../completeness.js';
import type { Stated } from '../given.js';
import { pathsOf } from '../foundPath.js';
import type { Path } from '../path.js';
import { searchPaths, type SearchedPaths, type Verdict } from '../pathSearch.js';
import type { Performers } from '../perform/performers.js';
import type { AccessRow } from './accessRows.js';
import { leadingTo } from './leadingTo.js';

/** The most hops of a path to access, the last of them the access itself. */
const MOST_HOPS = 8;

/** Somebody who has no access and can become somebody who has. */
export interface Assumer extends AccessRow<PrincipalOrPerson> {
  /** Fetches the path: the shortest that is ALLOWED where one can be told to be, otherwise the shortest. */
  readonly path: () => Promise<Path>;
}

/**
 * Those who get access by becoming somebody. Looked for backwards from those who have it, over edges alone; each is then decided by its
 * path, in position. Errors: DEADLINE_EXCEEDED.
 */
export async function findAssumers(
  performers: Performers,
  stated: Stated,
  call: Call,
): Promise<{ readonly rows: readonly Assumer[]; readonly gaps: readonly Gap[] }> {
  const { reader, edges, end } = performers;
  const direct = new Set([...edges.values()].flatMap((edge) => (edge.at(0) === null ? [] : [edge.from])));
  const { from, surely } = await leadingTo(performers, MOST_HOPS - 1, call);
  const others = from.filter((id) => !direct.has(id));
  const search = async (starts: readonly string[], decisions: readonly Decision[]): Promise<SearchedPaths> => {
    const query = { kinds: BECOMING_KINDS, from: starts, to: [end], avoid: [], maxHops: MOST_HOPS };
    const bounds = { query, stated, limit: Number.POSITIVE_INFINITY, onePerStart: true, decisions };
    return searchPaths(reader, bounds, call);
  };
  const sure = await search(
    others.filter((id) => surely.has(id)),
    ['ALLOWED'],
  );
  const found = new Set(sure.found.map(({ start }) => start));
  const rest = await search(
    others.filter((id) => !found.has(id)),
    ['ALLOWED', 'CONDITIONAL'],
  );
  const rows = await Promise.all(
    [sure, rest].map(async (searched) => {
      await searched.hops.fetchNodes(
        searched.found.flatMap(({ start, edges: [first] }) => [start, first?.to ?? start]),
      );
      return searched.found.flatMap((path) => rowOf(path, searched, stated));
    }),
  );
  const isCut = sure.isCut || rest.isCut || call.budget.isSpent;
  const gaps = [
    ...gapsThatCouldAdd(await reader.gaps(call), null),
    ...(isCut ? [budgetSpent('those who become somebody with access')] : []),
  ];
  return { rows: rows.flat(), gaps };
}

/** Control of an account and what runs as a role start paths and are nobody. */
function rowOf(path: FoundPath<Verdict>, searched: SearchedPaths, stated: Stated): readonly Assumer[] {
  const { nodes } = searched.hops;
  const principal = present(nodes.get(path.start), 'a path starts at a node');
  if (!isPrincipalOrPerson(principal)) return [];
  const verdict = present(path.verdict, 'who becomes somebody does so by a hop');
  const last = present(verdict.hops.at(-1), 'a path ends in a hop');
  const [first] = path.edges;
  const entered = nodes.get(first?.to ?? '');
  const enters = entered?.label === 'Role' && entered.isServiceLinked ? 'SERVICE_LINKED_ROLE' : 'ROLE';
  const brought = stated.sessionPolicies ?? [];
  const assumer: Assumer = {
    principal,
    decision: verdict.decision,
    needs: verdict.needs,
    get evidence() {
      return last.judgement.evidence;
    },
    gaps: [...new Set(verdict.hops.flatMap(({ gaps }) => gaps))],
    resource: path.edges.at(-1)?.to ?? '',
    made: new Map(),
    reach:
      principal.label === 'Service' && first !== undefined
        ? serviceReach({ service: principal.name, enters }, { ...first.conclusion })
        : null,
    path: async () => present((await pathsOf(searched, [path], brought))[0], 'the path of a row'),
  };
  return [assumer];
}

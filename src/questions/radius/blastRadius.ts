import type { HopKind } from '../../graph/edges.js';
import { nodeId } from '../../graph/ids.js';
import { isPrincipalOrPerson, PRINCIPAL_KIND, type GraphNode, type NodeOf } from '../../graph/nodes.js';
import { compareListed } from '../../graph/order.js';
import type { Call, GraphReader } from '../../graph/store.js';
import type { Gap } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import { present } from '../../lib/invariant.js';
import type { Ask } from '../ask.js';
import { nodesOf } from '../atHand.js';
import { budgetSpent, completenessOf, gapsThatCouldAdd, type Completeness } from '../completeness.js';
import { cursorScope } from '../cursor.js';
import { refuseSessionPoliciesOfStart } from '../contradictions.js';
import { readGiven, type Given } from '../given.js';
import { hopLimit } from '../hopLimit.js';
import type { NodeConnection } from '../listing.js';
import { cutPage, type PageArguments } from '../page.js';
import { resolveEnd, type PathEndInput } from '../pathEnds.js';
import { findInReach, type InReach } from './findInReach.js';
import { radiusSearch } from './radiusSearch.js';
import { becomingKinds } from '../walkedKinds.js';

export interface RadiusArguments {
  readonly from: PathEndInput;
  readonly given?: Given | null;
  readonly edges?: readonly HopKind[] | null;
  readonly maxHops?: number | null;
}

/** A number with its name. */
export interface Count {
  readonly name: string;
  readonly count: number;
}

/** Who is in reach of somebody, those who start left out. */
export interface BlastRadius {
  readonly total: number;
  /** By account number, most first. */
  readonly byAccount: readonly Count[];
  /** By kind of principal (of what is none, the name of its type), most first. */
  readonly byKind: readonly Count[];
  /** Accounts of which control is in reach, by ARN. */
  readonly controls: readonly NodeOf<'Account'>[];
  readonly completeness: Completeness;
  /** A page of who is in reach, by ARN, those without one last, by name. */
  nodes(page: PageArguments): NodeConnection<GraphNode>;
}

/** What lies behind somebody, summed up: everybody to whom a path leads that holds in position. */
export async function blastRadius(ask: Ask, args: RadiusArguments): Promise<BlastRadius> {
  const maxHops = hopLimit(args.maxHops, 8, 0);
  const stated = readGiven(args.given);
  const call = ask.question();
  const reader = await ask.reader();
  const from = await resolveEnd(reader, args.from, 'from', call);
  await refuseSessionPoliciesOfStart(reader, from.ids, stated, call);
  const kinds = becomingKinds(args.edges);
  const search = await radiusSearch(reader, { from: [...new Set(from.ids)], kinds, maxHops }, stated, call);
  const inReach = await findInReach(search);
  const ids = [...inReach.arrivals.keys()];
  const found = (await nodesOf(reader, ids, call)).map((node, place) =>
    present(node, `${ids[place] ?? ''} is reached`),
  );
  const others = found.filter((node) => !isControl(node) && node.label !== 'DirectoryGroup').toSorted(compareListed);
  const gaps = [
    ...from.gaps,
    ...gapsOf(inReach),
    ...(maxHops === 0 || from.ids.length === 0 ? [] : gapsThatCouldAdd(await reader.gaps(call), null)),
  ];
  const scope = cursorScope(reader, { name: 'blastRadius', parent: null, args });
  return {
    total: others.length,
    byAccount: countBy(others, ({ account }) => account ?? 'no account'),
    byKind: countBy(others, (node) => (isPrincipalOrPerson(node) ? PRINCIPAL_KIND[node.label] : node.label)),
    controls: await accountsOf(reader, found.filter(isControl), call),
    completeness: completenessOf(gaps),
    nodes: (page) => ({
      ...cutPage(others, ({ id }) => id, scope, { ...page, standard: 50 }),
      totalCount: others.length,
    }),
  };
}

/** Control of an account is nobody, and is told beside those who are in reach. */
function isControl(node: GraphNode): boolean {
  return node.label === 'AccountControl';
}

function gapsOf({ arrivals, undecided }: InReach): readonly Gap[] {
  const ofHops = new Set([...arrivals.values()].flatMap(({ verdict }) => verdict?.hops.map(({ gaps }) => gaps) ?? []));
  const open = undecided?.size ?? null;
  const whom = open === null ? 'others in reach' : `${open} who might be in reach too`;
  return [...[...ofHops].flat(), ...(open === 0 ? [] : [budgetSpent(whom)])];
}

function countBy(nodes: readonly GraphNode[], nameOf: (node: GraphNode) => string): readonly Count[] {
  const counts = new Map<string, number>();
  for (const node of nodes) counts.set(nameOf(node), (counts.get(nameOf(node)) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || compareCodePoints(one.name, other.name));
}

async function accountsOf(
  reader: GraphReader,
  nodes: readonly GraphNode[],
  call: Call,
): Promise<readonly NodeOf<'Account'>[]> {
  const ids = [...new Set(nodes.flatMap(({ account }) => (account === null ? [] : [nodeId.account(account)])))];
  const accounts = (await reader.nodes(ids, call)).filter((node) => node?.label === 'Account');
  return accounts.toSorted(compareListed);
}

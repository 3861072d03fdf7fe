import { nodeId } from '../../graph/ids.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import { parseArn, resourceName } from '../../iam/arn.js';
import type { Gap } from '../../iam/snapshot.js';
import { laterStated, readGiven, saysNothing, type Stated } from '../given.js';
import { type AccessRow, decideMembers } from '../reach/accessRows.js';
import { findHolders, type Holders } from '../reach/holders.js';
import type { AskedMembers } from '../reach/members.js';
import { performedEdge, performedId, type Performance, type PerformedEdge } from './performedEdge.js';
import { performingReader } from './performingReader.js';

/** Whoever can do something to a resource, as last hops of paths, and the graph with these hops. */
export interface Performers {
  readonly reader: GraphReader;
  /** The id under which walks end there. */
  readonly end: string;
  /** What stands there. */
  readonly node: GraphNode;
  /** By who does it. */
  readonly edges: ReadonlyMap<string, PerformedEdge>;
  readonly holders: Holders;
  readonly gaps: readonly Gap[];
}

/** What is asked, in the words of the question. */
export interface AskedToPerform extends AskedMembers {
  readonly action: string;
  readonly resource: string;
  /** What paths end at, where it is no resource of its own. */
  readonly node?: GraphNode | null;
}

/**
 * Decides who can do it: as a first request under all that is stated, and as a request behind a hop, which a role's session makes, or a
 * user that a technique makes somebody.
 */
export async function findPerformers(
  reader: GraphReader,
  asked: AskedToPerform,
  stated: Stated,
  { withNearMisses = false, call }: { readonly withNearMisses?: boolean; readonly call: Call },
): Promise<Performers> {
  const holders = await findHolders(reader, { members: asked.members, stated, withNearMisses }, call);
  const decideUnder = async (other: Stated, rows: readonly AccessRow[]): Promise<ReadonlyMap<string, AccessRow>> => {
    if (other === stated) return byPrincipal(rows);
    const principals = rows.map(({ principal }) => principal);
    return byPrincipal(await decideMembers(reader, principals, { ...holders.asked, stated: other }, call));
  };
  const { rows } = holders;
  const nothing = readGiven(null);
  const later = saysNothing(stated) ? stated : laterStated(stated);
  const [firsts, laters, alone] = [
    byPrincipal(rows),
    await decideUnder(later, rows.filter(canBeEntered)),
    await decideUnder(saysNothing(stated) ? stated : nothing, rows),
  ];
  const performance = performanceOf(asked, stated);
  const edges = new Map<string, PerformedEdge>();
  for (const { principal } of rows) {
    const first = open(firsts.get(principal.id));
    const after = canBeEntered({ principal }) ? open(laters.get(principal.id)) : null;
    const decided = first ?? after;
    if (decided === null) continue;
    const unstated = open(alone.get(principal.id)) ?? decided;
    edges.set(principal.id, performedEdge(performance, { first, later: after, alone: unstated }));
  }
  const gaps = [...asked.gaps, ...holders.gaps];
  const { end, node } = performance;
  return { reader: performingReader(reader, end, edges), end, node, edges, holders, gaps };
}

function canBeEntered({ principal }: Pick<AccessRow, 'principal'>): boolean {
  return principal.label === 'Role' || principal.label === 'User';
}

function byPrincipal(rows: readonly AccessRow[]): ReadonlyMap<string, AccessRow> {
  return new Map(rows.map((row) => [row.principal.id, row]));
}

function open(row: AccessRow | undefined): AccessRow | null {
  return row === undefined || row.decision === 'DENIED' ? null : row;
}

/** What is done, and where the graph has it. */
export function performanceOf(
  { action, resource, members, node: named = null }: Omit<AskedToPerform, 'gaps'>,
  stated: Stated,
): Performance {
  const nodes = new Set(members.map((member) => member.resource.node));
  const [only = null] = nodes.size === 1 ? nodes : [];
  const node = named ?? only ?? unknownResource(resource, members[0]?.resource.account ?? null);
  return { action, resource, node, end: performedId(resource), brought: stated.sessionPolicies ?? [] };
}

/** The node for what the graph does not have, as far as its ARN tells. */
function unknownResource(text: string, account: string | null): GraphNode {
  const arn = parseArn(text);
  return {
    label: 'Resource',
    id: nodeId.arn(text),
    arn: text,
    name: arn === null ? text : resourceName(arn.resource),
    account,
    type: '',
    region: arn === null || arn.region === '' ? null : arn.region,
    tags: [],
    isPolicyCollected: false,
    properties: {},
  };
}

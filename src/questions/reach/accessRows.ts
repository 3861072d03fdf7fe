import type { AccessAsked, AccessConclusion } from '../../derive/access.js';
import type { ServiceReach } from '../../derive/confusedDeputy.js';
import type { PolicyView } from '../../derive/view.js';
import type { GraphNode, PrincipalNode, PrincipalOrPerson } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import type { Json } from '../../lib/json.js';
import { decideStated, nodesOf, placeRequest } from '../accessRequest.js';
import type { Stated } from '../given.js';
import { fetchView, nothingAbove } from '../policyView.js';
import { takeTurns } from '../turns.js';
import { type Combined, combineMembers, type Concluded } from './combineMembers.js';
import { likenessFor } from './likeness.js';
import type { Member } from './members.js';
import { serviceReachOf, widestReach } from './serviceReachOf.js';
import { standInsFor } from './standIns.js';

/** What is concluded of one principal, before it is shown. */
export interface AccessRow<Principal extends PrincipalOrPerson = PrincipalNode> extends Combined {
  readonly principal: Principal;
  /** The member that the evidence is about, for what evidence leaves open. */
  readonly resource: string;
  readonly made: ReadonlyMap<string, Json>;
  /** Of a service that is not DENIED alone: for whom it can act. */
  readonly reach: ServiceReach | null;
}

/** Principals whose policies are fetched together. */
const CHUNK = 500;

/** What is asked of each principal: the members, under what is stated, through the endpoint that is stated. */
export interface AskedOfEach {
  readonly members: readonly Member[];
  readonly stated: Stated;
  readonly endpoint: AccessAsked['endpoint'] | null;
}

/** The nodes, beside the principal, whose policies the members' decisions read. */
export function nodesOfMembers({ members, endpoint }: AskedOfEach): readonly GraphNode[] {
  const requests = members.map(({ action, resource }) => placeRequest('ANONYMOUS', action, resource, endpoint).asked);
  return [...new Set(requests.flatMap(nodesOf))];
}

/**
 * Decides the members for each principal, in the order given, by the function behind canPerform. Ends early with what it has when the work
 * budget is spent: one decision costs one. Errors: DEADLINE_EXCEEDED.
 */
export async function decideMembers(
  reader: GraphReader,
  principals: readonly PrincipalNode[],
  asked: AskedOfEach,
  call: Call,
  above = nothingAbove(),
): Promise<readonly AccessRow[]> {
  const nodes = nodesOfMembers(asked);
  const rows: AccessRow[] = [];
  const inTurn = takeTurns(call);
  const known = new Map<string, AccessRow>();
  for (let start = 0; start < principals.length; start += CHUNK) {
    const chunk = principals.slice(start, start + CHUNK);
    const view = await reader.together(
      async (lookups) => fetchView(lookups, { callers: chunk, ends: nodes, above }, call),
      call,
    );
    const likenessOf = likenessFor(view, asked);
    const standInsOf = standInsFor(view, asked);
    for (const principal of chunk) {
      if (!call.budget.spend(asked.members.length)) return rows;
      const likeness = likenessOf(principal);
      const alike = likeness === null ? undefined : known.get(likeness);
      const row =
        alike === undefined
          ? rowOf(principal, await inTurn(() => concludeEach(view, principal, asked, standInsOf(principal))))
          : { ...alike, principal };
      if (likeness !== null) known.set(likeness, row);
      rows.push(row);
    }
  }
  return rows;
}

/** What the members come to for one principal, from the policies that the view has. */
export function decideMembersOf(
  view: PolicyView,
  from: PrincipalNode,
  { members, stated, endpoint }: AskedOfEach,
): Combined {
  return combineMembers(
    members.map((member) => {
      const { asked } = placeRequest(from, member.action, member.resource, endpoint);
      return { member, conclusion: decideStated(view, asked, stated, stated.session) };
    }),
  );
}

interface ConcludedMember extends Concluded {
  readonly conclusion: AccessConclusion;
  readonly reach: ServiceReach | null;
}

/** What is concluded of each member: where another stands in for it, the same as of that one. */
function concludeEach(
  view: PolicyView,
  from: PrincipalNode,
  { members, stated, endpoint }: AskedOfEach,
  standIns: readonly number[],
): readonly ConcludedMember[] {
  const concluded: ConcludedMember[] = [];
  for (const [place, member] of members.entries()) {
    const alike = concluded[standIns[place] ?? place];
    if (alike !== undefined) {
      concluded.push({ ...alike, member });
      continue;
    }
    const { asked, gaps } = placeRequest(from, member.action, member.resource, endpoint);
    const conclusion = decideStated(view, asked, stated, stated.session);
    const reach = serviceReachOf(view, asked, stated, conclusion);
    concluded.push({ member, conclusion: { ...conclusion, gaps: [...gaps, ...conclusion.gaps] }, reach });
  }
  return concluded;
}

function rowOf(principal: PrincipalNode, concluded: readonly ConcludedMember[]): AccessRow {
  const combined = combineMembers(concluded);
  const told = concluded.find(({ conclusion }) => conclusion.judgement.evidence === combined.evidence) ?? concluded[0];
  return {
    ...combined,
    principal,
    resource: told?.member.resource.arn ?? '*',
    made: told?.conclusion.made ?? new Map(),
    reach: widestReach(concluded.map((one) => one.reach)),
  };
}

import { decideAccess } from '../../derive/access.js';
import type { GraphNode, PrincipalNode } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import type { Json } from '../../lib/json.js';
import type { Stated } from '../given.js';
import { fetchPolicyView } from '../policyView.js';
import { statedFor } from '../statedAlong.js';
import { takeTurns } from '../turns.js';
import { type Combined, combineMembers, type Concluded } from './combineMembers.js';
import type { Member } from './members.js';

/** What is concluded of one principal, before it is shown. */
export interface AccessRow extends Combined {
  readonly principal: PrincipalNode;
  /** The member that the evidence is about, for what evidence leaves open. */
  readonly resource: string;
  readonly made: ReadonlyMap<string, Json>;
}

/** Principals whose policies are fetched together. */
const CHUNK = 500;

/**
 * Decides the members for each principal, in the order given, by the function behind canPerform. Ends early with what it has when the work
 * budget is spent: one decision costs one. Errors: DEADLINE_EXCEEDED.
 */
export async function decideMembers(
  reader: GraphReader,
  asked: {
    readonly principals: readonly PrincipalNode[];
    readonly members: readonly Member[];
    readonly stated: Stated;
  },
  call: Call,
): Promise<readonly AccessRow[]> {
  const { principals, members, stated } = asked;
  const nodes = [...new Set(members.flatMap(({ resource }) => resource.node ?? []))];
  const rows: AccessRow[] = [];
  const inTurn = takeTurns(call);
  for (let start = 0; start < principals.length; start += CHUNK) {
    const chunk = principals.slice(start, start + CHUNK);
    const view = await fetchPolicyView(reader, [...new Set<GraphNode>([...chunk, ...nodes])], call);
    for (const principal of chunk) {
      if (!call.budget.spend(members.length)) return rows;
      const concluded = await inTurn(() => members.map((member) => conclude(view, principal, member, stated)));
      rows.push(rowOf(principal, concluded));
    }
  }
  return rows;
}

type View = Awaited<ReturnType<typeof fetchPolicyView>>;
type Conclusion = ReturnType<typeof decideAccess>;

interface ConcludedMember extends Concluded {
  readonly conclusion: Conclusion;
}

/** What the graph cannot tell the owner of is taken to be of the caller's account, as canPerform takes it. */
function conclude(view: View, from: PrincipalNode, member: Member, stated: Stated): ConcludedMember {
  const { action, resource } = member;
  const account = resource.account ?? from.account;
  const context = statedFor(from, stated.on(resource.arn));
  const asked = { from, action, resource: { ...resource, account } };
  return { member, conclusion: decideAccess(view, asked, context, stated.session, stated.sessionPolicies) };
}

function rowOf(principal: PrincipalNode, concluded: readonly ConcludedMember[]): AccessRow {
  const combined = combineMembers(concluded);
  const told = concluded.find(({ conclusion }) => conclusion.judgement.evidence === combined.evidence) ?? concluded[0];
  return {
    ...combined,
    principal,
    resource: told?.member.resource.arn ?? '*',
    made: told?.conclusion.made ?? new Map(),
  };
}

import { assignmentsUnknown, NO_ASSIGNMENTS } from '../derive/identityCenter.js';
import { ENTERING_KINDS } from '../graph/edges.js';
import type { NodeOf } from '../graph/nodes.js';
import { parseArn } from '../iam/arn.js';
import type { Gap } from '../iam/snapshot.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Ask } from './ask.js';
import type { RoleNode } from './assumption.js';
import type { AssumptionArguments } from './assumptionQuestion.js';
import { askAssumptions, type AssumptionConnection } from './assumptions.js';
import { assignedInto } from './assignedRows.js';
import { nodesOf } from './atHand.js';
import { gapsAbout, gapsThatCouldAddEntrances, unknownArn } from './completeness.js';
import { refuseContradictionsOfRole } from './contradictions.js';
import { candidatesInto } from './nearMisses.js';
import { resolveRole } from './resolveArn.js';

/** Who can enter a role, or a root user's task, directly. A role that the graph lacks gives no rows, and a gap. */
export function whoCanAssume(
  ask: Ask,
  args: AssumptionArguments & { readonly role: string },
): Promise<AssumptionConnection> {
  return askAssumptions<RoleNode>(ask, args, {
    name: 'whoCanAssume',
    text: args.role,
    side: 'principal',
    resolve: async (reader, call) => resolveRole(reader, args.role, 'role', call),
    refuse: refuseContradictionsOfRole,
    edges: async (reader, { id }, call) => (await reader.edgesInto([id], ENTERING_KINDS, call))[0] ?? [],
    assigned: assignedInto,
    candidates: candidatesInto,
    gaps: async (reader, role, call) =>
      role === null ? unknownRole(reader, args.role, call) : gapsOf(reader, role, call),
  });
}

/** The role is not in the graph, and perhaps its account was not collected. */
async function unknownRole(reader: GraphReader, arn: string, call: Call): Promise<readonly Gap[]> {
  const account = parseArn(arn)?.account ?? '';
  const all = await reader.gaps(call);
  return [
    unknownArn(arn),
    ...gapsThatCouldAddEntrances(all, new Set([account])).filter((gap) => gap.account === account),
  ];
}

/** Gaps that could add somebody who enters the role: of its own account, and of those that its trust names. */
async function gapsOf(reader: GraphReader, role: RoleNode, call: Call): Promise<readonly Gap[]> {
  const [[trusted = []], all] = await Promise.all([
    reader.related([role.id], 'TRUSTS', 'OUT', call),
    reader.gaps(call),
  ]);
  const nodes = (await nodesOf(reader, trusted, call)).filter((node) => node !== null);
  const trustsAll = nodes.some((node) => node.label === 'Anyone');
  const accounts = new Set([role.account, ...nodes.map((node) => node.account)].filter((account) => account !== null));
  const uncovered = role.label === 'Role' && role.isIdentityCenter ? identityCenterGaps(all, role) : [];
  const named = new Set(nodes.map(({ arn }) => arn).filter((arn) => arn !== null));
  const unlisted = gapsAbout(all, 'ARN_UNKNOWN', named);
  return [...gapsThatCouldAddEntrances(all, trustsAll ? null : accounts), ...unlisted, ...uncovered];
}

/** What is not known of who is assigned a role of IAM Identity Center. */
function identityCenterGaps(all: readonly Gap[], role: NodeOf<'Role'>): readonly Gap[] {
  if (!role.isCollected) return [assignmentsUnknown(role, NO_ASSIGNMENTS)];
  return gapsAbout(all, 'SERVICE_NOT_COVERED', role.arn === null ? [] : [role.arn]);
}

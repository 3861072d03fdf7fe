import { decideAccess } from '../derive/access.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Gap } from '../iam/snapshot.js';
import type { Ask } from './ask.js';
import { budgetSpent, gapsThatCouldAdd } from './completeness.js';
import { cursorScope } from './cursor.js';
import { type Given, readGiven } from './given.js';
import { pageSize, type PageArguments } from './page.js';
import { fetchPolicyView } from './policyView.js';
import { type AccessConnection, type AccessFilter, answerAccess, wantsDenied } from './reach/accessPage.js';
import { type AccessRow, decideMembers } from './reach/accessRows.js';
import { type Candidates, findCandidates } from './reach/candidates.js';
import { type AskedMembers, type Member, resolveMembers } from './reach/members.js';

/** What the questions of who can do something take beside their subject. */
export interface AccessArguments extends PageArguments {
  readonly given?: Given | null;
  readonly where?: AccessFilter | null;
}

/**
 * Who can do an action, or some of a pattern of actions, to a resource, or to some of a pattern of resources.
 * Errors: BAD_USER_INPUT naming the argument.
 */
export async function whoCan(
  ask: Ask,
  args: AccessArguments & { readonly action: string; readonly resource: string },
): Promise<AccessConnection> {
  pageSize(args.first, 50);
  const call = ask.question();
  const reader = await ask.reader();
  const asked = await resolveMembers(reader, args, call);
  return answerMembers(reader, asked, { args, name: 'whoCan', text: `${args.action} ${args.resource}` }, call);
}

/** The answer for members that are known. `name` and `text` are of the question, for its cursors. */
export async function answerMembers(
  reader: GraphReader,
  { members, gaps }: AskedMembers,
  { args, name, text }: { readonly args: AccessArguments; readonly name: string; readonly text: string },
  call: Call,
): Promise<AccessConnection> {
  const { where, given } = args;
  const stated = readGiven(given);
  const candidates = await findCandidates(reader, members, wantsDenied(where), call);
  const decided = await decideMembers(reader, { principals: candidates.principals, members, stated }, call);
  const rows = decided.filter(
    (row) => row.decision !== 'DENIED' || (wantsDenied(where) && isNearMiss(row, candidates)),
  );
  const more = await gapsOfAnswer(reader, members, candidates, call);
  return answerAccess(rows, {
    where,
    gaps: [...gaps, ...more, ...(call.budget.isSpent ? [budgetSpent('rows')] : [])],
    scope: cursorScope(reader, { name, parent: text, args: { given, where } }),
    page: args,
    brought: given?.session?.policies ?? [],
  });
}

const SIDES: ReadonlySet<string> = new Set(['RESOURCE', 'ACL', 'KMS_GRANT', 'IDENTITY']);

/** Whom one side admits and another stops: the resource's side, or an identity policy that names the resource or is of an account it is open to. */
function isNearMiss({ principal, evidence }: AccessRow, { accounts, naming }: Candidates): boolean {
  const admits = (kind: string): boolean =>
    evidence.layers.some(
      (layer) => layer.kind === kind && (layer.outcome === 'ALLOWED' || layer.outcome === 'CONDITIONAL'),
    );
  const isInside = accounts === null || (principal.account !== null && accounts.has(principal.account));
  return [...SIDES].some((kind) => admits(kind) && (kind !== 'IDENTITY' || isInside || naming.has(principal.id)));
}

/** What was not collected and could add somebody: of the resources themselves, and of the accounts that they are open to. */
async function gapsOfAnswer(
  reader: GraphReader,
  members: readonly Member[],
  { accounts }: Candidates,
  call: Call,
): Promise<readonly Gap[]> {
  const all = await reader.gaps(call);
  const nodes = [...new Set(members.flatMap(({ resource }) => resource.node ?? []))];
  const view = await fetchPolicyView(reader, nodes, call);
  const context = { values: new Map(), absent: new Set<string>(), missing: 'UNKNOWN' } as const;
  const ofResources = members.flatMap(({ action, resource }) =>
    decideAccess(view, { from: 'ANONYMOUS', action, resource }, context, null, null).gaps.filter(
      ({ mayHide }) => mayHide,
    ),
  );
  return [...gapsThatCouldAdd(all, accounts), ...ofResources];
}

import type { Asker } from '../derive/access.js';
import type { PolicyView } from '../derive/view.js';
import { nodeId } from '../graph/ids.js';
import type { NodeOf } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Gap } from '../iam/snapshot.js';
import { decideStated, placeRequest } from './accessRequest.js';
import type { Ask } from './ask.js';
import { budgetSpent, gapsThatCouldAdd } from './completeness.js';
import { cursorScope } from './cursor.js';
import { type Given, readGiven } from './given.js';
import { pageSize, type PageArguments } from './page.js';
import { fetchPolicyView } from './policyView.js';
import { resolveEndpoints } from './statedEndpoint.js';
import { type AccessConnection, type AccessFilter, answerAccess, wantsDenied } from './reach/accessPage.js';
import { type AccessRow, type AskedOfEach, decideMembers, nodesOfMembers } from './reach/accessRows.js';
import { type Candidates, findCandidates } from './reach/candidates.js';
import { type AskedMembers, resolveMembers } from './reach/members.js';

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
  const [endpoint = null] = await resolveEndpoints(reader, [stated], call);
  const asked = { members, stated, endpoint };
  const view = await fetchPolicyView(reader, nodesOfMembers(asked), call);
  const candidates = await findCandidates(reader, { members, view }, wantsDenied(where), call);
  const decided = await decideMembers(reader, candidates.principals, asked, call);
  const rows = decided.filter(
    (row) => row.decision !== 'DENIED' || (wantsDenied(where) && isNearMiss(row, candidates)),
  );
  const hiding = [...gapsThatCouldAdd(await reader.gaps(call), candidates.accounts), ...gapsOfStrangers(view, asked)];
  return answerAccess(rows, {
    where,
    gaps: [...gaps, ...hiding, ...(call.budget.isSpent ? [budgetSpent('rows')] : [])],
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

/**
 * What was not collected of the resources and could let somebody in: asked for those who have no policy of their own, unsigned and as a user
 * of the account that owns it.
 */
function gapsOfStrangers(view: PolicyView, { members, stated, endpoint }: AskedOfEach): readonly Gap[] {
  return members.flatMap(({ action, resource }) => {
    const strangers: readonly Asker[] = [
      'ANONYMOUS',
      ...(resource.account === null ? [] : [insider(resource.account)]),
    ];
    return strangers.flatMap((from) => {
      const { asked } = placeRequest(from, action, resource, endpoint);
      return decideStated(view, asked, stated, null).gaps.filter(({ mayHide }) => mayHide);
    });
  });
}

/** A user to whom nothing is attached. */
function insider(account: string): NodeOf<'User'> {
  const arn = `arn:aws:iam::${account}:user/anybody`;
  const unknown = { uniqueId: null, createdAt: null, tags: [], credentials: null } as const;
  return {
    label: 'User',
    id: nodeId.arn(arn),
    arn,
    name: 'anybody',
    account,
    path: '/',
    isCollected: true,
    ...unknown,
  };
}

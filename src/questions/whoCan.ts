import type { Call, GraphReader } from '../graph/store.js';
import type { Ask } from './ask.js';
import { budgetSpent } from './completeness.js';
import { cursorScope } from './cursor.js';
import { type Given, readGiven } from './given.js';
import { pageSize, type PageArguments } from './page.js';
import { type AskedToPerform, findPerformers } from './perform/performers.js';
import {
  type AccessConnection,
  type AccessFilter,
  answerAccess,
  wantsAssumers,
  wantsDenied,
} from './reach/accessPage.js';
import type { AccessRow } from './reach/accessRows.js';
import { findAssumers } from './reach/assumers.js';
import type { Candidates } from './reach/candidates.js';
import { findHolders } from './reach/holders.js';
import { resolveMembers } from './reach/members.js';

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
  const { action, resource } = args;
  return answerMembers(reader, { ...asked, action, resource }, { args, name: 'whoCan' }, call);
}

/** The answer for members that are known. `name` is of the question, for its cursors. */
export async function answerMembers(
  reader: GraphReader,
  asked: AskedToPerform,
  { args, name }: { readonly args: AccessArguments; readonly name: string },
  call: Call,
): Promise<AccessConnection> {
  const { where, given } = args;
  const stated = readGiven(given);
  const withNearMisses = wantsDenied(where);
  const performers = wantsAssumers(where)
    ? await findPerformers(reader, asked, stated, { withNearMisses, call })
    : null;
  const holders =
    performers?.holders ?? (await findHolders(reader, { members: asked.members, stated, withNearMisses }, call));
  const assumers = performers === null ? NOBODY : await findAssumers(performers, stated, call);
  const becoming = new Set(assumers.rows.map(({ principal }) => principal.id));
  const rows = holders.rows.filter(
    (row) =>
      row.decision !== 'DENIED' ||
      (withNearMisses && !becoming.has(row.principal.id) && isNearMiss(row, holders.candidates)),
  );
  const spent = call.budget.isSpent ? [budgetSpent('rows')] : [];
  return answerAccess([...rows, ...assumers.rows], {
    where,
    gaps: [...asked.gaps, ...holders.gaps, ...assumers.gaps, ...spent],
    scope: cursorScope(reader, { name, parent: `${asked.action} ${asked.resource}`, args: { given, where } }),
    page: args,
    brought: given?.session?.policies ?? [],
  });
}

const NOBODY = { rows: [], gaps: [] } as const;

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

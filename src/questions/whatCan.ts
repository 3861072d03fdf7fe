import { createHash } from 'node:crypto';
import type { AskedResource } from '../derive/access.js';
import type { Evidence, Needs } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Ask } from './ask.js';
import { resolveAsker } from './askedPrincipal.js';
import { badInput } from './badInput.js';
import { sessionOf } from './canPerform.js';
import { budgetSpent, type Completeness, completenessOf, gapsThatCouldAdd } from './completeness.js';
import { refuseContradictionsOfAsker } from './contradictions.js';
import { cursorScope } from './cursor.js';
import { type Asking, conclude } from './effective/asking.js';
import type { AccessLevel } from './effective/catalog.js';
import { findEffective, type Narrowed } from './effective/findEffective.js';
import { type PermissionRow, rowsOf } from './effective/permissionRows.js';
import { fillEvidence, fillNeeds } from './fill.js';
import { type Given, readGiven } from './given.js';
import { cutPage, type Page, type PageArguments, pageSize, showPage } from './page.js';
import { resolveResourcesOf } from './reach/members.js';
import { resolveEndpoints } from './statedEndpoint.js';

/** Actions of one service and level on the same resources under the same decision. */
export interface Permission {
  readonly service: string;
  readonly accessLevel: AccessLevel;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly decision: 'ALLOWED' | 'CONDITIONAL';
  readonly needs: Needs | null;
  readonly gaps: readonly Gap[];
  /** Why, for the first action and the first resource. */
  readonly evidence: Evidence;
}

export interface PermissionConnection extends Page<Permission> {
  readonly totalCount: number;
  readonly completeness: Completeness;
}

export interface WhatCanArguments extends PageArguments {
  readonly principal: string;
  readonly resource?: string | null;
  readonly action?: string | null;
  readonly given?: Given | null;
}

/** What a principal can do after all layers. Errors: BAD_USER_INPUT naming the argument. */
export async function whatCan(ask: Ask, args: WhatCanArguments): Promise<PermissionConnection> {
  pageSize(args.first, 50);
  const { action = null } = args;
  if (action !== null && !/^[a-z0-9-]+:[a-z0-9*?]+$/i.test(action)) {
    throw badInput('action', 'not an action: write service:Action, or a pattern of one service such as s3:Get*');
  }
  const call = ask.question();
  const reader = await ask.reader();
  const { from, sessionName, gaps: ofAsker } = await resolveAsker(reader, args.principal, 'principal', call);
  const stated = readGiven(args.given);
  refuseContradictionsOfAsker(stated, from);
  const [endpoint = null] = await resolveEndpoints(reader, [stated], call);
  const { narrowed, gaps: ofResource } = await narrow(reader, action, args.resource ?? null, call);
  const session = sessionOf({ from, sessionName, gaps: ofAsker }, stated);
  const found = await findEffective(reader, { from, stated, session, endpoint }, narrowed, call);
  const rows = rowsOf(found.byAction);
  const hiding = gapsThatCouldAdd(await reader.gaps(call), null);
  const gaps = [...ofAsker, ...ofResource, ...found.gaps, ...rows.flatMap((row) => row.gaps), ...hiding];
  const { principal, resource = null, given } = args;
  const scope = cursorScope(reader, { name: 'whatCan', parent: principal, args: { resource, action, given } });
  const cut = cutPage(rows, rowKey, scope, { ...args, standard: 50 });
  const brought = given?.session?.policies ?? [];
  return {
    ...showPage(
      cut,
      cut.nodes.map((row) => show(found.asking, row, brought)),
    ),
    totalCount: rows.length,
    completeness: completenessOf([...gaps, ...(call.budget.isSpent ? [budgetSpent('rows')] : [])]),
  };
}

async function narrow(
  reader: GraphReader,
  action: string | null,
  resource: string | null,
  call: Call,
): Promise<{ readonly narrowed: Narrowed; readonly gaps: readonly Gap[] }> {
  if (resource === null) return { narrowed: { action, resources: null }, gaps: [] };
  const { resources, gaps } = await resolveResourcesOf(reader, resource, call);
  return { narrowed: { action, resources: resources satisfies readonly AskedResource[] }, gaps };
}

/** Rows are told apart by what they say; their texts can be longer than a cursor may be. */
function rowKey({ service, accessLevel, actions, resources, decision, needs }: PermissionRow): string {
  const text = JSON.stringify([service, accessLevel, actions, resources, decision, needs]);
  return createHash('sha256').update(text).digest('base64url');
}

function show(asking: Asking, row: PermissionRow, brought: readonly Json[]): Permission {
  const { service, accessLevel, actions, resources, decision, gaps, asked } = row;
  const from = asking.from === 'ANONYMOUS' ? 'anonymous' : (asking.from.arn ?? asking.from.id);
  const filling = { from, to: asked.arn, brought };
  return {
    service,
    accessLevel,
    actions,
    resources,
    decision,
    needs: fillNeeds(row.needs, filling),
    gaps,
    get evidence() {
      const { judgement, made } = conclude(asking, actions[0] ?? '', asked);
      return fillEvidence(judgement.evidence, { ...filling, made });
    },
  };
}

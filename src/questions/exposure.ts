import { createHash } from 'node:crypto';
import { type NodeOf, PRINCIPAL_KIND, type PrincipalKind } from '../graph/nodes.js';
import type { Decision } from '../iam/decision.js';
import type { Gap } from '../iam/snapshot.js';
import type { Ask } from './ask.js';
import { budgetSpent, completenessOf, gapsThatCouldAdd } from './completeness.js';
import { cursorScope } from './cursor.js';
import { compareRows } from './exposure/compareRows.js';
import { exposureRows, type ExposureRow } from './exposure/exposureRows.js';
import { findOutsiders, type Outsiders } from './exposure/outsiders.js';
import { proveRow } from './exposure/proveRow.js';
import { belongingUnknown } from './findings/accounts.js';
import { notCollected } from './findings/resourcesNotCollected.js';
import { listAll } from './listAll.js';
import { cutPage, type PageArguments, pageSize, showPage } from './page.js';
import { type Access, type AccessConnection, showReach } from './reach/accessPage.js';
import { routesOf } from './reach/routes.js';

/** Narrows exposure; all that is given must hold. */
export interface ExposureFilter {
  /** Of the resources. */
  readonly accounts?: readonly string[] | null;
  readonly types?: readonly string[] | null;
  /** Kinds of those to whom they are open. */
  readonly to?: readonly PrincipalKind[] | null;
}

/**
 * What is open to Anyone, to accounts that are not known to be ours, or to every customer of a service: resources by their policies, lists
 * and grants, roles by their trust. Errors: BAD_USER_INPUT naming the argument.
 */
export async function exposure(
  ask: Ask,
  args: PageArguments & { readonly where?: ExposureFilter | null },
): Promise<AccessConnection> {
  pageSize(args.first, 50);
  const call = ask.question();
  const reader = await ask.reader();
  const outsiders = await findOutsiders(reader, call);
  const { rows, gaps } = await exposureRows(reader, outsiders.principals, call);
  const resources = await listAll(reader, { labels: ['Resource'] }, call);
  const hiding = notCollected(
    resources.filter((node): node is NodeOf<'Resource'> => node.label === 'Resource'),
    outsiders.accounts,
  );
  const counts: Record<Decision, number> = { ALLOWED: 0, CONDITIONAL: 0, DENIED: 0 };
  for (const { cell } of rows) counts[cell.decision]++;
  const { where = null } = args;
  const wanted = rows.filter((row) => passes(row, where ?? {})).toSorted(compareRows);
  const scope = cursorScope(reader, { name: 'exposure', parent: null, args: { where } });
  const cut = cutPage(wanted, rowKey, scope, { ...args, standard: 50 });
  const missing: readonly Gap[] = [
    ...[...gaps, ...hiding].filter((gap) => isAbout(gap, where ?? {})),
    ...wanted.flatMap((row) => gapsOf(row, outsiders)),
    ...gapsThatCouldAdd(await reader.gaps(call), null),
    ...(call.budget.isSpent ? [budgetSpent('rows')] : []),
  ];
  return {
    ...showPage(
      cut,
      cut.nodes.map((row) => show(row, outsiders)),
    ),
    totalCount: wanted.length,
    counts: { allowed: counts.ALLOWED, conditional: counts.CONDITIONAL, denied: null },
    completeness: completenessOf(missing),
  };
}

function passes({ principal, resource }: ExposureRow, { accounts, types, to }: ExposureFilter): boolean {
  return (
    (!accounts || accounts.some((account) => account === resource.account)) &&
    (!types || types.includes(typeOf(resource))) &&
    (!to || to.includes(PRINCIPAL_KIND[principal.label]))
  );
}

/** The policy of a resource of another account can add no row that is asked for. */
function isAbout({ kind, account }: Gap, { accounts }: ExposureFilter): boolean {
  return kind !== 'RESOURCE_POLICY_NOT_COLLECTED' || account === null || !accounts || accounts.includes(account);
}

/** As CloudFormation names it. */
function typeOf(resource: ExposureRow['resource']): string {
  return resource.label === 'Role' ? 'AWS::IAM::Role' : resource.type;
}

function rowKey({ principal, resource, actions, resources, cell }: ExposureRow): string {
  const text = JSON.stringify([principal.id, resource.id, actions, resources, cell.key]);
  return createHash('sha256').update(text).digest('base64url');
}

/** Without an organisation it is not known whether an account is ours. */
function gapsOf({ principal, cell }: ExposureRow, { belonging }: Outsiders): readonly Gap[] {
  const { account } = principal;
  return account !== null && belonging(account) === 'UNKNOWN' ? [...cell.gaps, belongingUnknown(account)] : cell.gaps;
}

function show(row: ExposureRow, outsiders: Outsiders): Access {
  const { principal, resource, actions, resources, cell, reach } = row;
  const { needs, evidence } = proveRow(row);
  return {
    principal,
    decision: cell.decision,
    needs,
    via: routesOf(evidence, principal.arn ?? principal.id),
    gaps: gapsOf(row, outsiders),
    evidence,
    serviceReach: reach === null ? null : showReach(reach, principal.name),
    path: null,
    exposed: { resource, actions, resources },
  };
}

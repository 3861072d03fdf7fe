import { serviceReachText, type ServiceReach } from '../../derive/confusedDeputy.js';
import { DECISION_ORDER } from '../../graph/edges.js';
import { type GraphNode, PRINCIPAL_KIND, type PrincipalKind, type PrincipalOrPerson } from '../../graph/nodes.js';
import type { Decision, Evidence, Needs } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Json } from '../../lib/json.js';
import type { DecisionCounts } from '../assumptions.js';
import { type Completeness, completenessOf } from '../completeness.js';
import type { CursorScope } from '../cursor.js';
import { fillEvidence, fillNeeds } from '../fill.js';
import { cutPage, type Page, type PageArguments, showPage } from '../page.js';
import type { Path } from '../path.js';
import { pathText } from '../pathText.js';
import type { AccessRow } from './accessRows.js';
import type { Assumer } from './assumers.js';
import { type AccessRoute, routesOf } from './routes.js';

/** Narrows who can; all that is given must hold. */
export interface AccessFilter {
  readonly decisions?: readonly Decision[] | null;
  readonly kinds?: readonly PrincipalKind[] | null;
  readonly accounts?: readonly string[] | null;
  readonly via?: readonly AccessRoute[] | null;
}

/** One principal's access. */
export interface Access {
  readonly principal: PrincipalOrPerson;
  readonly decision: Decision;
  readonly needs: Needs | null;
  readonly via: readonly AccessRoute[];
  readonly gaps: readonly Gap[];
  readonly evidence: Evidence;
  /** Of a service alone: for whom it can act. */
  readonly serviceReach: ShownReach | null;
  /** Of those who have to become somebody first. */
  readonly path: Path | null;
  /** Of a row of exposure alone: on what. */
  readonly exposed?: {
    readonly resource: GraphNode;
    readonly actions: readonly string[];
    /** The resource, or patterns of what lies in it. */
    readonly resources: readonly string[];
  };
}

export interface ShownReach {
  readonly kind: ServiceReach['kind'];
  /** Context keys that narrow it. */
  readonly by: readonly string[];
  readonly text: string;
}

export interface AccessConnection extends Page<Access> {
  readonly totalCount: number;
  readonly counts: DecisionCounts;
  readonly completeness: Completeness;
}

const SHOWN: readonly Decision[] = ['ALLOWED', 'CONDITIONAL'];

/** Whether those who have to become somebody first were asked for. */
export function wantsAssumers(where: AccessFilter | null | undefined): boolean {
  return where?.via?.includes('ASSUMPTION') ?? false;
}

/** Whether the near misses were asked for. */
export function wantsDenied(where: AccessFilter | null | undefined): boolean {
  return where?.decisions?.includes('DENIED') ?? false;
}

/**
 * Counts, filters, orders and cuts the rows of the whole answer: by decision, then ARN or name, then id. Rows that are DENIED have to be
 * near misses. `gaps`: those that could add a row.
 */
export async function answerAccess(
  rows: readonly (AccessRow<PrincipalOrPerson> | Assumer)[],
  answer: {
    readonly where: AccessFilter | null | undefined;
    readonly gaps: readonly Gap[];
    readonly scope: CursorScope;
    readonly page: PageArguments;
    readonly brought: readonly Json[];
  },
): Promise<AccessConnection> {
  const { where, scope, page } = answer;
  const counts: Record<Decision, number> = { ALLOWED: 0, CONDITIONAL: 0, DENIED: 0 };
  const gaps = new Set(answer.gaps);
  for (const row of rows) {
    counts[row.decision]++;
    for (const gap of row.gaps) gaps.add(gap);
  }
  const wanted = rows.filter((row) => passes(row, where ?? {})).sort(compareRows);
  const cut = cutPage(wanted, ({ principal }) => principal.id, scope, { ...page, standard: 50 });
  return {
    ...showPage(cut, await Promise.all(cut.nodes.map(async (row) => show(row, answer.brought)))),
    totalCount: wanted.length,
    counts: {
      allowed: counts.ALLOWED,
      conditional: counts.CONDITIONAL,
      denied: wantsDenied(where) ? counts.DENIED : null,
    },
    completeness: completenessOf(gaps),
  };
}

function passes(row: AccessRow<PrincipalOrPerson>, { decisions, kinds, accounts, via }: AccessFilter): boolean {
  const { principal } = row;
  return (
    (decisions ?? SHOWN).includes(row.decision) &&
    (!kinds || kinds.includes(PRINCIPAL_KIND[principal.label])) &&
    (!accounts || accounts.some((account) => account === principal.account)) &&
    (!via || routes(row).some((route) => via.includes(route)))
  );
}

function compareRows(left: AccessRow<PrincipalOrPerson>, right: AccessRow<PrincipalOrPerson>): number {
  return (
    DECISION_ORDER[left.decision] - DECISION_ORDER[right.decision] ||
    compareCodePoints(left.principal.arn ?? left.principal.name, right.principal.arn ?? right.principal.name) ||
    compareCodePoints(left.principal.id, right.principal.id)
  );
}

function fillingOf(
  { principal, resource, made }: AccessRow<PrincipalOrPerson>,
  brought: readonly Json[],
): Parameters<typeof fillEvidence>[1] {
  return { from: principal.arn ?? principal.id, to: resource, brought, made };
}

function routes(row: AccessRow<PrincipalOrPerson> | Assumer): readonly AccessRoute[] {
  if ('path' in row) return ['ASSUMPTION'];
  const { from } = fillingOf(row, []);
  return routesOf(fillEvidence(row.evidence, fillingOf(row, [])), from);
}

async function show(row: AccessRow<PrincipalOrPerson> | Assumer, brought: readonly Json[]): Promise<Access> {
  const filling = fillingOf(row, brought);
  const own = fillEvidence(row.evidence, filling);
  const path = 'path' in row ? await row.path() : null;
  const evidence = path === null ? own : { ...own, because: `${pathText(path)} ${own.because}` };
  return {
    principal: row.principal,
    decision: row.decision,
    needs: fillNeeds(row.needs, filling),
    via: path === null ? routesOf(evidence, filling.from) : ['ASSUMPTION'],
    gaps: row.gaps,
    evidence,
    serviceReach: row.reach === null ? null : showReach(row.reach, row.principal.name),
    path,
  };
}

/** For whom a service can act, in words too. */
export function showReach(reach: ServiceReach, service: string): ShownReach {
  const by = reach.kind === 'NARROWED' ? reach.by : [];
  return { kind: reach.kind, by, text: serviceReachText(reach, service) };
}

import { nodeId } from '../graph/ids.js';
import { PRINCIPAL_KIND, isPrincipalOrPerson, type GraphNode, type PrincipalKind } from '../graph/nodes.js';
import type { Decision, Needs } from '../iam/decision.js';
import { isCrossAccount, type AssumptionRow, type Side } from './assumption.js';

/** Narrows assumptions; all that is given must hold. `accounts`, `kinds` and `isInOrganization` are of the side not asked about. */
export interface AssumptionFilter {
  readonly decisions?: readonly Decision[] | null;
  readonly principals?: readonly string[] | null;
  readonly roles?: readonly string[] | null;
  readonly kinds?: readonly PrincipalKind[] | null;
  readonly accounts?: readonly string[] | null;
  readonly crossAccount?: boolean | null;
  readonly isInOrganization?: boolean | null;
  readonly actions?: readonly string[] | null;
  readonly needsAnyKey?: readonly string[] | null;
  readonly needsNoKey?: readonly string[] | null;
}

const SHOWN: readonly Decision[] = ['ALLOWED', 'CONDITIONAL'];

/** Whether the near misses were asked for. */
export function wantsDenied(where: AssumptionFilter | null | undefined): boolean {
  return where?.decisions?.includes('DENIED') ?? false;
}

/** Whether rows are narrowed beyond what is always shown. */
export function narrows(where: AssumptionFilter | null | undefined): boolean {
  return Object.values(where ?? {}).some((value) => value !== null && value !== undefined);
}

/** The rows that pass. `accountNodes` are the accounts of the side not asked about, by node id. */
export function filterAssumptions(
  rows: readonly AssumptionRow[],
  where: AssumptionFilter | null | undefined,
  side: Side,
  accountNodes: ReadonlyMap<string, GraphNode>,
): readonly AssumptionRow[] {
  return testsOf(where ?? {}, side, accountNodes).reduce((left, test) => left.filter(test), rows);
}

type Test = (row: AssumptionRow) => boolean;

/** One test for each thing that is given. */
function testsOf(where: AssumptionFilter, side: Side, accountNodes: ReadonlyMap<string, GraphNode>): readonly Test[] {
  const decisions = where.decisions ?? SHOWN;
  const tests: Test[] = [(row) => decisions.includes(row.decision)];
  const { principals, roles, kinds, accounts, crossAccount, isInOrganization } = where;
  if (principals) tests.push((row) => isNamed(row.principal, principals));
  if (roles) tests.push((row) => isNamed(row.role, roles));
  if (kinds) tests.push((row) => kinds.includes(kindOf(row[side])));
  if (accounts) tests.push((row) => accounts.some((account) => account === row[side].account));
  if (typeof crossAccount === 'boolean') {
    tests.push((row) => isCrossAccount(row.principal, row.role) === crossAccount);
  }
  if (typeof isInOrganization === 'boolean') {
    tests.push((row) => isInOrganization === isMember(row[side], accountNodes));
  }
  const [actions, any, none] = [where.actions, where.needsAnyKey, where.needsNoKey].map(
    (texts) => texts && new Set(texts.map((text) => text.toLowerCase())),
  );
  if (actions) tests.push((row) => actions.has(row.action.toLowerCase()));
  if (any) tests.push((row) => keysOf(row.conclusion.judgement.needs).some((key) => any.has(key)));
  if (none) tests.push((row) => !keysOf(row.conclusion.judgement.needs).some((key) => none.has(key)));
  return tests;
}

function isMember(node: GraphNode, accountNodes: ReadonlyMap<string, GraphNode>): boolean {
  const account = node.account === null ? undefined : accountNodes.get(nodeId.account(node.account));
  return account?.label === 'Account' && account.organizationId !== null;
}

function kindOf(node: GraphNode): PrincipalKind {
  return isPrincipalOrPerson(node) ? PRINCIPAL_KIND[node.label] : 'ANYONE';
}

/** By ARN, id, or name of a service. */
function isNamed(node: GraphNode, names: readonly string[]): boolean {
  return names.some(
    (name) => name === node.arn || name === node.id || (node.label === 'Service' && name === node.name),
  );
}

/** The context keys that needs name, in lower case. */
function keysOf(needs: Needs | null): readonly string[] {
  const all = needs?.alternatives.flatMap((alternative) => alternative.all) ?? [];
  return all.flatMap((need) => (need.key === null ? [] : [need.key.toLowerCase()]));
}

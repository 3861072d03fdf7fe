import { nodeId } from '../graph/ids.js';
import { PRINCIPAL_KIND, isPrincipal, type GraphNode, type PrincipalKind } from '../graph/nodes.js';
import type { Decision, Needs } from '../iam/decision.js';
import type { Assumption, Side } from './assumption.js';

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

const NO_KEYS: ReadonlySet<string> = new Set();

const SHOWN: readonly Decision[] = ['ALLOWED', 'CONDITIONAL'];

/** Whether the near misses were asked for. */
export function wantsDenied(where: AssumptionFilter | null | undefined): boolean {
  return where?.decisions?.includes('DENIED') ?? false;
}

/** The rows that pass. `accountNodes` are the accounts of the side not asked about, by node id. */
export function filterAssumptions(
  rows: readonly Assumption[],
  where: AssumptionFilter | null | undefined,
  side: Side,
  accountNodes: ReadonlyMap<string, GraphNode>,
): readonly Assumption[] {
  const actions = where?.actions?.map((action) => action.toLowerCase());
  const any = where?.needsAnyKey?.map((key) => key.toLowerCase());
  const none = where?.needsNoKey?.map((key) => key.toLowerCase());
  const inOrganization = (node: GraphNode): boolean => {
    const account = node.account === null ? undefined : accountNodes.get(nodeId.account(node.account));
    return account?.label === 'Account' && account.organizationId !== null;
  };
  return rows.filter((row) => {
    const other = row[side];
    const keys = any === undefined && none === undefined ? NO_KEYS : keysOf(row.needs);
    return (
      (where?.decisions ?? SHOWN).includes(row.decision) &&
      isNamed(row.principal, where?.principals) &&
      isNamed(row.role, where?.roles) &&
      (where?.kinds?.includes(kindOf(other)) ?? true) &&
      (where?.accounts?.some((account) => account === other.account) ?? true) &&
      (where?.crossAccount ?? row.crossAccount) === row.crossAccount &&
      (typeof where?.isInOrganization !== 'boolean' || where.isInOrganization === inOrganization(other)) &&
      (actions?.includes(row.action.toLowerCase()) ?? true) &&
      (any?.some((key) => keys.has(key)) ?? true) &&
      !(none?.some((key) => keys.has(key)) ?? false)
    );
  });
}

function kindOf(node: GraphNode): PrincipalKind {
  return isPrincipal(node) ? PRINCIPAL_KIND[node.label] : 'ANYONE';
}

/** By ARN, id, or name of a service. */
function isNamed(node: GraphNode, names: readonly string[] | null | undefined): boolean {
  return (
    names?.some((name) => name === node.arn || name === node.id || (node.label === 'Service' && name === node.name)) ??
    true
  );
}

/** The context keys that needs name, in lower case. */
function keysOf(needs: Needs | null): ReadonlySet<string> {
  const all = needs?.alternatives.flatMap((alternative) => alternative.all) ?? [];
  return new Set(all.flatMap((need) => (need.key === null ? [] : [need.key.toLowerCase()])));
}

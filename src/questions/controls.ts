import { levelsInForce } from '../derive/levelsInForce.js';
import type { PolicyView } from '../derive/view.js';
import { nodeId } from '../graph/ids.js';
import type { GraphNode, NodeOf } from '../graph/nodes.js';
import type { Attachment } from '../graph/store.js';
import type { Gap } from '../iam/snapshot.js';

type Controls = ReturnType<PolicyView['controls']>;

/** What controls are read from. */
interface Fetched {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly levels: ReadonlyMap<string, readonly string[]>;
  readonly attachments: ReadonlyMap<string, readonly Attachment[]>;
  readonly gaps: readonly Gap[];
}

/** SCPs or RCPs in force on an account, level by level from the root down. */
export function controlsOf(
  fetched: Fetched,
  accountId: string,
  kind: 'SERVICE_CONTROL' | 'RESOURCE_CONTROL',
): Controls {
  const account = accountNode(fetched.nodes, accountId);
  if (account === null) return 'NOT_COLLECTED';
  if (account.organizationId === null) {
    const isUnlisted = fetched.gaps.some(
      (gap) => gap.kind === 'ORGANIZATION_NOT_COLLECTED' && gap.account === accountId,
    );
    return account.isCollected && !isUnlisted ? null : 'NOT_COLLECTED';
  }
  const organization = fetched.nodes.get(nodeId.organization(account.organizationId));
  if (organization?.label !== 'Organization') return 'NOT_COLLECTED';
  const isListed = kind === 'SERVICE_CONTROL' ? organization.scpsCollected : organization.rcpsCollected;
  if (isListed !== true) return 'NOT_COLLECTED';
  const isKind = (id: string): boolean => {
    const policy = fetched.nodes.get(id);
    return policy?.label === 'Policy' && policy.kind === kind;
  };
  const levels = (fetched.levels.get(accountId) ?? []).map((at) => ({
    at,
    policies: (fetched.attachments.get(at) ?? [])
      .filter(({ use, through, policy }) => use === 'CONTROL' && through === at && isKind(policy))
      .map(({ policy }) => policy),
  }));
  return levelsInForce(levels, kind);
}

/** Ids of the levels of each account, from the root down to the account itself. */
export async function fetchLevels(
  nodes: Map<string, GraphNode>,
  fetchNodes: (ids: Iterable<string>) => Promise<void>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const levels = new Map<string, string[]>();
  const above = new Map<string, string>();
  for (const node of nodes.values()) {
    if (node.label !== 'Account') continue;
    levels.set(node.accountId, [node.id]);
    if (node.parentId !== null) above.set(node.accountId, node.parentId);
  }
  while (above.size > 0) {
    await fetchNodes(above.values());
    for (const [account, id] of above) {
      const unit = nodes.get(id);
      levels.get(account)?.unshift(id);
      if (unit?.label === 'OrganizationalUnit' && unit.parentId !== null) above.set(account, unit.parentId);
      else above.delete(account);
    }
  }
  return levels;
}

/** An account among fetched nodes. */
export function accountNode(nodes: ReadonlyMap<string, GraphNode>, id: string): NodeOf<'Account'> | null {
  const node = nodes.get(nodeId.account(id));
  return node?.label === 'Account' ? node : null;
}

import type { PrincipalNode } from '../graph/nodes.js';
import type { Decision } from '../iam/decision.js';
import type { Ask } from './ask.js';
import { accountOf } from './facts.js';

/** Whether a principal can do everything in its account now; null where that is not known, or it is of none. */
export async function administrator(ask: Ask, node: PrincipalNode): Promise<Decision | null> {
  if (node.label !== 'User' && node.label !== 'Role' && node.label !== 'RootUser') return null;
  const account = await accountOf(ask, node);
  if (account?.isCollected !== true || (node.label !== 'RootUser' && !node.isCollected)) return null;
  const reader = await ask.reader();
  const [edges = []] = await reader.edgesFrom([node.id], ['CAN_ADMINISTER'], ask.call);
  return edges[0]?.conclusion.decision ?? 'DENIED';
}

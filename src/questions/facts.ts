import { checkCall } from '../graph/call.js';
import type { RelationKind } from '../graph/edges.js';
import { nodeId } from '../graph/ids.js';
import type { GraphNode, NodeLabel, NodeOf } from '../graph/nodes.js';
import { compareListed } from '../graph/order.js';
import type { Attachment } from '../graph/store.js';
import type { Json, JsonObject } from '../lib/json.js';
import { invariant } from '../lib/invariant.js';
import { mapPromised, type Promised } from './promised.js';
import type { Ask } from './ask.js';
import { nodesOf } from './atHand.js';
import { cursorScope } from './cursor.js';
import { cutPage, type PageArguments } from './page.js';
import type { NodeConnection } from './listing.js';

/** The node with this id when it has this label; null without an id, or where it is another or none. */
export function nodeOf<L extends NodeLabel>(ask: Ask, label: L, id: string | null): Promised<NodeOf<L> | null> {
  return mapPromised(anyNode(ask, id), (found) => (found !== null && hasLabel(found, label) ? found : null));
}

/** The node with this id, or null; at once where the store has it at hand. */
export function anyNode(ask: Ask, id: string | null): Promised<GraphNode | null> {
  if (id === null) return null;
  const reader = ask.opened();
  if (reader?.nodeAtHand === undefined) return fetchNode(ask, id);
  checkCall(ask.call);
  return reader.nodeAtHand(id);
}

async function fetchNode(ask: Ask, id: string): Promise<GraphNode | null> {
  const [found] = await (await ask.reader()).nodes([id], ask.call);
  return found ?? null;
}

/** The node with this id, which the graph promises to have. */
export function promisedNode(ask: Ask, id: string): Promised<GraphNode> {
  return mapPromised(anyNode(ask, id), (found) => {
    invariant(found !== null, `the graph names ${id} and lacks it`);
    return found;
  });
}

export function promisedNodeOf<L extends NodeLabel>(ask: Ask, label: L, id: string): Promised<NodeOf<L>> {
  return mapPromised(promisedNode(ask, id), (found) => {
    invariant(hasLabel(found, label), `${id} should be a ${label}`);
    return found;
  });
}

/** The account that a node belongs to. */
export function accountOf(ask: Ask, node: GraphNode): Promised<NodeOf<'Account'> | null> {
  return nodeOf(ask, 'Account', node.account === null ? null : nodeId.account(node.account));
}

/** The account of a node that always has one. */
export function promisedAccountOf(ask: Ask, node: GraphNode): Promised<NodeOf<'Account'>> {
  invariant(node.account !== null, `${node.id} should have an account`);
  return promisedNodeOf(ask, 'Account', nodeId.account(node.account));
}

/** Nodes at the other end of relations of this kind, in the order of listings. */
export async function related(
  ask: Ask,
  id: string,
  kind: RelationKind,
  direction: 'OUT' | 'IN',
): Promise<readonly GraphNode[]> {
  const reader = await ask.reader();
  const [ids = []] = await reader.related([id], kind, direction, ask.call);
  const found = await nodesOf(reader, ids, ask.call);
  return found.filter((node) => node !== null);
}

/** Those of them that have this label. */
export async function relatedOf<L extends NodeLabel>(
  ask: Ask,
  label: L,
  id: string,
  kind: RelationKind,
  direction: 'OUT' | 'IN',
): Promise<readonly NodeOf<L>[]> {
  return (await related(ask, id, kind, direction)).filter((node) => hasLabel(node, label));
}

/** The nodes with these ids that have this label, in the order of listings. */
export async function nodesLabelled<L extends NodeLabel>(
  ask: Ask,
  label: L,
  ids: readonly string[],
): Promise<readonly NodeOf<L>[]> {
  if (ids.length === 0) return [];
  const found = await nodesOf(await ask.reader(), ids, ask.call);
  return found
    .filter((node) => node !== null)
    .filter((node) => hasLabel(node, label))
    .toSorted(compareListed);
}

/** Policies in force on a principal, group, unit or account. */
export async function attachments(ask: Ask, id: string): Promise<readonly Attachment[]> {
  const [found = []] = await (await ask.reader()).attachments([id], ask.call);
  return found;
}

/** A policy's document; null when it was not collected. */
export async function documentOf(ask: Ask, policy: NodeOf<'Policy'>): Promise<Json> {
  if (policy.documentKey === null) return null;
  const [found] = await (await ask.reader()).documents([policy.documentKey], ask.call);
  return found ?? null;
}

/** The statements of a policy's document, in order; empty when it was not collected. */
export async function statementsOf(ask: Ask, policy: NodeOf<'Policy'>): Promise<readonly Json[]> {
  const document = await documentOf(ask, policy);
  const isObject = typeof document === 'object' && document !== null && Object.hasOwn(document, 'Statement');
  const statement = isObject ? (document as JsonObject)['Statement'] : undefined;
  if (statement === undefined) return [];
  return Array.isArray(statement) ? (statement as readonly Json[]) : [statement];
}

/** What a policy is attached to, or is the policy of, by ARN. */
export async function attachedToOf(
  ask: Ask,
  policy: NodeOf<'Policy'>,
  page: PageArguments,
): Promise<NodeConnection<GraphNode>> {
  const reader = await ask.reader();
  const kinds = ['HAS_POLICY', 'GOVERNED_BY', 'HAS_RESOURCE_POLICY'] as const;
  const found = await Promise.all(kinds.map((kind) => related(ask, policy.id, kind, 'IN')));
  const all = [...new Map(found.flat().map((node) => [node.id, node])).values()].toSorted(compareListed);
  const scope = cursorScope(reader, { name: 'Policy.attachedTo', parent: policy.id, args: {} });
  return { ...cutPage(all, (row) => row.id, scope, { ...page, standard: 50 }), totalCount: all.length };
}

/** SCPs and RCPs in force on an account, from the root down; at each level those of the unit or account itself. */
export async function controlPoliciesOf(ask: Ask, account: NodeOf<'Account'>): Promise<readonly Attachment[]> {
  const levels: string[] = [account.id];
  let above = await nodeOf(ask, 'OrganizationalUnit', account.parentId);
  while (above !== null && !levels.includes(above.id)) {
    levels.unshift(above.id);
    above = await nodeOf(ask, 'OrganizationalUnit', above.parentId);
  }
  const found = await (await ask.reader()).attachments(levels, ask.call);
  return found.flat().filter((attachment) => attachment.use === 'CONTROL');
}

/** Members of a group. */
export async function membersOf(
  ask: Ask,
  group: NodeOf<'Group'>,
  page: PageArguments,
): Promise<NodeConnection<NodeOf<'User'>>> {
  const reader = await ask.reader();
  const all = (await related(ask, group.id, 'MEMBER_OF', 'IN')).filter((node) => hasLabel(node, 'User'));
  const scope = cursorScope(reader, { name: 'Group.members', parent: group.id, args: {} });
  return { ...cutPage(all, (row) => row.id, scope, { ...page, standard: 50 }), totalCount: all.length };
}

/** A managed or control policy by its ARN. */
export function policy(ask: Ask, arn: string): Promised<NodeOf<'Policy'> | null> {
  return nodeOf(ask, 'Policy', arn);
}

function hasLabel<L extends NodeLabel>(node: GraphNode, label: L): node is NodeOf<L> {
  return node.label === label;
}
